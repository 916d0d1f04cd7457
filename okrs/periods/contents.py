"""What is kept of a period: plain values and words, so that it reads the same in ten years.

Nothing here asks the plan: names, words and figures stand as they stood when it was closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from okrs.models import PeriodResult
from okrs.rules.rollup import Counts
from okrs.rules.scoring import TONES, Band, NoScore, Suggestion, how_to_read
from okrs.rules.verdicts import tone_of
from okrs.rules.words import Intent, Status

FORMAT = 1
OUTCOMES: dict[str, Any] = dict(PeriodResult.OUTCOMES)
OUTCOME_TONES = {
    PeriodResult.ACHIEVED: "achieved",
    PeriodResult.MISSED: "offtrack",
    PeriodResult.CARRIED: "behind",
}


@dataclass(frozen=True, kw_only=True)
class StepKept:
    """A milestone."""

    text: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, kw_only=True)
class ResultKept:
    """One key result as it stood on the last day. `start`, `end` and `goal` are words; the figures
    beside them are what they were written from. `score` and `progress` are fractions as text.
    """

    key_result: int
    title: str
    definition: str
    owner: str
    kind: str
    intent: str
    weight: str
    starts_on: date
    due_on: date
    is_due: bool
    start: str
    end: str
    goal: str
    start_value: str | None
    end_value: str | None
    goal_value: str | None
    end_as_of: date | None
    tone: str
    word: str
    said: str
    progress: str | None
    expected: str | None
    score: str | None
    band: str
    no_score: str
    held: int
    held_of: int
    confidence: int | None
    changed: str
    next: str
    blockers: str
    told: int
    milestones: tuple[StepKept, ...]
    suggested: str
    outcome: str
    reflection: str
    predecessor: int | None
    predecessor_title: str
    successor: int | None
    successor_title: str
    guard: str = ""  # what its guardrail meant for it; a period kept before this was has none

    @property
    def is_measured(self) -> bool:
        """Whether it has a way from From to To, and something was read on it."""
        return bool(self.progress and self.start)

    @property
    def band_word(self) -> str:
        return str(Band[self.band].label) if self.band else ""

    @property
    def band_tone(self) -> str:
        return TONES[Band[self.band]] if self.band else "unset"

    @property
    def why_no_score(self) -> str:
        return str(NoScore[self.no_score].label) if self.no_score else ""

    @property
    def intent_word(self) -> str:
        return str(Intent[self.intent].label)

    @property
    def how_to_read(self) -> str:
        return how_to_read(Intent[self.intent])

    @property
    def outcome_word(self) -> str:
        return str(OUTCOMES.get(self.outcome, ""))

    @property
    def outcome_tone(self) -> str:
        return OUTCOME_TONES.get(self.outcome, "unset")

    @property
    def suggested_word(self) -> str:
        return str(Suggestion[self.suggested].label) if self.suggested else ""

    @property
    def done(self) -> int:
        """How many milestones were done."""
        return sum(step.done_on is not None for step in self.milestones)


@dataclass(frozen=True, kw_only=True)
class RollupKept:
    """A mean with its counts: `counts` is (status, how many)."""

    progress: str | None
    measurable: int
    active: int
    kept: int
    partial: bool
    status: str
    counts: tuple[tuple[str, int], ...]

    @property
    def tally(self) -> Counts:
        return Counts(**dict(self.counts))

    @property
    def tone(self) -> str:
        return tone_of(Status[self.status] if self.status else None)

    @property
    def mean(self) -> Decimal | None:
        return None if self.progress is None else Decimal(self.progress)

    @property
    def of(self) -> int:
        """Of how many a mean could be taken: what is to be kept has none by its kind."""
        return self.active - self.kept


@dataclass(frozen=True, kw_only=True)
class ObjectiveKept:
    """An objective with its key results and what they came to."""

    objective: int
    title: str
    weight: str
    rollup: RollupKept
    results: tuple[ResultKept, ...]


@dataclass(frozen=True, kw_only=True)
class PillarKept:
    """A pillar with its objectives."""

    pillar: str
    name: str
    rollup: RollupKept
    objectives: tuple[ObjectiveKept, ...]

    @property
    def results(self) -> tuple[ResultKept, ...]:
        return tuple(result for one in self.objectives for result in one.results)


@dataclass(frozen=True, kw_only=True)
class LeftKept:
    """A key result that left the plan while the period ran: it is named, and not counted."""

    key_result: int
    title: str
    how: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Contents:
    """A period as it stood. `number` is 0 and `closed_by` empty while it is only looked at."""

    format: int = FORMAT
    number: int
    strategy: str
    name: str
    starts_on: date
    ends_on: date
    closed_on: date | None
    closed_by: str
    reflection: str
    rollup: RollupKept
    pillars: tuple[PillarKept, ...]
    left: tuple[LeftKept, ...]

    @property
    def results(self) -> Iterator[ResultKept]:
        for pillar in self.pillars:
            yield from pillar.results

    @property
    def due(self) -> list[ResultKept]:
        """Those that were due by the end, and so need an outcome."""
        return [result for result in self.results if result.is_due]

    @property
    def undecided(self) -> list[ResultKept]:
        return [result for result in self.due if result.outcome in ("", "goes_on")]

    @property
    def decided(self) -> int:
        return len(self.due) - len(self.undecided)

    @property
    def outcomes(self) -> list[tuple[str, str, int]]:
        """What became of those that were due: (word, colour, how many), where there are any."""
        found = [result.outcome for result in self.due]
        return [
            (str(OUTCOMES[code]), tone, found.count(code))
            for code, tone in OUTCOME_TONES.items()
            if code in found
        ]
