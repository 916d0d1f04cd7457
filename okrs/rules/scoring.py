"""What a key result came to when its period ended: a score, how to read it, or why there is none.

Source: docs/progress.md, section 10. A score is of a promise and never of a person.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okrs.rules.progress import clamp
from okrs.rules.standing import Standing
from okrs.rules.words import Intent, Kind, Named, Source, Status

HUNDREDTH = Decimal("0.01")
GOOD, SOME, WHOLE = Decimal("0.7"), Decimal("0.4"), Decimal(1)
"""Where the bands begin; of a committed one the whole is expected."""


class Band(Named):
    """How a score reads. The same number reads differently by what was promised."""

    met = "met", gettext_lazy("As promised")
    good = "good", gettext_lazy("Good for an aspiration")
    some = "some", gettext_lazy("Some of the way")
    short = "short", gettext_lazy("Short of the promise: explain it")
    little = "little", gettext_lazy("Little of the way")


class NoScore(Named):
    """Why there is no score."""

    keep_at = "keep_at", gettext_lazy("It is to be kept, so it has no score")
    status = "status", gettext_lazy("A status is a word and has no score")
    milestones = "milestones", gettext_lazy("Milestones are done or not and have no score")
    unset = "unset", gettext_lazy("From or To was never set, so it has no score")
    too_few = "too_few", gettext_lazy("Hidden to protect people, so it has no score")
    stale = "stale", gettext_lazy("Its last reading is too old for a score")
    no_reading = "no_reading", gettext_lazy("Nothing was read, so it has no score")


class Suggestion(Named):
    """What a score suggests became of it. Somebody still has to say so."""

    achieved = "achieved", gettext_lazy("Achieved")
    missed = "missed", gettext_lazy("Missed")
    carried = "carried", gettext_lazy("Carried over")


TONES = {
    Band.met: "achieved",
    Band.good: "ontrack",
    Band.some: "behind",
    Band.short: "behind",
    Band.little: "offtrack",
}
WITHOUT = {
    Status.unset: NoScore.unset,
    Status.too_few: NoScore.too_few,
    Status.stale: NoScore.stale,
}
KINDS = {Source.status: NoScore.status, Source.milestones: NoScore.milestones}


@dataclass(frozen=True, kw_only=True)
class Score:
    """`value` is 0 to 1 in hundredths, or None, and then `missing` says why.

    `is_final` is False while the key result goes on: then nothing is judged by it yet.
    """

    value: Decimal | None
    missing: NoScore | None
    intent: Intent
    is_final: bool

    @property
    def band(self) -> Band | None:
        """How it reads; None without a score, and before it is due."""
        if self.value is None or not self.is_final:
            return None
        return band_of(self.value, intent=self.intent)

    @property
    def tone(self) -> str:
        """Its colour's name; grey where nothing is judged."""
        return TONES[self.band] if self.band else "unset"


def score(standing: Standing, *, intent: Intent, is_final: bool) -> Score:
    """Of how a key result stood on the last day of a period: clamp(p), or why there is none."""
    missing = _missing(standing)
    known = None if missing or standing.progress is None else in_hundredths(standing.progress)
    return Score(value=known, missing=missing, intent=intent, is_final=is_final)


def in_hundredths(progress: Decimal) -> Decimal:
    """Never rounded up: 0.699 is 0.69, so that a score and its band never disagree."""
    return clamp(progress).quantize(HUNDREDTH, rounding=ROUND_FLOOR)


def band_of(value: Decimal, *, intent: Intent) -> Band:
    """0.7 is good for an aspiration; for a committed one it is a miss to explain."""
    if value >= WHOLE:
        return Band.met
    if value < SOME:
        return Band.little
    if intent is Intent.committed:
        return Band.short
    return Band.good if value >= GOOD else Band.some


def suggested(found: Score, standing: Standing) -> Suggestion | None:
    """What might be said of one that is due. Nothing where nobody can know; never said silently.

    Nothing either of what its guardrail holds back: its own figure is not the whole of it.
    """
    if standing.own_verdict or standing.status is Status.no_reading:
        return None
    if found.missing in (NoScore.keep_at, NoScore.status, NoScore.milestones):
        return _of_a_word(standing)
    if found.value is None:
        return None
    if band_of(found.value, intent=found.intent) in (Band.met, Band.good):
        return Suggestion.achieved
    return Suggestion.missed if found.value < SOME else Suggestion.carried


def how_to_read(intent: Intent) -> str:
    """What a number means for this intent, in a sentence."""
    if intent is Intent.committed:
        return _("Committed: the whole was promised, so anything below 1 is a miss to explain.")
    return _("Aspirational: 0.7 or more is good, 0.4 to 0.69 is some of the way.")


def _missing(standing: Standing) -> NoScore | None:
    """The first reason that holds. Milestones may stand in for figures that are to be set."""
    if standing.status in WITHOUT:
        return WITHOUT[standing.status]
    if standing.source in KINDS:
        return KINDS[standing.source]
    if standing.facts.suppressed:
        return NoScore.too_few
    if standing.facts.kind is Kind.keep_at:
        return NoScore.keep_at if standing.status is not Status.no_reading else NoScore.no_reading
    return NoScore.no_reading if standing.progress is None else None


def _of_a_word(standing: Standing) -> Suggestion:
    if standing.status in (Status.achieved, Status.on_track) and _is_whole(standing):
        return Suggestion.achieved
    return Suggestion.missed


def _is_whole(standing: Standing) -> bool:
    """A keep-at that holds is whole; a word and milestones are when all is done."""
    return standing.progress is None or standing.progress >= WHOLE
