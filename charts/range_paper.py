"""Where the lines and panels of a chart of shares stand, on a wide page and on a phone."""

import textwrap
from dataclasses import dataclass
from itertools import accumulate

from charts.ranges import Line, Panel, RangeChart

LETTER = 7.2  # pixels of a letter at 13 px, on average and on the safe side
LEAST, LINE = 34, 17  # pixels: the lowest row, and each further line of words in it
NAME, EVERYBODY, AXIS = 18, 18, 26  # pixels above the first line of a panel, where it has them
WORDS_AT_MOST = 0.34  # of a panel's width: longer words may stand on the faint lines


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The size of a drawing. With `names_above`, a group's name stands over its line."""

    css: str
    width: int
    names: int  # pixels kept for the names of groups, at the left
    across: int  # panels beside each other at most
    names_above: bool = False
    gap: int = 28


WIDE = Paper(css="chart chart-wide", width=934, names=220, across=3)
PHONE = Paper(css="chart chart-phone", width=350, names=0, across=1, names_above=True)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One panel on the paper: percent run from `left` to `right`, words may go on to `end`; `rows`
    are upper edges."""

    names: list[str]
    left: float
    right: float
    end: float
    top: float
    rows: tuple[float, ...]
    most: int

    @property
    def bottom(self) -> float:
        return self.rows[-1]

    def x(self, percent: float) -> float:
        return self.left + (self.right - self.left) * percent / self.most


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A chart laid out on one paper."""

    paper: Paper
    places: tuple[Place, ...]
    height: float


def laid(chart: RangeChart, paper: Paper) -> Laid:
    """Panels in rows of `across`, each row as tall as its tallest; names once a row of panels."""
    across = min(paper.across, len(chart.panels))
    wide = (paper.width - paper.names - paper.gap * (across - 1)) / across
    places: list[Place] = []
    top = 0.0
    for number, panel in enumerate(chart.panels):
        turn = number % across
        if number and not turn:
            top = max(place.bottom for place in places) + paper.gap
        left = paper.names + turn * (wide + paper.gap)
        heights = (row_height(line, chart, paper) for line in panel.lines)
        places.append(
            Place(
                names=heading(panel, wide),
                left=left,
                right=left + wide - _room_for_words(chart, wide),
                end=left + wide,
                top=top,
                rows=tuple(accumulate(heights, initial=top + head(chart, wide))),
                most=chart.most,
            )
        )
    height = max(place.bottom for place in places) + 6
    return Laid(paper=paper, places=tuple(places), height=height)


def head(chart: RangeChart, wide: float) -> int:
    """Above the first line: the names of panels, what everybody come to, and the axis."""
    if chart.bars:
        return 4
    named = max(len(heading(panel, wide)) for panel in chart.panels)
    together = any(panel.everybody for panel in chart.panels)
    return NAME * named + EVERYBODY * together + AXIS


def heading(panel: Panel, wide: float) -> list[str]:
    """A panel's name in at most two lines."""
    room = int(wide / LETTER / 1.1)
    return textwrap.wrap(panel.name, room, max_lines=2, placeholder=" …")


def _room_for_words(chart: RangeChart, wide: float) -> float:
    """Beside the longest range its words should still fit."""
    said = [len(line.spot.said) for panel in chart.panels for line in panel.lines if line.spot]
    words = LETTER * max(said, default=0) + 20
    return words if chart.bars else min(words, WORDS_AT_MOST * wide)


def row_height(line: Line, chart: RangeChart, paper: Paper) -> float:
    """Room for the name, its note, and what stands above and below the line."""
    words = len(name_lines(line, paper)) + bool(line.note and not paper.names_above)
    if paper.names_above:
        return LINE * words + (58 if line.other else 38)
    return max(LEAST + (26 if line.other or chart.bars else 0), LINE * words + 12)


def name_lines(line: Line, paper: Paper) -> list[str]:
    """A group's name in at most two lines; what does not fit is in the table below every chart."""
    room = (paper.width if paper.names_above else paper.names - 16) / LETTER
    return textwrap.wrap(line.name, int(room), max_lines=2, placeholder=" …") or [""]
