"""What a path chart shows, told in plain values: where it was, is, was expected to be, and ends."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Point:
    """One figure of one day. `low` and `high` are its likely range, where one can be given."""

    on: date
    value: Decimal
    label: str  # the figure as it is written: "19%"
    words: str = ""  # what is said when somebody points at it
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Readings under one baseline, oldest first. Only these are joined to each other."""

    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Break:
    """The day a new baseline begins: what is before it cannot be compared with what is after."""

    on: date
    words: tuple[str, ...]  # one or two short lines


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The path the plan expects: corners of it. Stepped, each figure holds until the next day."""

    corners: tuple[tuple[date, Decimal], ...]
    stepped: bool
    label: str


@dataclass(frozen=True, kw_only=True)
class Band:
    """Limits to keep to; a missing one is none."""

    low: Decimal | None
    high: Decimal | None
    label: str


@dataclass(frozen=True, kw_only=True)
class Tick:
    """One labelled place on the upright axis."""

    value: Decimal
    label: str


@dataclass(frozen=True, kw_only=True)
class PathChart:
    """From a baseline to a target. The last stretch is the one in force; those before are old.

    `description` is the chart told to who cannot see it. `stepped` draws readings as a staircase:
    what is counted as it happens, such as milestones, does not rise between.
    """

    description: str
    starts_on: date
    ends_on: date
    ticks: tuple[Tick, ...]
    stretches: tuple[Stretch, ...] = ()
    breaks: tuple[Break, ...] = ()
    expected: Expected | None = None
    target: Point | None = None
    band: Band | None = None
    stepped: bool = False

    @property
    def current(self) -> tuple[Point, ...]:
        return self.stretches[-1].points if self.stretches else ()

    @property
    def old(self) -> tuple[Stretch, ...]:
        return self.stretches[:-1]

    @property
    def days(self) -> tuple[date, date]:
        """From the first day that anything is drawn on to the last."""
        drawn = [point.on for stretch in self.stretches for point in stretch.points]
        drawn += [corner[0] for corner in self.expected.corners] if self.expected else []
        drawn += [mark.on for mark in self.breaks]
        return min([self.starts_on, *drawn]), max([self.ends_on, *drawn])
