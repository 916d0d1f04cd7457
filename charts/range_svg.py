"""A chart of shares as SVG, made by the server: dots on their likely ranges, or bars.

As with the other charts there are two drawings, colours come from classes, and there is no script.
"""

from collections.abc import Iterable, Iterator
from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString

from charts import layers
from charts.layers import Drawn, px, way
from charts.placing import Words, size_of
from charts.range_paper import (
    EVERYBODY,
    LINE,
    NAME,
    NOTE,
    WIDE,
    Laid,
    Paper,
    Place,
    laid,
    name_css,
    note_beside,
    phone_of,
    reaches,
    shared,
    written,
)
from charts.range_rows import Row, row
from charts.ranges import Line, Panel, RangeChart

STEPS = (10, 20, 25, 50)  # percent between lines of the axis
NAMES_APART = 36  # pixels


def range_chart(chart: RangeChart) -> SafeString:
    """Both drawings of a chart; the style sheet shows the one that fits."""
    wide, phone = laid(chart, WIDE), laid(chart, phone_of(chart))
    if shared(chart):
        pair = panels_once(chart, wide, phone)
    else:
        pair = drawing(chart, wide), drawing(chart, phone)
    return _on_page(chart, wide, pair[0]) + _on_page(chart, phone, pair[1])


def _on_page(chart: RangeChart, placed: Laid, inside: SafeString) -> SafeString:
    paper = placed.paper
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        paper.css,
        paper.width,
        px(placed.height),
        chart.description,
        inside,
    )


def drawing(chart: RangeChart, placed: Laid) -> SafeString:
    """What is drawn on one paper, without the paper."""
    return layers.all_of(everything(chart, placed))


def panels_once(chart: RangeChart, wide: Laid, phone: Laid) -> tuple[SafeString, SafeString]:
    """What is drawn on both papers: each panel on the wide one, and used again on a phone, where
    they stand below each other.

    Panels are drawn as if each were the first of its row, and moved from there: what is the same
    again costs hardly anything when a page is compressed.
    """
    every = list(zip(chart.panels, wide.places, phone.places, strict=True))
    drawn = [
        layers.all_of(marks_of(chart, panel, here.moved(wide.names - here.left, 0), wide))
        for panel, here, _there in every
    ]
    first = [layers.all_of(_named_once(chart, wide))]
    key = f"p{crc32(''.join((*first, *drawn)).encode()):x}-"
    second = _names_below(chart, phone, f"{key}n")
    for number, (inside, (_panel, here, there)) in enumerate(zip(drawn, every, strict=True)):
        name, by = f"{key}{number}", px(here.left - wide.names)
        first.append(format_html('<g id="{}" transform="translate({})">{}</g>', name, by, inside))
        right, down = there.left - here.left, there.top - here.top
        second.append(format_html('<use href="#{}" x="{}" y="{}"/>', name, px(right), px(down)))
    return SafeString("".join(first)), SafeString("".join(second))


def _names_below(chart: RangeChart, phone: Laid, key: str) -> list[SafeString]:
    """The names of groups before every panel, drawn once where all have the same."""
    places = list(zip(chart.panels, phone.places, strict=True))
    drawn = [
        layers.all_of(names_of(chart, panel, place.moved(0, -place.top), phone))
        for panel, place in places
    ]
    if len(set(drawn)) > 1:
        return [layers.all_of(names_of(chart, panel, place, phone)) for panel, place in places]
    again = [format_html('<use href="#{}" x="0" y="{}"/>', key, px(p.top)) for _, p in places[1:]]
    return [format_html('<g id="{}">{}</g>', key, drawn[0]), *again]


def _named_once(chart: RangeChart, placed: Laid) -> Iterator[Drawn]:
    """The names of groups, before each row of panels."""
    for panel, place in zip(chart.panels, placed.places, strict=True):
        if place.left == placed.names:
            yield from names_of(chart, panel, place, placed)


def everything(chart: RangeChart, placed: Laid) -> list[Drawn]:
    """Every shape and all words, from the first panel to the last."""
    panels = zip(chart.panels, placed.places, strict=True)
    found = list[Drawn]()
    for panel, place in panels:
        if placed.paper.names_above or place.left == placed.names:
            found += names_of(chart, panel, place, placed)
        found += marks_of(chart, panel, place, placed)
    return found


def names_of(chart: RangeChart, panel: Panel, place: Place, placed: Laid) -> Iterator[Words]:
    """The names of a panel's groups."""
    for line, top, bottom in zip(panel.lines, place.rows, place.rows[1:], strict=False):
        yield from _name(line, chart, (top, bottom), placed.paper)


def marks_of(chart: RangeChart, panel: Panel, place: Place, placed: Laid) -> Iterator[Drawn]:
    """A panel without the names of its groups."""
    yield from _lines(
        ((name, "c-ink c-14 c-b") for name in place.names), place.left, place.top, NAME
    )
    if not chart.bars:
        yield from _axis(place)
    if panel.everybody:
        yield from _everybody(panel, place, placed)
    for line, top, bottom in zip(panel.lines, place.rows, place.rows[1:], strict=False):
        middle = middle_of(chart, top, bottom, placed.paper)
        above = placed.paper.names_above
        names = _name(line, chart, (top, bottom), placed.paper) if above else ()
        taken = tuple(one.box for one in names)
        yield from row(chart, line, Row(place=place, y=middle, taken=taken))


def middle_of(chart: RangeChart, top: float, bottom: float, paper: Paper) -> float:
    """The height of a row's line: in its middle, or below its name."""
    return bottom - reaches(chart, paper)[1] if paper.names_above else (top + bottom) / 2


def _axis(place: Place) -> Iterator[Drawn]:
    """Faint upright lines at round figures, named above."""
    top = place.rows[0] - 2
    for percent in range(0, place.most + 1, step_of(place)):
        x = place.x(percent)
        yield way("c-grid", "M{} {}V{}", x, top, place.bottom)
        yield Words(css="c-ink3 c-12 c-mid", x=x, y=top - 6, text=f"{percent}%")


def step_of(place: Place) -> int:
    """The finest round step whose names do not touch each other."""
    steps = (step for step in STEPS if place.x(step) - place.left >= NAMES_APART)
    return next(steps, place.most)


def _everybody(panel: Panel, place: Place, placed: Laid) -> Iterator[Drawn]:
    """Faintly behind every group: what all of them together come to."""
    assert panel.everybody
    x = place.x(panel.everybody.value)
    yield way("c-ref", "M{} {}V{}", x, place.rows[0] - 2, place.bottom)
    said, first = panel.everybody.said, place.top + 14
    if placed.everybody_below:
        lower = place.top + NAME * len(place.names) + EVERYBODY - 5
        yield Words(css="c-refw c-12", x=place.left, y=lower, text=said)
    else:
        yield Words(css="c-refw c-12 c-end", x=place.end, y=first, text=said)


def _name(
    line: Line, chart: RangeChart, edges: tuple[float, float], paper: Paper
) -> Iterator[Words]:
    """Before its line, or on a phone above it, with the note at the end where it fits."""
    lines, (top, bottom) = written(line, name_css(chart), paper), edges
    if not paper.names_above:
        yield from _lines(lines, 0, (top + bottom - LINE * len(lines)) / 2)
        return
    if note_beside(line, paper):
        lines = [one for one in lines if one[1] != NOTE]
        yield Words(css=f"{NOTE} c-end c-halo", x=paper.width, y=top + 15, text=line.note)
    yield from _lines(((text, f"{css} c-halo") for text, css in lines), 0, top + 2)


def _lines(
    lines: Iterable[tuple[str, str]], left: float, top: float, apart: int = LINE
) -> Iterator[Words]:
    """Words below each other, from an upper edge down."""
    for number, (text, css) in enumerate(lines):
        y = top + apart * number + apart / 2 + 0.35 * size_of(css)
        yield Words(css=css, x=left, y=y, text=text)
