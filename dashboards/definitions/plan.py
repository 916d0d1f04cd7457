"""Words about the plan: its key results and how they stand. The rules are in docs/progress.md."""

from django.utils.translation import gettext_lazy as _

from dashboards.definitions.term import Term

TERMS = (
    Term(
        key="baseline",
        name=_("Baseline"),
        means=_(
            "Where a figure starts: the From of a key result, and for a survey its first published "
            "wave. “To set” means that nobody knows it yet; it is never zero."
        ),
        glossary="baseline",
    ),
    Term(
        key="progress",
        name=_("Progress"),
        means=_(
            "How much of the way from From to To a key result has come. An objective’s is the mean "
            "of its key results, a pillar’s the mean of its objectives, always with how many could "
            "be measured."
        ),
        method=_("(now − From) ÷ (To − From), held between 0 and 1 only inside a mean."),
        glossary="progress",
    ),
    Term(
        key="expected-today",
        name=_("Expected today"),
        means=_(
            "How far a key result should be by today. What is read weekly or monthly is expected "
            "to move every day; what is read seldom only on the days a reading is due."
        ),
        method=_("Days passed ÷ days of the period, or its own curve where one was drawn."),
        glossary="expected progress",
    ),
    Term(
        key="achieved",
        name=_("Achieved"),
        means=_("The target is reached, or what was to be kept was kept to the end."),
        glossary="status",
    ),
    Term(
        key="on-track",
        name=_("On track"),
        means=_("No more than %(amber)s points of progress behind what was expected by today."),
        method=_("Progress − expected progress: a gap, not a ratio, which runs wild early on."),
        glossary="status",
    ),
    Term(
        key="behind",
        name=_("Behind"),
        means=_("More than %(amber)s and up to %(red)s points of progress behind."),
        glossary="status",
    ),
    Term(
        key="off-track",
        name=_("Off track"),
        means=_(
            "More than %(red)s points behind, further from the target than at the start, or "
            "blocked."
        ),
        glossary="status",
    ),
    Term(
        key="baseline-to-set",
        name=_("Baseline to set"),
        means=_(
            "From or To is not known yet. There is no progress: not nought, none. It is counted "
            "beside every mean and is in none."
        ),
        glossary="status",
    ),
    Term(
        key="stale",
        name=_("Stale"),
        means=_(
            "Nobody has checked in for too long: %(grace_low)s to %(grace_high)s days after it was "
            "due, by how often it is read. It stands above green on purpose: an old green is not "
            "news."
        ),
        glossary="freshness",
    ),
    Term(
        key="partial",
        name=_("Partial"),
        means=_(
            "Fewer than half of the key results below can be measured. The mean is shown and gets "
            "no colour."
        ),
        glossary="partial",
    ),
    Term(
        key="net-confidence",
        name=_("Net confidence"),
        means=_(
            "Of every 100 key results, how many more are achieved or on track than off track. "
            "+100 is all well, −100 is all off track."
        ),
        method=_("Percent on track or achieved − percent off track, of all that is counted."),
        glossary="net confidence",
    ),
)
