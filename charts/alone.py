"""A drawing as a file of its own: with its colours in it, its words in front, and no page around.

On a page colours come from the style sheets. A file has none, so it carries the light set, read
from the same place: nothing else names a colour.
"""

import textwrap
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts import range_svg, stack_svg
from charts.light import coloured
from charts.range_paper import LINE, WIDE, laid
from charts.ranges import RangeChart
from charts.stacks import StackChart
from charts.statuses import SHAPES

MARGIN = 24
HEAD = 26  # pixels from one line of a title to the next
LETTERS = 84  # of a title in one line
PILLARS = ("data", "progression", "hiring", "culture", "collaboration")
FONT = (
    "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', 'Nimbus Sans', "
    "'Libertinus Serif', sans-serif"
)  # what is narrower than Inter comes first

RULES = {
    ".c-ink": "fill: m-ink",
    ".c-ink2": "fill: m-ink-2",
    ".c-ink3": "fill: m-ink-3",
    ".c-12": "font-size: 12px",
    ".c-13": "font-size: 13px",
    ".c-14": "font-size: 14px",
    ".c-16": "font-size: 16px",
    ".c-20": "font-size: 20px",
    ".c-b": "font-weight: 600",
    ".c-end": "text-anchor: end",
    ".c-mid": "text-anchor: middle",
    ".c-grid": "stroke: m-grid; stroke-width: 1",
    ".c-ref": "stroke: m-ref; stroke-width: 1.5; stroke-dasharray: 4 3",
    ".c-refw": "fill: m-ink-2",
    ".c-bar0": "fill: m-sunk",
    ".c-bar1": "fill: m-cat-1",
    ".c-dot": "fill: m-cat-1",
    ".c-out": "stroke: m-surface; stroke-width: 2",
    ".c-prev": "fill: m-surface; stroke: m-cat-1; stroke-width: 2",
    ".c-move": "stroke: m-cat-1; stroke-width: 2",
    ".c-tick-prev": "stroke: m-surface; stroke-width: 2.5",
    ".c-tick-out": "stroke: m-edge; stroke-width: 2.5",
    ".c-tick-o": "stroke: m-surface; stroke-width: 5",
    ".c-tick-t": "stroke: m-ink; stroke-width: 2",
    ".c-on": "fill: m-surface",
    ".c-int": "stroke: m-interval; stroke-width: 6; stroke-opacity: .3; stroke-linecap: round",
    ".c-bench": "fill: m-cat-4; stroke: m-surface; stroke-width: 1.5",
    ".c-benchw": "fill: m-cat-4-ink; font-weight: 600",
    ".c-hatch-box": "stroke: m-hatch; stroke-width: 1",
    ".c-hatch-line": "stroke: m-hatch; stroke-width: 1.25",
    ".c-halo": "paint-order: stroke; stroke: m-surface; stroke-width: 5px; stroke-linejoin: round",
    ".c-paper": "fill: m-surface",
    ".c-28": "font-size: 28px",
    ".c-rule": "stroke: m-rule; stroke-width: 1",
    **{f".s-{one}": f"fill: m-{one}" for one in SHAPES if one not in {"unset", "stale"}},
    ".s-unset": "fill: m-surface; stroke: m-edge; stroke-width: 1.5",
    ".s-stale": "fill: m-surface; stroke: m-edge; stroke-width: 1.5; stroke-dasharray: 2.6 2.12",
    **{f".p-{pillar}": f"color: m-{pillar}" for pillar in PILLARS},
    ".c-spark": "fill: none; stroke: currentColor; stroke-width: 2",
    ".c-sparka": "fill: currentColor; fill-opacity: .12",
    ".c-sparkd": "fill: currentColor",
}
HATCH = SafeString(
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="c-hatch-line" d="M0 0v6"/></pattern></defs>'
)


def alone(chart: RangeChart | StackChart, *, title: str, lines: tuple[str, ...]) -> str:
    """The wide drawing with its title above it and its source, in lines, below. An XML document."""
    high, drawing = _wide(chart)
    heads = textwrap.wrap(title, LETTERS)
    top = MARGIN + 8 + HEAD * max(1, len(heads))
    below = top + high
    height = below + 14 + LINE * len(lines) + MARGIN / 2
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        'role="img" aria-labelledby="title desc" font-family="{font}">'
        '<title id="title">{title}</title><desc id="desc">{description}</desc>'
        '<style>{style}</style>{hatch}<rect class="c-paper" width="{w}" height="{h}"/>'
        '{heads}<g transform="translate({margin} {top})">{drawing}</g>{lines}</svg>',
        w=WIDE.width + 2 * MARGIN,
        h=f"{height:.1f}",
        font=FONT,
        title=title,
        description=chart.description,
        style=SafeString(style()),
        hatch=HATCH,
        margin=MARGIN,
        heads=_above(heads),
        top=top,
        drawing=drawing,
        lines=_below(lines, below + 14),
    )


def _wide(chart: RangeChart | StackChart) -> tuple[float, SafeString]:
    """How high the wide drawing of a chart is, and what is on it."""
    if isinstance(chart, StackChart):
        return stack_svg.drawing(chart, stack_svg.WIDE)
    placed = laid(chart, WIDE)
    return placed.height, range_svg.drawing(chart, placed)


def plain(chart: RangeChart | StackChart) -> str:
    """The wide drawing without title or source, to be set into a page of a document."""
    high, drawing = _wide(chart)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        'font-family="{font}"><style>{style}</style>{hatch}{drawing}</svg>',
        w=WIDE.width,
        h=f"{high:.1f}",
        font=FONT,
        style=SafeString(style()),
        hatch=HATCH,
        drawing=drawing,
    )


def _above(heads: list[str]) -> SafeString:
    return format_html_join(
        "",
        '<text class="c-ink c-20 c-b" x="{}" y="{}">{}</text>',
        ((MARGIN, MARGIN + 12 + HEAD * number, head) for number, head in enumerate(heads)),
    )


def _below(lines: tuple[str, ...], top: float) -> SafeString:
    return format_html_join(
        "",
        '<text class="c-ink3 c-12" x="{}" y="{}">{}</text>',
        ((MARGIN, f"{top + LINE * (number + 1):.1f}", line) for number, line in enumerate(lines)),
    )


@cache
def style() -> str:
    """The rules of a drawing, with the light colours of the tokens in them."""
    return coloured(RULES)
