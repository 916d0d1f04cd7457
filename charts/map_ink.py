"""What a strategy map is drawn with: its rules of colour, and the smallest shapes.

On a page colours come from classes (static/css/map.css, which a test holds to these rules). In a
file each shape carries its own colours: not every program that shows drawings reads style sheets.
"""

import re
from collections.abc import Iterable
from html import unescape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.light import TOKEN, colours
from charts.map_paper import BESIDE, Box
from charts.measure import SAFE, wide
from charts.statuses import SHAPES

NOTHING = SafeString("")
PILLARS = ("data", "progression", "hiring", "culture", "collaboration")
LINES = {"unset", "stale"}  # statuses that are drawn as a line
LOUD = ("behind", "offtrack")  # what is not well stands out
EDGE = 4  # pixels of hatching around what is stale
RULES = {
    ".map-paper": "fill: m-surface",
    ".map-name": "fill: m-ink",
    ".map-in": "fill: m-invert; font-weight: 600",
    ".map-in-small": "fill: m-invert",
    ".map-ico": "fill: none; stroke: m-invert; stroke-width: 1.6",
    ".map-goal": "fill: m-ink; font-weight: 600",
    ".map-path": "fill: m-ink-2",
    ".map-head": "fill: m-ink; font-weight: 600",
    ".map-axis": "fill: none; stroke: m-edge",
    ".map-between": "fill: none; stroke: m-rule",
    ".map-card": "fill: m-surface; stroke: m-rule",
    **{f".map-{one}": f"fill: m-{one}" for one in PILLARS},
    **{f".map-edge-{one}": f"fill: m-surface; stroke: m-{one}" for one in PILLARS},
    **{f".map-line-{one}": f"fill: none; stroke: m-{one}; stroke-opacity: .7" for one in PILLARS},
    **{f".map-is-{one}": f"fill: m-{one}" for one in SHAPES},
    **{f".map-on-{one}": f"fill: m-{one}-soft; stroke: m-{one}" for one in LOUD},
    ".map-on-unset": "fill: none; stroke: m-unset",
    ".map-on-stale": "stroke: m-unset",
    ".map-ring": "fill: none; stroke: m-unset; stroke-width: 2",
    ".map-dashed": "stroke-dasharray: 3 2.4",
    ".map-hatch": "fill: none; stroke: m-hatch; stroke-width: 1.25",
    ".map-hit": "stroke: m-ink; stroke-width: 2.5",
    ".map-b": "font-weight: 600",
}
HATCH = SafeString(
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="map-hatch" d="M0 0v6"/></pattern></defs>'
)
CLASSES = re.compile(r'class="([\w -]+)"')
TEXTS = re.compile(r'<text( [^>]*font-size="([\d.]+)"[^>]*)>([^<]+)<')


def carried(drawn: SafeString) -> SafeString:
    """The same drawing with the light colours in every shape, and no classes left.

    Words are escaped by then: none of them can look like an attribute.
    """
    return SafeString(CLASSES.sub(lambda found: _attributes(found[1].split()), drawn))


def fitted(drawn: str) -> SafeString:
    """Every text with the length it has in Inter: a program that has another font makes its letters
    as much narrower or wider as it takes, so that no word leaves its box.
    """
    return SafeString(TEXTS.sub(_fitted, drawn))


def _fitted(found: re.Match[str]) -> str:
    attributes, size, words = found.groups()
    long = wide(unescape(words), float(size), bold="font-weight" in attributes) / SAFE
    return f'<text{attributes} textLength="{px(long)}" lengthAdjust="spacingAndGlyphs">{words}<'


def _attributes(classes: Iterable[str]) -> str:
    told: dict[str, str] = {}
    for css in sorted(classes, key=lambda one: list(RULES).index(f".{one}")):
        told |= dict(part.split(": ") for part in RULES[f".{css}"].split("; "))
    found = colours()
    return " ".join(
        f'{name}="{TOKEN.sub(lambda token: found[token[0]], value)}"'
        for name, value in told.items()
    )


def rect(box: Box, css: str, corner: int, *, within: float = 0, fill: str = "") -> SafeString:
    """The edge of a box, or a line so many pixels inside of it."""
    return format_html(
        '<rect class="{}"{} x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
        css,
        format_html(' fill="{}"', fill) if fill else NOTHING,
        px(box.x + within),
        px(box.y + within),
        px(box.width - 2 * within),
        px(box.height - 2 * within),
        corner,
    )


def shape(status: str, x: float, y: float, *, quiet: bool = False) -> SafeString:
    """The shape of a status around a point; `quiet` where the reader asked for another."""
    css = "map-ring" if status in LINES else f"map-is-{status}"
    if quiet and status not in LINES:
        css = "map-path"
    return format_html(
        '<path class="{}" transform="translate({} {})" d="{}"/>',
        f"{css} map-dashed" if status == "stale" else css,
        px(x),
        px(y),
        SHAPES[status],
    )


def text(x: float, y: float, css: str, size: float, words: str, *, end: bool = False) -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" font-size="{}"{}>{}</text>',
        css,
        px(x),
        px(y),
        size,
        SafeString(' text-anchor="end"') if end else NOTHING,
        words,
    )


def lines(
    x: float, top: float, css: str, size: float, words: Iterable[str], *, more: tuple[str, ...] = ()
) -> SafeString:
    """Lines of words below each other, the first of them below `top`; `more` ends the last one."""
    line, drawn = size * 1.3, []
    for number, one in enumerate(words):
        drawn.append(text(x, top + line * (number + 0.74), css, size, one))
    if more:  # beside the last line
        right = x + wide(one, size) + BESIDE
        drawn.append(text(right, top + line * (number + 0.74), "map-path", size - 1, more[0]))
    return joined(drawn)


def curves(box: Box, others: Iterable[Box], colour: str) -> SafeString:
    """From the right edge of a box to what comes out of it."""
    x, y = box.x + box.width, box.middle
    drawn = (
        f"M{px(x)} {px(y)}C{px((x + one.x) / 2)} {px(y)} {px((x + one.x) / 2)} "
        f"{px(one.middle)} {px(one.x)} {px(one.middle)}"
        for one in others
    )
    return format_html('<path class="map-line-{}" d="{}"/>', colour, "".join(drawn))


def joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def px(pixels: float) -> str:
    return f"{pixels:.1f}"
