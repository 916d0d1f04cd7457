"""How one key result stands: the one place where its colour, word and numbers are decided.

Source: docs/progress.md, section 8.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrs.rules.facts import Facts, Override
from okrs.rules.freshness import Freshness
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Source, Status


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The verdict on one key result on one day, with the numbers it was reached from.

    `progress` is unclamped and `gap` is progress less `expected`. `last` is what a stale key result
    was when somebody last checked in. `override` is the owner's own view while it holds; the
    calculated one stays in `status` and both are shown.
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
    slipped_back: bool = False
    override: Override | None = None

    @property
    def status(self) -> Status:
        """What it counts as."""
        return self.verdict.status

    @property
    def word(self) -> str:
        """What it is called; "Stale" alone, with `last_word` for what it was."""
        raise NotImplementedError

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
    def last(self) -> Status | None:
        """The status when somebody last checked in; only on a stale key result."""
        return self.last_verdict.status if self.last_verdict else None

    @property
    def last_word(self) -> str:
        """As `last`, in words; empty on a key result that is not stale."""
        return str(self.last_verdict.label) if self.last_verdict else ""

    @property
    def reason(self) -> str:
        """One plain sentence with the numbers used, for "Why?"."""
        raise NotImplementedError


def standing(facts: Facts, *, today: date) -> Standing:
    """How a key result stands on a day: the first row of section 8 that matches."""
    raise NotImplementedError
