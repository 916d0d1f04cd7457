"""Words about how sure a figure is, and what may be set beside it."""

from django.utils.translation import gettext_lazy as _

from dashboards.definitions.term import Term

TERMS = (
    Term(
        key="likely-range",
        name=_("Likely range"),
        means=_(
            "Between which shares the true one lies, 19 times in 20. It covers chance in who "
            "answered, and the noise that protects people. It does not cover that those who did "
            "not answer may differ."
        ),
        method=_(
            "Wilson’s score interval (Wilson 1927) with the continuity correction of Newcombe "
            "(1998, method 4), the finite-population correction of Cochran (1977, chapter 3), and "
            "the variance of the noise by the delta method (Cramér 1946). Its ends are rounded "
            "outwards."
        ),
        glossary="likely range",
    ),
    Term(
        key="rounding",
        name=_("How precisely a share is said"),
        means=_(
            "The fewer people, the coarser: whole percents from about %(whole)s people, the "
            "nearest 5%% from %(fives)s, in words such as “about a third” from %(words)s. More "
            "digits would say more than anybody knows."
        ),
        method=_("The steps are our own: what the noise lets anybody know at each size."),
        glossary="rounding",
    ),
    Term(
        key="noise",
        name=_("Noise"),
        means=_(
            "Every count of a table is moved by at most %(noise)s before anything is worked out "
            "from it. So groups need not add up to their total, and the attacks that were tried on "
            "the tables prove nobody’s answer. Differences in pay are rounded instead."
        ),
        method=_(
            "The cell key method (Fraser and Wooton 2005): the same people always give the same "
            "number, and each wave draws afresh."
        ),
        glossary="cell-key noise",
    ),
    Term(
        key="hidden",
        name=_("Hidden to protect people"),
        means=_(
            "A group of fewer than %(minimum)s people, or a larger one beside it from which the "
            "small one could be worked out. Nobody keeps which of the two it was. It is the same "
            "on every page and in every file."
        ),
        method=_(
            "Complementary suppression by linear programs (after Fischetti and Salazar 2001), then "
            "attacks on what would be published."
        ),
        glossary="suppressed",
    ),
    Term(
        key="benchmark",
        name=_("Benchmark"),
        means=_(
            "A figure that somebody else found, with its source, year and population. It stands "
            "beside a share only where both were counted in the same way; where they were not, the "
            "page says so and sets nothing beside it."
        ),
        glossary="benchmark",
    ),
    Term(
        key="clear-change",
        name=_("Clear change"),
        means=_(
            "A share moved between two waves by more than chance and noise explain. Otherwise the "
            "page says “no clear change”. Of twenty figures that did not change, expect one to be "
            "called a change."
        ),
        method=_(
            "The interval of the difference by Newcombe’s hybrid of two score intervals (1998, "
            "method 10) leaves out 0."
        ),
        glossary="change",
    ),
    Term(
        key="trend",
        name=_("Trend"),
        means=_(
            "A line through the same figure over time, with each day as it was known then. Waves "
            "that asked another question, or counted in another way, are never in the same line."
        ),
        glossary="trend",
    ),
)
