"""A strategy map as SVG: pillars, their objectives, and key results by status.

Every status is a shape, a word and a colour. On a page colours come from classes and boxes lead to
what they name; alone, for documents, it carries the light colours and leads nowhere.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.alone import FONT
from charts.light import coloured
from charts.map import StrategyMap
from charts.map_columns import LaidMap, laid
from charts.map_paper import (
    INSIDE,
    MARK,
    PAGE,
    PHONE,
    SAID,
    Box,
    LaidBranch,
    LaidLeaf,
    LaidTrunk,
    Paper,
    said_of,
)
from charts.statuses import OTHERWISE, SHAPES

NOTHING = SafeString("")
PILLARS = ("data", "progression", "hiring", "culture", "collaboration")
LINES = {"unset", "stale"}  # statuses that are drawn as a line, and their boxes with dashes
QUIET = {"achieved", "ontrack"}  # what is well stands on plain ground
LOUD = ("behind", "offtrack")  # what is not stands out
RULES = {
    ".map-name": "fill: m-ink",
    ".map-in": "fill: m-invert; font-weight: 600",
    ".map-goal": "fill: m-ink; font-weight: 600",
    ".map-path": "fill: m-ink-2",
    ".map-card": "fill: m-surface; stroke: m-rule",
    **{f".map-{one}": f"fill: m-{one}" for one in PILLARS},
    **{f".map-edge-{one}": f"fill: m-surface; stroke: m-{one}" for one in PILLARS},
    **{f".map-line-{one}": f"fill: none; stroke: m-{one}; stroke-opacity: .7" for one in PILLARS},
    **{f".map-is-{one}": f"fill: m-{one}" for one in SHAPES},
    **{f".map-on-{one}": f"fill: m-{one}-soft; stroke: m-{one}" for one in LOUD},
    **{f".map-on-{one}": "fill: none; stroke: m-unset" for one in sorted(LINES)},
    ".map-ring": "fill: none; stroke: m-unset; stroke-width: 2",
    ".map-dashed": "stroke-dasharray: 3 2.4",
    ".map-b": "font-weight: 600",
}


def strategy_map(told: StrategyMap) -> SafeString:
    """Both drawings of a map, for a page; the style sheet shows the one that fits."""
    return _on_page(told, PAGE) + _on_page(told, PHONE)


def _on_page(told: StrategyMap, paper: Paper) -> SafeString:
    placed = laid(told, paper)
    return format_html(
        '<svg class="{}" viewBox="-1 -1 {} {}" role="group" aria-label="{}">{}</svg>',
        paper.css,
        paper.width + 2,
        _px(placed.height + 2),
        told.description,
        drawing(placed, linked=True),
    )


def plain(placed: LaidMap) -> str:
    """A drawing of its own, to be set into a page of a document."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
        'viewBox="-1 -1 {w} {h}" font-family="{font}"><style>{style}</style>{drawing}</svg>',
        w=placed.paper.width + 2,
        h=_px(placed.height + 2),
        font=FONT,
        style=SafeString(coloured(RULES)),
        drawing=drawing(placed),
    )


def alone(told: StrategyMap, placed: LaidMap) -> str:
    """A file of its own: an XML document with its name and its words for who cannot see it."""
    named = format_html(
        '<title id="title">{}</title><desc id="desc">{}</desc>', told.name, told.description
    )
    whole = plain(placed)
    head, rest = whole.split("<style>", 1)
    head = head.replace("<svg ", '<svg role="img" aria-labelledby="title desc" ', 1)
    return f"{head}{named}<style>{rest}"


def drawing(placed: LaidMap, *, linked: bool = False) -> SafeString:
    """What is drawn on one paper, without the paper."""
    return _all([_trunk(trunk, placed.paper, linked) for trunk in placed.trunks])


def _trunk(one: LaidTrunk, paper: Paper, linked: bool) -> SafeString:
    colour = _pillar(one.trunk.colour)
    lines = NOTHING
    if paper.pillar:
        lines = _joined(one.box, [branch.box for branch in one.branches], colour)
    size = paper.size + 2
    name = _rect(one.box, f"map-{colour}", 7) + _words(one.box, "map-in", size, INSIDE)
    branches = [_branch(branch, paper, colour, linked) for branch in one.branches]
    return lines + _link(name, one.trunk.address if linked else "") + _all(branches)


def _branch(one: LaidBranch, paper: Paper, colour: str, linked: bool) -> SafeString:
    lines = NOTHING
    if paper.objective:
        lines = _joined(one.box, [leaf.box for leaf in one.leaves], colour)
    name = _rect(one.box, f"map-edge-{colour}", 5) + _words(one.box, "map-goal", paper.size, INSIDE)
    leaves = [_leaf(leaf, paper, linked) for leaf in one.leaves]
    return lines + _link(name, one.branch.address if linked else "") + _all(leaves)


def _leaf(one: LaidLeaf, paper: Paper, linked: bool) -> SafeString:
    status = one.leaf.status if one.leaf.status in SHAPES else OTHERWISE
    css = "map-card" if status in QUIET else f"map-on-{status}"
    parts = [
        _rect(one.box, f"{css} map-dashed" if status in LINES else css, 3),
        _shape(status, one.box.x + INSIDE + 6, one.box.y + 5 + paper.line / 2),
        _words(one.box, "map-name", paper.size, INSIDE + MARK),
        _said(one, paper, status),
    ]
    return _link(_all(parts), one.leaf.address if linked else "")


def _said(one: LaidLeaf, paper: Paper, status: str) -> SafeString:
    """Status and path: in columns beside, at the end of the name's last line, or below it."""
    css, size, box = f"map-is-{status} map-b", paper.size - 1, one.box
    if one.told:
        below = Box(x=box.x, y=box.y, width=0, height=0, lines=one.told)
        down = paper.line * len(box.lines)
        return _words(below, css, size, INSIDE + MARK, down=down)
    y, right = box.y + 5 + paper.line * (len(box.lines) - 0.28), box.x + box.width - INSIDE
    if not paper.beside:
        return _text(right, y, f"{css}", size, said_of(one.leaf, paper), end=True)
    path = _text(right - SAID, y, "map-path", size, one.leaf.path, end=True)
    return path + _text(right - SAID + 14, y, css, size, one.leaf.said)


def _joined(box: Box, others: list[Box], colour: str) -> SafeString:
    """Curves from the right edge of a box to what comes out of it."""
    x, y = box.x + box.width, box.middle
    curves = (
        f"M{_px(x)} {_px(y)}C{_px((x + one.x) / 2)} {_px(y)} {_px((x + one.x) / 2)} "
        f"{_px(one.middle)} {_px(one.x)} {_px(one.middle)}"
        for one in others
    )
    return format_html('<path class="map-line-{}" d="{}"/>', colour, "".join(curves))


def _rect(box: Box, css: str, round_: int) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
        css,
        *(_px(one) for one in (box.x, box.y, box.width, box.height)),
        round_,
    )


def _shape(status: str, x: float, y: float) -> SafeString:
    css = "map-ring" if status in LINES else f"map-is-{status}"
    return format_html(
        '<path class="{}" transform="translate({} {})" d="{}"/>',
        f"{css} map-dashed" if status == "stale" else css,
        _px(x),
        _px(y),
        SHAPES[status],
    )


def _words(box: Box, css: str, size: int, right: float, *, down: float = 0) -> SafeString:
    """Lines of words in a box, the first below its upper edge."""
    line = size * 1.3
    first = box.y + 5 + down + line * 0.74
    if box.height and css != "map-name":
        first = box.middle - line * len(box.lines) / 2 + line * 0.74
    return _all(
        [
            _text(box.x + right, first + line * number, css, size, words)
            for number, words in enumerate(box.lines)
        ]
    )


def _text(x: float, y: float, css: str, size: int, words: str, *, end: bool = False) -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" font-size="{}"{}>{}</text>',
        css,
        _px(x),
        _px(y),
        size,
        SafeString(' text-anchor="end"') if end else NOTHING,
        words,
    )


def _link(drawn: SafeString, address: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, drawn) if address else drawn


def _pillar(colour: str) -> str:
    return colour if colour in PILLARS else PILLARS[0]


def _all(parts: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _px(pixels: float) -> str:
    return f"{pixels:.1f}"
