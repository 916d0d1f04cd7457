"""Shares with their likely ranges, told in plain values: groups below each other, panels in a row.

All figures are as they are said, in percent. A chart never holds more digits than its words do, or
a ruler would read from it what the words keep back.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

STEP = 10  # axes end at a multiple of this many percent
EVERYTHING = 100


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One share: its value and its range in percent as they are said, and how that reads."""

    value: float
    said: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One group. `instead` is said in the place of a share that is not there.

    `other` is what it is compared with: a benchmark, drawn as a diamond with its words. `before` is
    the same share of an earlier wave, an open ring, and `goal` what is aimed for, a mark across.
    """

    name: str
    note: str = ""
    spot: Spot | None = None
    instead: str = ""
    other: Spot | None = None
    before: Spot | None = None
    goal: Spot | None = None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Lines under one heading. `everybody` is drawn faintly behind all of them."""

    lines: tuple[Line, ...]
    name: str = ""
    everybody: Spot | None = None


@dataclass(frozen=True, kw_only=True)
class RangeChart:
    """Panels with the same groups in the same order, on the same axis.

    `description` tells the chart to who cannot see it. With `bars`, lines are bars from zero: what
    has no range, such as how many took part. For a legend, `then` says when what is `before` was,
    and `beside` whose the `other` figures are.
    """

    description: str
    panels: tuple[Panel, ...]
    bars: bool = False
    then: str = ""
    beside: str = ""

    @cached_property
    def most(self) -> int:
        """Where the axis ends: the first round figure that holds everything, at least 20 %. The
        ground of a bar is the whole, so bars have room for 100 %, and for one that is longer."""
        highest = max(self._ends(), default=0)
        if self.bars:
            return max(EVERYTHING, math.ceil(highest / STEP) * STEP)
        return min(EVERYTHING, max(2 * STEP, math.ceil(highest / STEP) * STEP))

    @cached_property
    def marked(self) -> bool:
        """Whether anything is drawn beside shares. The same for all rows, hidden ones too."""
        lines = (line for panel in self.panels for line in panel.lines)
        return any(line.before or line.other or line.goal for line in lines)

    def _ends(self) -> Iterable[float]:
        for panel in self.panels:
            spots = [panel.everybody]
            spots += [spot for line in panel.lines for spot in _spots(line)]
            for spot in filter(None, spots):
                yield spot.value if spot.high is None else spot.high


def _spots(line: Line) -> tuple[Spot | None, ...]:
    return line.spot, line.other, line.before, line.goal
