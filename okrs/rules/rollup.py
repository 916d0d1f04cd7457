"""Objectives and pillars: the weighted mean of what can be measured, never without its counts.

Source: docs/progress.md, section 7.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from okrs.rules.words import Status


@dataclass(frozen=True, kw_only=True)
class Item:
    """One key result as its objective sees it. No weight is a weight of 1."""

    weight: Decimal | None = None
    progress: Decimal | None
    counted: bool = True
    status: Status
    expected: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many key results stand where. Printed beside every mean."""

    achieved: int = 0
    on_track: int = 0
    behind: int = 0
    off_track: int = 0
    unset: int = 0
    stale: int = 0
    no_reading: int = 0
    too_early: int = 0
    too_few: int = 0

    @classmethod
    def of(cls, statuses: Iterable[Status]) -> Self:
        """Counted from statuses; what is not counted stays out."""
        raise NotImplementedError

    @property
    def total(self) -> int:
        """Every counted key result."""
        raise NotImplementedError

    def parts(self) -> list[tuple[Status, int, str]]:
        """Each status that occurs, how often, and in words: "6 on track"."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Rollup:
    """Several key results as one. `partial`: fewer than half can be measured, so no colour.

    `kept` of the `active` ones are of a kind that has health and no progress (keep-at).
    """

    progress: Decimal | None
    expected: Decimal | None
    measurable: int
    active: int
    kept: int
    partial: bool
    status: Status | None
    counts: Counts

    @property
    def tone(self) -> str:
        """Its colour's name; grey where there is no status."""
        raise NotImplementedError


def objective(items: Iterable[Item]) -> Rollup:
    """Key results as one objective."""
    raise NotImplementedError


def pillar(parts: Iterable[tuple[Decimal | None, Rollup]]) -> Rollup:
    """Objectives, each with its weight, as one pillar; pillars as one strategy, the same way."""
    raise NotImplementedError


def net_confidence(counts: Counts) -> Decimal | None:
    """Percent on track less percent off track."""
    raise NotImplementedError
