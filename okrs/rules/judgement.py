"""The verdict on one key result on one day, with the numbers it was reached from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from okrs.rules.facts import Facts, Override
from okrs.rules.freshness import Freshness
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Source, Status

JUDGED = {
    Status.on_track: Verdict.on_track,
    Status.behind: Verdict.behind,
    Status.off_track: Verdict.off_track,
}
"""The verdicts that come from the gap to what was expected."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What was found, not yet in words: see `standing.Standing`.

    `progress` is unclamped. `last_verdict` is what a stale key result was when somebody last spoke
    for it. `outcome_to_set`: milestones stand in while From and To are to be set. `override` is
    the owner's own view while it holds; the calculated one stays in `status`, and both are shown.
    `own_verdict` is what it would be called if its keep-at held; only on one that is held back.
    `may_be_chance`: it is further back than From, and chance alone could explain so small a move.
    """

    facts: Facts
    verdict: Verdict
    progress: Decimal | None
    expected: Decimal | None
    source: Source
    measurable: bool
    outcome_to_set: bool
    freshness: Freshness
    next_due: date
    days_late: int
    last_verdict: Verdict | None = None
    override: Override | None = None
    own_verdict: Verdict | None = None
    may_be_chance: bool = False

    @property
    def status(self) -> Status:
        """What it counts as."""
        return self.verdict.status

    @property
    def tone(self) -> str:
        """Its colour's name: achieved, ontrack, behind, offtrack, unset or stale."""
        return self.verdict.tone

    @property
    def counted(self) -> bool:
        """False when archived or not applicable."""
        return self.facts.counted

    @property
    def gap(self) -> Decimal | None:
        """Progress less expected progress; None where either cannot be said."""
        if self.progress is None or self.expected is None:
            return None
        return self.progress - self.expected

    @property
    def slipped_back(self) -> bool:
        """Whether it had reached its target before and is judged by its gap again."""
        return self.facts.ever_achieved and self.verdict in JUDGED.values()

    def called(self, verdict: Verdict) -> str:
        """What a verdict on it is called: what may be chance is never said to have happened."""
        if verdict is Verdict.moved_backwards and self.may_be_chance:
            return _("May have moved backwards")
        return str(verdict.label)

    @property
    def last(self) -> Status | None:
        """The status when somebody last spoke for it; only on a stale key result."""
        return self.last_verdict.status if self.last_verdict else None
