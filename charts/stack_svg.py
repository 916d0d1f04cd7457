"""Counts by status beside how far something has come, as SVG: a bar, its counts, and a small line.

Each line has a name, its figure, a bar of counts whose parts are told below it by shape and words,
and how it moved. There are two drawings, as of every chart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from django.utils.html import format_html
from django.utils.safestring import SafeString

from charts import layers
from charts.layers import Shape, px, shape, way
from charts.placing import Box, Words, reach
from charts.spark import Measure, spark
from charts.stacks import Part, Stack, StackChart
from charts.statuses import css_of, shape_of

BAR, GAP = 12, 3  # pixels: how thick a bar is, and between its parts
COUNT, APART = "c-ink c-12", 18  # of a count in words, and pixels from one to the next
SHAPE = 16  # pixels from the middle of a count's shape to its words, and half of that before it
Drawn = Shape | Words


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The size of a drawing, and where the bar and the small line of each row stand."""

    css: str
    width: int
    bar: tuple[int, int]
    spark: tuple[int, int]
    folded: bool = False  # the bar stands below the name


WIDE = Paper(css="chart chart-wide", width=934, bar=(336, 742), spark=(790, 934))
PHONE = Paper(css="chart chart-phone", width=350, bar=(0, 350), spark=(230, 350), folded=True)


def stack_chart(chart: StackChart) -> SafeString:
    """Both drawings of a chart; the style sheet shows the one that fits."""
    return _on_page(chart, WIDE) + _on_page(chart, PHONE)


def _on_page(chart: StackChart, paper: Paper) -> SafeString:
    height, inside = drawing(chart, paper)
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        paper.css,
        paper.width,
        px(height),
        chart.description,
        inside,
    )


def drawing(chart: StackChart, paper: Paper) -> tuple[float, SafeString]:
    """How high the drawing is, and what is drawn."""
    tops, parts = laid(chart, paper), everything(chart, paper)
    shapes = (one for one in parts if isinstance(one, Shape))
    words = (one for one in parts if isinstance(one, Words) and one.text)
    return tops[-1], layers.drawn(shapes, words)


def laid(chart: StackChart, paper: Paper) -> list[float]:
    """The upper edge of each row, and the lower edge of the last."""
    return list(accumulate((row_height(stack, paper) for stack in chart.stacks), initial=0.0))


def everything(chart: StackChart, paper: Paper) -> list[Drawn]:
    """Every shape and all words, from the first row to the last."""
    measure = Measure.of(stack.trend for stack in chart.stacks)
    parts = list[Drawn]()
    for stack, top in zip(chart.stacks, laid(chart, paper), strict=False):
        if top:
            parts.append(way("c-rule", "M0 {}H{}", top, paper.width))
        parts += _row(stack, paper, top, measure)
    return parts


def row_height(stack: Stack, paper: Paper) -> float:
    lines = max((line for _part, _x, line in _lines(stack, paper)), default=0)
    if not paper.folded:
        return 78 + 22 * lines
    return (160 if stack.moved else 124) + 22 * lines


def _row(stack: Stack, paper: Paper, top: float, measure: Measure | None) -> Iterator[Drawn]:
    yield Words(css="c-ink c-16 c-b", x=0, y=top + 34, text=stack.name)
    yield Words(css="c-ink2 c-12", x=0, y=top + 52, text=stack.note)
    end = paper.width if paper.folded else paper.bar[0] - 28
    yield Words(css="c-ink c-28 c-b c-end", x=end, y=top + 42, text=stack.said)
    yield from _bar(stack, bar_box(paper, top))
    for part, x, y in counts(stack, paper, top):
        where = f"translate({px(x + 6)} {px(y - 4)})"
        yield shape(css_of(part.status), "path", d=shape_of(part.status), transform=where)
        yield Words(css=COUNT, x=x + SHAPE, y=y, text=part.said)
    if measure:
        yield from spark(stack.trend, measure, spark_box(stack, paper, top), stack.colour)
    side, x = ("", 0) if paper.folded else (" c-end", paper.spark[1])
    yield Words(css=f"c-ink2 c-12{side}", x=x, y=_lower(stack, paper, top), text=stack.moved)


def bar_box(paper: Paper, top: float) -> Box:
    upper = top + (74 if paper.folded else 22)
    return Box(left=paper.bar[0], top=upper, right=paper.bar[1], bottom=upper + BAR)


def spark_box(stack: Stack, paper: Paper, top: float) -> Box:
    """Where the small line of a row stands: above its words, or on a phone beside them."""
    lower = _lower(stack, paper, top) + 4 if paper.folded else top + 40
    left, right = paper.spark
    return Box(left=left, top=lower - 24, right=right - 4, bottom=lower)


def _lower(stack: Stack, paper: Paper, top: float) -> float:
    return top + (row_height(stack, paper) - 22 if paper.folded else 58)


def _bar(stack: Stack, box: Box) -> Iterator[Shape]:
    """Parts beside each other, as wide as they are many. None can be so small that it is lost."""
    whole = sum(part.number for part in stack.parts)
    left, high = box.left, box.bottom - box.top
    for part in stack.parts:
        wide = (box.right - box.left) * part.number / whole
        stale = part.status == "stale"
        css = "c-hatch-box" if stale else css_of(part.status)
        more = {"fill": "url(#hatch)"} if stale else {}
        seen = max(2.0, wide - GAP)
        yield shape(css, "rect", x=left, y=box.top, width=seen, height=high, rx="2", **more)
        left += wide


def counts(stack: Stack, paper: Paper, top: float) -> Iterator[tuple[Part, float, float]]:
    """Each count with the place where it begins."""
    first = bar_box(paper, top).bottom + 20
    return ((part, x, first + 22 * line) for part, x, line in _lines(stack, paper))


def _lines(stack: Stack, paper: Paper) -> Iterator[tuple[Part, float, int]]:
    """Each count with where it begins and on which line: the next line where one is full."""
    first, end = paper.bar
    x, line = float(first), 0
    for part in stack.parts:
        wide = SHAPE + reach(part.said, COUNT)
        if x + wide > end and x > first:
            x, line = float(first), line + 1
        yield part, x, line
        x += wide + APART
