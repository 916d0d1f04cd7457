"""Where the lines and panels of a chart of shares stand, on a wide page and on a phone."""

from dataclasses import dataclass, replace
from itertools import accumulate

from charts.measure import wrapped
from charts.placing import reach, size_of, strong
from charts.ranges import Line, Panel, RangeChart

LINE = 17  # pixels from one line of words to the next
NAME, EVERYBODY, AXIS = 18, 18, 26  # pixels above the first line of a panel, where it has them
NAMED, STRONG, NOTE, PANEL = "c-ink c-13", "c-ink c-14 c-b", "c-ink2 c-12", "c-14 c-b"
BESIDE = 20  # pixels between words that share a line
EDGE = 18  # pixels at the right of a plot, where the last figure of its axis ends


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The size of a drawing. With `names_above`, a group's name stands over its line."""

    css: str
    width: int
    names: int  # pixels kept for the names of groups at the left, at most
    across: int  # panels beside each other at most
    names_above: bool = False
    gap: int = 28


WIDE = Paper(css="chart chart-wide", width=934, names=240, across=3)
PHONE = Paper(css="chart chart-phone", width=350, names=0, across=1, names_above=True)
NARROW = Paper(css="chart chart-phone", width=350, names=124, across=1)  # panels as on WIDE
LEAST = 200  # pixels for names on WIDE, so that its panels are narrow enough for a phone


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

    def moved(self, right: float, down: float) -> "Place":
        """The same panel, so many pixels further right and down."""
        return replace(
            self,
            left=self.left + right,
            right=self.right + right,
            end=self.end + right,
            top=self.top + down,
            rows=tuple(row + down for row in self.rows),
        )


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A chart laid out on one paper. `names` is what the names of groups take at the left."""

    paper: Paper
    names: float
    places: tuple[Place, ...]
    height: float
    everybody_below: bool  # what everybody come to stands under the panel's name, not beside it


def laid(chart: RangeChart, paper: Paper) -> Laid:
    """Panels in rows of `across`, each row as tall as its tallest; names once a row of panels."""
    across = min(paper.across, len(chart.panels))
    names = names_width(chart, paper)
    wide = (paper.width - names - paper.gap * (across - 1)) / across
    below = _everybody_below(chart, wide)
    places: list[Place] = []
    top = 0.0
    for number, panel in enumerate(chart.panels):
        turn = number % across
        if number and not turn:
            top = max(place.bottom for place in places) + paper.gap
        left = names + turn * (wide + paper.gap)
        heights = (row_height(line, chart, paper) for line in panel.lines)
        places.append(
            Place(
                names=heading(panel, wide),
                left=left,
                right=left + wide - _room_for_words(chart),
                end=left + wide,
                top=top,
                rows=tuple(accumulate(heights, initial=top + _head(chart, wide, below=below))),
                most=chart.most,
            )
        )
    height = max(place.bottom for place in places) + 6
    return Laid(
        paper=paper, names=names, places=tuple(places), height=height, everybody_below=below
    )


def shared(chart: RangeChart) -> bool:
    """Whether a phone shows the very panels of the wide page below each other: a row of them."""
    return len(chart.panels) >= WIDE.across and not chart.bars


def phone_of(chart: RangeChart) -> Paper:
    return NARROW if shared(chart) else PHONE


def names_width(chart: RangeChart, paper: Paper) -> float:
    """As much as the longest name takes, so that the chart has the rest."""
    if paper.names_above:
        return 0
    if paper is NARROW:
        rest = WIDE.width - names_width(chart, WIDE) - WIDE.gap * (WIDE.across - 1)
        return paper.width - rest / WIDE.across
    css = name_css(chart)
    words = [
        (part, kind)
        for panel in chart.panels
        for line in panel.lines
        for part, kind in written(line, css, paper)
    ]
    widest = max((reach(text, kind) for text, kind in words), default=0)
    least = LEAST if paper is WIDE and shared(chart) else 0
    return round(max(least, min(paper.names, widest + 28)))


def name_css(chart: RangeChart) -> str:
    """Names are strong where each stands for one figure, and quiet beside small multiples."""
    return STRONG if len(chart.panels) == 1 else NAMED


def _head(chart: RangeChart, wide: float, *, below: bool) -> int:
    """Above the first line: the names of panels, what everybody come to, and the axis."""
    if chart.bars:
        return 4
    named = max(len(heading(panel, wide)) for panel in chart.panels)
    return NAME * named + EVERYBODY * below + AXIS


def _everybody_below(chart: RangeChart, wide: float) -> bool:
    """Whether what everybody come to does not fit beside a panel's name, in any of the panels."""
    return any(
        not panel.name
        or reach(panel.name, PANEL) + reach(panel.everybody.said, NOTE) + BESIDE > wide
        for panel in chart.panels
        if panel.everybody
    )


def heading(panel: Panel, wide: float) -> list[str]:
    """A panel's name in at most two lines."""
    lines = wrapped(panel.name, wide, size_of(PANEL), most=2, bold=True)
    return [line for line in lines if line]


def _room_for_words(chart: RangeChart) -> float:
    """Kept free at the right of a plot. Words that find no room beside their range stand above
    their dot, so that a plot has the width of its panel; a bar's words stand at its end."""
    if not chart.bars:
        return 36 if stands_above(chart) else EDGE
    lines = (line for panel in chart.panels for line in panel.lines)
    return max((reach(line.spot.said, STRONG) for line in lines if line.spot), default=0) + BESIDE


def stands_above(chart: RangeChart) -> bool:
    """Whether shares are written large above their dots: there is room for that in one panel."""
    return chart.marked and len(chart.panels) == 1 and not chart.bars


def reaches(chart: RangeChart, paper: Paper) -> tuple[int, int]:
    """Pixels kept above and below the middle of every line, for marks and their words."""
    if stands_above(chart):
        return (34, 30) if paper.names_above else (33, 33)
    more = chart.marked
    if paper.names_above:
        return 16, 36 if more else 22
    if chart.bars:
        return (30, 30) if more else (24, 24)
    return (24, 24) if more else (17, 17)


def row_height(line: Line, chart: RangeChart, paper: Paper) -> float:
    """Room for the name, its note, and what stands above and below the line."""
    if shared(chart) and paper in (WIDE, NARROW):
        return max(_row_height(line, chart, one) for one in (WIDE, NARROW))
    return _row_height(line, chart, paper)


def _row_height(line: Line, chart: RangeChart, paper: Paper) -> float:
    words = LINE * len(written(line, name_css(chart), paper))
    room = sum(reaches(chart, paper))
    return (
        room + words - LINE * note_beside(line, paper)
        if paper.names_above
        else max(room, words + 12)
    )


def written(line: Line, css: str, paper: Paper) -> list[tuple[str, str]]:
    """A group's name and its note, in at most two lines each, with the class of each line. Of a
    name its end is kept, which may be all that tells it from others. What does not fit is in the
    table below every chart."""
    room = paper.width if paper.names_above else paper.names - 16
    return [
        (part, kind)
        for text, kind, ending in ((line.name, css, True), (line.note, NOTE, False))
        for part in wrapped(text, room, size_of(kind), most=2, bold=strong(kind), ending=ending)
        if part
    ]


def note_beside(line: Line, paper: Paper) -> bool:
    """On a phone, whether the note fits at the end of the line of the name."""
    words = reach(line.name, STRONG) + reach(line.note, NOTE) + BESIDE
    return bool(line.note) and paper.names_above and words <= paper.width
