"""A strategy map as SVG: pillars, their objectives, and key results by status.

One drawing for every outlet: on a page its colours come from classes and its boxes lead to what
they name; on a printed sheet, in a document and as a file it carries the light colours.
"""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts import map_ink as ink
from charts.alone import FONT
from charts.map import StrategyMap
from charts.map_columns import LaidMap, laid
from charts.map_drawn import drawing
from charts.map_paper import CURVE, INSIDE, PAGE, PHONE, SAID, Paper

LINKS = re.compile(r'<a href="([^"]*)"')
HEAD = 36  # pixels of the line that names the columns
ABOVE, BELOW, MARGIN = 64, 34, 24  # pixels around the drawing in a file of its own


def strategy_map(told: StrategyMap) -> SafeString:
    """Both drawings of a map, for a page; the style sheet shows the one that fits."""
    return on_page(told) + on_page(told, PHONE)


def on_page(told: StrategyMap, paper: Paper = PAGE) -> SafeString:
    """One drawing whose boxes are links, in the order they are read."""
    placed = laid(told, paper)
    return format_html(
        '<svg class="{}" viewBox="-2 -2 {} {}" role="group" aria-label="{}">{}</svg>',
        paper.css,
        paper.width + 4,
        ink.px(placed.height + headed(paper) + 4),
        told.description,
        _with_heads(placed, linked=True),
    )


def printed(placed: LaidMap, times: float, name: str) -> SafeString:
    """On a sheet of paper at so many times its size; it says its name only, for a list says all."""
    width, height = placed.paper.width + 2, placed.height + headed(placed.paper) + 2
    return format_html(
        '<svg class="map-sheet" width="{}" height="{}" viewBox="-1 -1 {} {}" role="img" '
        'aria-label="{}" data-times="{}">{}</svg>',
        ink.px(width * times),
        ink.px(height * times),
        width,
        ink.px(height),
        name,
        f"{times:.3f}",
        _with_heads(placed),
    )


def plain(placed: LaidMap) -> str:
    """A drawing of its own, to be set into a page of a document."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
        'viewBox="-1 -1 {w} {h}" font-family="{font}">{inside}</svg>',
        w=placed.paper.width + 2,
        h=ink.px(placed.height + headed(placed.paper) + 2),
        font=FONT,
        inside=ink.carried(ink.HATCH + _with_heads(placed)),
    )


def alone(told: StrategyMap, *, line: str, source: str) -> str:
    """A file of its own, an XML document: its name and a line above, its source below.

    Its boxes are links where the map has addresses: whole ones, for a file has no site around it.
    """
    placed = laid(told, PAGE)
    width = PAGE.width + 2 * MARGIN
    height = ABOVE + placed.height + headed(PAGE) + BELOW + MARGIN
    around = (
        ink.text(0, 22, "map-head", 22, told.name),
        ink.text(0, 46, "map-path", 13, line),
        ink.text(0, height - MARGIN - 6, "map-path", 12, source),
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="{w}" height="{h}" viewBox="-{m} -{m} {w} {h}" role="group" '
        'aria-labelledby="title desc" font-family="{font}">'
        '<title id="title">{title}</title><desc id="desc">{desc}</desc>{ground}'
        '{inside}<g transform="translate(0 {above})">{whole}</g></svg>',
        w=width,
        h=ink.px(height + MARGIN),
        m=MARGIN,
        font=FONT,
        title=told.name,
        desc=told.description,
        ground=_ground(width, height + MARGIN),
        inside=ink.fitted(ink.carried(ink.HATCH + ink.joined(around))),
        above=ABOVE,
        whole=_linked_twice(ink.fitted(ink.carried(_with_heads(placed, linked=True)))),
    )


def _linked_twice(drawn: SafeString) -> SafeString:
    """Links as SVG 2 has them, and as programs know them that are older."""
    return SafeString(LINKS.sub(r'<a href="\1" xlink:href="\1"', drawn))


def headed(paper: Paper) -> int:
    """Pixels that the names of the columns take: only where every column has its own."""
    return HEAD if paper.beside else 0


def _ground(width: float, height: float) -> SafeString:
    return ink.carried(
        format_html(
            '<rect class="map-paper" x="-{}" y="-{}" width="{}" height="{}"/>',
            MARGIN,
            MARGIN,
            width,
            ink.px(height),
        )
    )


def _with_heads(placed: LaidMap, *, linked: bool = False) -> SafeString:
    whole = drawing(placed, linked=linked)
    if not headed(placed.paper):
        return whole
    return _heads(placed.paper) + format_html('<g transform="translate(0 {})">{}</g>', HEAD, whole)


def _heads(paper: Paper) -> SafeString:
    """What stands in each column."""
    goals = paper.pillar + CURVE
    leaves = goals + paper.objective + CURVE
    right, size = paper.width - INSIDE, paper.least
    return ink.joined(
        [
            ink.text(0, 14, "map-head", size, _("Pillars")),
            ink.text(goals, 14, "map-head", size, _("Objectives")),
            ink.text(leaves, 14, "map-head", size, _("Key results")),
            ink.text(right - SAID, 14, "map-path", size, _("from → now → to"), end=True),
            ink.text(right - SAID + 14, 14, "map-path", size, _("status")),
            format_html('<path class="map-axis" d="M0 23H{}"/>', paper.width),
        ]
    )
