"""A chart of shares as plotly figures, one for a wide page and one for a phone: plain values.

Every value is one that is said, and so is every word; see charts.figure_ground for the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from charts.figure_ground import Plain, axes, layout, on
from charts.placing import Box, Words
from charts.range_paper import WIDE, Laid, Paper, Place, laid, phone_of
from charts.range_rows import BAR
from charts.range_svg import everything, middle_of, step_of
from charts.ranges import Line, Panel, RangeChart, Spot


def range_figures(chart: RangeChart) -> Plain:
    """Both figures, by the paper they are for."""
    return {"wide": _figure(chart, WIDE), "phone": _figure(chart, phone_of(chart))}


def _figure(chart: RangeChart, paper: Paper) -> Plain:
    placed = laid(chart, paper)
    whole = Box(left=0, top=0, right=paper.width, bottom=placed.height)
    pairs: Plain = {}
    shapes: list[Plain] = []
    data: list[Plain] = []
    for number, (panel, place) in enumerate(zip(chart.panels, placed.places, strict=True), 1):
        pairs |= _axes(chart, number, place, whole)
        shapes += _everybody(panel, number, place)
        data += _traces(list(_rows(chart, panel, place, placed)), number, chart)
    words = (one for one in everything(chart, placed) if isinstance(one, Words))
    ground = layout(words, whole, pairs, barmode="overlay", shapes=shapes, meta={"rows": True})
    return {"data": data, "layout": ground}


def _axes(chart: RangeChart, number: int, place: Place, paper: Box) -> Plain:
    box = Box(left=place.left, top=place.rows[0] - 2, right=place.right, bottom=place.bottom)
    pair = axes(number, box, paper, (0, place.most))
    if not chart.bars:
        steps = list(range(0, place.most + 1, step_of(place)))
        next(iter(pair.values())).update(tickvals=steps, showgrid=True, zeroline=True)
    return pair


def _everybody(panel: Panel, number: int, place: Place) -> Iterator[Plain]:
    """What all together come to, faintly behind."""
    if panel.everybody:
        refs = {f"{name[0]}ref": axis for name, axis in on(number).items()}
        yield {
            "type": "line",
            "name": "everybody",
            "layer": "below",
            **refs,
            "x0": panel.everybody.value,
            "x1": panel.everybody.value,
            "y0": place.rows[0] - 2,
            "y1": place.bottom,
            "line": {"width": 1.5, "dash": "4px,3px"},
        }


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that is shown of one line: what it is, where it is, and what is said of it."""

    role: str
    spot: Spot
    y: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A line without a share: as wide as its panel, with the words that say why."""

    y: float
    most: int
    words: str


def _rows(chart: RangeChart, panel: Panel, place: Place, placed: Laid) -> Iterator[Mark | Gone]:
    for line, top, bottom in zip(panel.lines, place.rows, place.rows[1:], strict=False):
        y = round(middle_of(chart, top, bottom, placed.paper), 1)
        head = ", ".join(filter(None, (panel.name, line.name)))
        if line.spot is None:
            yield Gone(y=y, most=place.most, words=f"{head}: {line.instead}")
            continue
        for role, spot in _spots(line, line.spot):
            yield Mark(role=role, spot=spot, y=y, words=f"{head}: {_told(spot)}")


def _spots(line: Line, spot: Spot) -> Iterator[tuple[str, Spot]]:
    """From what lies behind to what lies in front."""
    for role, one in (("goal", line.goal), ("other", line.other), ("before", line.before)):
        if one:
            yield role, one
    yield "share", spot


def _told(spot: Spot) -> str:
    """The share as it is said, and its likely range as that is said."""
    if spot.low is None or spot.high is None:
        return spot.said
    ends = {"said": spot.said, "low": spot.low, "high": spot.high}
    return _("%(said)s, likely %(low)s%% to %(high)s%%") % ends


def _traces(rows: list[Mark | Gone], number: int, chart: RangeChart) -> Iterator[Plain]:
    gone = [one for one in rows if isinstance(one, Gone)]
    marks = [one for one in rows if isinstance(one, Mark)]
    if gone:
        yield _hidden(gone, number)
    shares = [one for one in marks if one.role == "share"]
    if chart.bars and shares:
        yield _ground(shares, number, chart)
        yield _bars(shares, number)
    else:
        yield from _ranges(shares, number)
        yield from _moves(marks, number)
    for role in ("goal", "other", "before", "share"):
        some = [one for one in marks if one.role == role]
        if some and not (chart.bars and role == "share"):
            yield _points(role, some, number, bars=chart.bars)


def _base(role: str, number: int) -> Plain:
    return {"type": "scatter", "meta": role, **on(number), "cliponaxis": False}


def _points(role: str, some: list[Mark], number: int, *, bars: bool) -> Plain:
    across = role == "goal" or (bars and role == "before")
    trace: dict[str, Any] = {
        **_base(role, number),
        "mode": "markers",
        "x": [one.spot.value for one in some],
        "y": [one.y for one in some],
        "hovertext": [one.words for one in some],
        "hoverinfo": "text",
        "marker": {
            "size": 26 if across else 12,
            "symbol": "line-ns" if across else "diamond" if role == "other" else "circle",
            "line": {"width": 2},
            "opacity": 1,
        },
    }
    return trace


def _ranges(shares: list[Mark], number: int) -> Iterator[Plain]:
    """Likely ranges, behind everything else."""
    ends = [(one.spot.low, one.spot.high, one.y) for one in shares if one.spot.low is not None]
    if ends:
        yield _lines("range", ends, number, width=6)


def _moves(marks: list[Mark], number: int) -> Iterator[Plain]:
    """Thin lines from what was to what is."""
    now = {one.y: one.spot.value for one in marks if one.role == "share"}
    pairs = [(one.spot.value, now[one.y], one.y) for one in marks if one.role == "before"]
    if pairs:
        yield _lines("move", pairs, number, width=2)


def _lines(role: str, some: Iterable[tuple[Any, Any, float]], number: int, *, width: int) -> Plain:
    """Level lines, each apart from the next."""
    return {
        **_base(role, number),
        "mode": "lines",
        "hoverinfo": "skip",
        "x": [x for first, last, _y in some for x in (first, last, None)],
        "y": [y for _first, _last, height in some for y in (height, height, None)],
        "line": {"width": width},
    }


def _bars(some: list[Mark], number: int) -> Plain:
    return {
        "type": "bar",
        "orientation": "h",
        "meta": "bar",
        **on(number),
        "x": [one.spot.value for one in some],
        "y": [one.y for one in some],
        "width": BAR,
        "hovertext": [one.words for one in some],
        "hoverinfo": "text",
        "marker": {"line": {"width": 0}},
    }


def _ground(some: list[Mark], number: int, chart: RangeChart) -> Plain:
    """The whole that each bar is a part of."""
    told = {"meta": "ground", "x": [chart.most] * len(some), "hoverinfo": "skip", "hovertext": []}
    return {**_bars(some, number), **told}


def _hidden(some: list[Gone], number: int) -> Plain:
    """Hatched across; all alike, whatever the reason, and only the words differ."""
    return {
        "type": "bar",
        "orientation": "h",
        "meta": "hidden",
        **on(number),
        "x": [one.most for one in some],
        "y": [one.y for one in some],
        "width": 22,
        "hovertext": [one.words for one in some],
        "hoverinfo": "text",
        "marker": {"pattern": {"shape": "/", "size": 6, "solidity": 0.2}},
    }
