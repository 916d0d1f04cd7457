"""A chart for the page of a document: narrower than on a screen, so that its words stay legible.

A printer of drawings may know no order of painting: where words have a halo on a screen, they stand
on a small ground of paper here.
"""

import html
import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

from charts import alone, range_svg, stack_svg
from charts.light import coloured
from charts.measure import wide
from charts.range_paper import Paper, laid
from charts.ranges import RangeChart
from charts.stacks import StackChart

PAPER = Paper(css="chart", width=760, names=190, across=3)
LYING = Paper(css="chart", width=1140, names=190, across=5)  # for a page on its side
STACK = stack_svg.Paper(css="chart", width=760, bar=(276, 570), spark=(592, 760))
RULES = alone.RULES | {".c-halo": "stroke: none"}
HALOED = re.compile(r'<text class="([^"]*\bc-halo\b[^"]*)">(.*?)</text>')
WORDS = re.compile(r'<tspan x="([\d.-]+)"(?: (y|dy)="([\d.-]+)")?>([^<]*)</tspan>')
LARGE = 13  # pixels of type where a class names no other
SNUG = 0.94  # of the measured width, which is on the safe side


def printed(chart: RangeChart | StackChart, paper: Paper = PAPER) -> str:
    """The drawing without title or source, as an XML document."""
    width, height, drawing = _drawn(chart, paper)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        'font-family="{font}"><style>{style}</style>{hatch}{drawing}</svg>',
        w=width,
        h=f"{height:.1f}",
        font=alone.FONT,
        style=SafeString(coloured(RULES)),
        hatch=alone.HATCH,
        drawing=SafeString(HALOED.sub(_grounded, drawing)),
    )


def _drawn(chart: RangeChart | StackChart, paper: Paper) -> tuple[int, float, SafeString]:
    if isinstance(chart, StackChart):
        return STACK.width, *stack_svg.drawing(chart, STACK)
    placed = laid(chart, paper)
    return paper.width, placed.height, range_svg.drawing(chart, placed)


def _grounded(found: re.Match[str]) -> str:
    """Words of a class, each part on a ground of paper as wide as it is."""
    classes = found[1].split()
    size = next((int(one[2:]) for one in classes if one[2:].isdigit()), LARGE)
    grounds, y = [], 0.0
    for x, how, down, words in WORDS.findall(found[2]):
        y = float(down or 0) if how == "y" else y + float(down or 0)
        grounds.append(_ground(float(x), y, html.unescape(words), size, classes))
    return "".join((*grounds, found[0]))


def _ground(x: float, y: float, words: str, size: int, classes: list[str]) -> str:
    long = wide(words, size, bold="c-b" in classes) * SNUG + 4
    left = x - (long - 2 if "c-end" in classes else long / 2 if "c-mid" in classes else 2)
    return (
        f'<rect class="c-paper" x="{left:.1f}" y="{y - size * 0.85:.1f}" '
        f'width="{long:.1f}" height="{size * 1.15:.1f}"/>'
    )
