"""The shape of the demo's history: what was taken up, how it was adjusted, what was read when.

Months count from the first day of the strategy, which is the first of a month two years before the
day the demo is loaded; month 24 is the first of the present month.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from okrs.followed import Followed

NOW = 24
DUE = 48  # most run to the end of the strategy
FIRST_SURVEY, SECOND_SURVEY = 12, NOW  # each was asked in the month before
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One check-in: in which month it was told, what was read, and what was said with it."""

    month: int
    value: str | None = None
    part: int | None = None
    whole: int | None = None
    word: str = ""
    changed: str = ""
    next: str = ""
    blockers: str = ""
    blocked: bool = False
    sure: int | None = None
    of_month: int | None = None  # a late check-in describes an earlier month

    @property
    def figure(self) -> Decimal | None:
        return None if self.value is None else Decimal(self.value)


@dataclass(frozen=True, kw_only=True)
class Tale:
    """One key result of the demo: a row of the playbook, or the employer's own under a row's
    objective (`beside`), with how it was adjusted and what became of it."""

    row: str = ""
    beside: str = ""
    owner: str | None = None
    terms: Mapping[str, Any] = field(default_factory=dict)
    ends: Mapping[str, Any] = field(default_factory=dict)  # From and To, set in month 0
    starts: int = 0
    due: int = DUE
    set_by: int | None = None  # the month by which its baseline is to be set
    figure: Followed | None = None  # of the survey, which then gives the readings
    said: tuple[Said, ...] = ()
    steps_done: tuple[int, ...] = ()  # the month in which each milestone, in order, was ticked
    evidence: tuple[str, ...] = ()

    @property
    def taken_up(self) -> int:
        """Most were there from the beginning; what is still to set came lately."""
        return 0 if self.set_by is None else self.starts


def number(unit: str, **more: object) -> dict[str, object]:
    """The playbook leaves these rows without a figure; this employer counts something."""
    return {"kind": "number", "source": "value", "unit": unit, **more}


def read(month: int, value: str, words: str = "", **more: Any) -> Said:
    return Said(month=month, value=value, changed=words, **more)


def counted(month: int, part: int, whole: int, words: str = "", **more: Any) -> Said:
    return Said(month=month, part=part, whole=whole, changed=words, **more)


def word(month: int, is_now: str, words: str = "", **more: Any) -> Said:
    return Said(month=month, word=is_now, changed=words, **more)


def done(month: int, words: str) -> tuple[Said, ...]:
    """Begun half-way there, completed in that month, and looked at again since."""
    since = (Said(month=later) for later in range(month + 3, NOW, 3))
    return (
        word(max(1, month // 2), "in_progress", "Under way."),
        word(month, "completed", words, sure=9),
        *since,
        Said(month=NOW, changed="Still in place."),
    )


def under_way(words: str, *, since: int = 6, sure: int = 7) -> tuple[Said, ...]:
    """Begun, and confirmed quarter by quarter until now."""
    begun = (word(since, "in_progress", "Begun.", sure=sure),)
    between = tuple(Said(month=month) for month in range(since + 3, NOW, 3))
    return (*begun, *between, Said(month=NOW, changed=words, sure=sure))
