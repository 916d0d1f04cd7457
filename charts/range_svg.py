"""A chart of shares as SVG, made by the server: dots on their likely ranges, or bars.

As with the other charts there are two drawings, colours come from classes, and there is no script.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.marks import mark
from charts.range_paper import (
    LETTER,
    LINE,
    NAME,
    PHONE,
    WIDE,
    Laid,
    Paper,
    Place,
    laid,
    name_lines,
)
from charts.ranges import Line, Panel, RangeChart, Spot

NOTHING = SafeString("")
BAR = 18  # pixels, how thick a bar is
DIAMOND = 6  # pixels from its middle to its corners
APART, ABOVE = 10, 13  # pixels between a mark and the words beside or above it
STEPS = (10, 20, 25, 50)  # percent between lines of the axis
NAMES_APART = 46  # pixels


def range_chart(chart: RangeChart) -> SafeString:
    """Both drawings of a chart; the style sheet shows the one that fits."""
    return _on_page(chart, WIDE) + _on_page(chart, PHONE)


def _on_page(chart: RangeChart, paper: Paper) -> SafeString:
    placed = laid(chart, paper)
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        paper.css,
        paper.width,
        _px(placed.height),
        chart.description,
        drawing(chart, placed),
    )


def drawing(chart: RangeChart, placed: Laid) -> SafeString:
    """What is drawn on one paper, without the paper."""
    panels = zip(chart.panels, placed.places, strict=True)
    return _all(_panel(chart, panel, place, placed.paper) for panel, place in panels)


def _panel(chart: RangeChart, panel: Panel, place: Place, paper: Paper) -> SafeString:
    named = paper.names_above or place.left == paper.names
    parts = [_heading(place), NOTHING if chart.bars else _axis(place)]
    if panel.everybody:
        parts.append(_everybody(panel.everybody, place))
    for line, top, bottom in zip(panel.lines, place.rows, place.rows[1:], strict=False):
        if named:
            parts.append(_name(line, top, bottom, paper))
        parts.append(_line(chart, line, place, _middle(line, top, bottom, paper)))
    return _all(parts)


def _middle(line: Line, top: float, bottom: float, paper: Paper) -> float:
    """The height of a row's line: in its middle, or below its name."""
    if not paper.names_above:
        return (top + bottom) / 2
    return top + LINE * len(name_lines(line, paper)) + (22 if line.other else 16)


def _heading(place: Place) -> SafeString:
    return _lines(place.names, "c-ink c-14 c-b", place.top + 14, left=place.left, apart=NAME)


def _axis(place: Place) -> SafeString:
    """Faint upright lines at round figures, named above."""
    top = place.rows[0] - 2
    return _all(
        mark("line", "c-grid", **_upright(place.x(percent), top, place.bottom))
        + _text(place.x(percent), top - 6, "c-ink3 c-12 c-mid", f"{percent}%")
        for percent in range(0, place.most + 1, _step(place))
    )


def _step(place: Place) -> int:
    """The finest round step whose names do not touch each other."""
    steps = (step for step in STEPS if place.x(step) - place.left >= NAMES_APART)
    return next(steps, place.most)


def _everybody(spot: Spot, place: Place) -> SafeString:
    """Faintly behind every group: what all of them together come to."""
    line = mark("line", "c-ref", **_upright(place.x(spot.value), place.rows[0] - 2, place.bottom))
    return line + _text(
        place.left, place.top + NAME * len(place.names) + 13, "c-refw c-12", spot.said
    )


def _name(line: Line, top: float, bottom: float, paper: Paper) -> SafeString:
    names = name_lines(line, paper)
    if paper.names_above:
        note = (
            _text(paper.width, top + 15, "c-ink2 c-12 c-end", line.note) if line.note else NOTHING
        )
        return _lines(names, "c-ink c-13", top + 15) + note
    words = len(names) + bool(line.note)
    first = (top + bottom) / 2 - LINE * (words - 1) / 2 + 4.5
    note = _text(0, first + LINE * len(names), "c-ink2 c-12", line.note) if line.note else NOTHING
    return _lines(names, "c-ink c-13", first) + note


def _lines(
    words: list[str], css: str, first: float, *, left: float = 0, apart: float = LINE
) -> SafeString:
    return _all(_text(left, first + apart * number, css, one) for number, one in enumerate(words))


def _line(chart: RangeChart, line: Line, place: Place, y: float) -> SafeString:
    if line.spot is None:
        return _instead(line.instead, place, y)
    drawn = _bar(line.spot, place, y) if chart.bars else _dot(line.spot, place, y)
    return drawn if line.other is None else _other(line.other, place, y) + drawn


def _instead(words: str, place: Place, y: float) -> SafeString:
    """Whatever the reason that there is no share, the same box: only its words differ."""
    box = {"x": _px(place.left), "y": _px(y - 11), "width": _px(place.end - place.left)}
    return mark("rect", "c-hatch-box", **box, height=22, rx=3, fill="url(#hatch)") + _text(
        (place.left + place.end) / 2, y + 4, "c-ink2 c-12 c-mid c-halo", words
    )


def _dot(spot: Spot, place: Place, y: float) -> SafeString:
    band = NOTHING
    if spot.low is not None and spot.high is not None:
        ends = {"x1": _px(place.x(spot.low)), "x2": _px(place.x(spot.high))}
        band = mark("line", "c-int", **ends, y1=_px(y), y2=_px(y))
    dot = mark("circle", "c-dot", cx=_px(place.x(spot.value)), cy=_px(y), r=5.5)
    return band + dot + _said(spot, place, y + 4.5)


def _said(spot: Spot, place: Place, y: float) -> SafeString:
    """The share in words: beside its range, else beside its dot, else above it at the end."""
    css, words, dot = "c-ink c-13 c-b c-halo", LETTER * len(spot.said), place.x(spot.value)
    first = dot if spot.low is None else place.x(spot.low)
    last = dot if spot.high is None else place.x(spot.high)
    for left, right in ((first, last), (dot, dot)):
        if right + APART + words <= place.end:
            return _text(right + APART, y, css, spot.said)
        if left - APART - words >= place.left:
            return _text(left - APART, y, f"{css} c-end", spot.said)
    return _text(place.end, y - ABOVE, f"{css} c-end", spot.said)


def _bar(spot: Spot, place: Place, y: float) -> SafeString:
    whole = _px(place.right - place.left)
    box = {"x": _px(place.left), "y": _px(y - BAR / 2), "height": BAR, "rx": 2}
    part = _px(place.x(spot.value) - place.left)
    return (
        mark("rect", "c-bar0", **box, width=whole)
        + mark("rect", "c-bar1", **box, width=part)
        + _text(place.right + 10, y + 5, "c-ink c-14 c-b", spot.said)
    )


def _other(spot: Spot, place: Place, y: float) -> SafeString:
    x = place.x(spot.value)
    corners = f"M{_px(x)} {_px(y - DIAMOND)}l{DIAMOND} {DIAMOND}-{DIAMOND} {DIAMOND}"
    shape = mark("path", "c-bench", d=f"{corners}-{DIAMOND}-{DIAMOND}z")
    return shape + _text(x, y + 23, "c-benchw c-12 c-mid c-halo", spot.said)


def _text(x: float, y: float, css: str, words: str) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', css, _px(x), _px(y), words)


def _upright(x: float, top: float, bottom: float) -> dict[str, str]:
    return {"x1": _px(x), "x2": _px(x), "y1": _px(top), "y2": _px(bottom)}


def _all(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _px(pixels: float) -> str:
    return f"{pixels:.1f}"
