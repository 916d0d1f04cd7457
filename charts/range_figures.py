"""A chart of shares as plotly figures, one for a wide page and one for a phone: plain values.

Every value is one that is said, and so is every word; see charts.figure_ground for the rest.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from charts.figure_ground import Plain, axes, layout, on
from charts.placing import Box, Words
from charts.range_paper import WIDE, Paper, Place, laid, phone_of
from charts.range_rows import BAR
from charts.range_svg import everything, step_of
from charts.range_told import Gone, Mark, rows_of
from charts.ranges import EVERYTHING, Panel, RangeChart


def range_figures(chart: RangeChart) -> Plain:
    """Both figures, by the paper they are for."""
    return {"wide": _figure(chart, WIDE), "phone": _figure(chart, phone_of(chart))}


def _figure(chart: RangeChart, paper: Paper) -> Plain:
    placed = laid(chart, paper)
    whole = Box(left=0, top=0, right=paper.width, bottom=placed.height)
    over = len(chart.panels) + 1  # axes over the whole paper, in pixels
    pairs = axes(over, whole, whole, (0, paper.width))
    shapes: list[Plain] = []
    data: list[Plain] = []
    for number, (panel, place) in enumerate(zip(chart.panels, placed.places, strict=True), 1):
        pairs |= _axes(chart, number, place, whole)
        shapes += _everybody(panel, number, place)
        rows = list(rows_of(chart, panel, place, placed))
        data += _hidden([one for one in rows if isinstance(one, Gone)], place, number, over)
        data += _traces([one for one in rows if isinstance(one, Mark)], number, chart)
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


def _traces(marks: list[Mark], number: int, chart: RangeChart) -> Iterator[Plain]:
    shares = [one for one in marks if one.role == "share"]
    if chart.bars and shares:
        yield _ground(shares, number)
        yield _bars(shares, number)
    else:
        yield from _ranges(shares, number)
        yield from _moves(marks, number)
    for role in ("goal", "other", "before", "share"):
        some = [one for one in marks if one.role == role]
        if some and not (chart.bars and role == "share"):
            yield _points(role, some, number, bars=chart.bars)


def _base(role: str, number: int) -> Plain:
    rank = {"legendrank": number}  # there is no legend: it tells the panel to who reads on
    return {"type": "scatter", "meta": role, **rank, **on(number), "cliponaxis": False}


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
        "legendrank": number,
        **on(number),
        "x": [one.spot.value for one in some],
        "y": [one.y for one in some],
        "width": BAR,
        "hovertext": [one.words for one in some],
        "hoverinfo": "text",
        "marker": {"line": {"width": 0}},
    }


def _ground(some: list[Mark], number: int) -> Plain:
    """The whole that each bar is a part of."""
    told = {"meta": "ground", "x": [EVERYTHING] * len(some), "hoverinfo": "skip", "hovertext": []}
    return {**_bars(some, number), **told}


def _hidden(some: list[Gone], place: Place, number: int, over: int) -> Iterator[Plain]:
    """Hatched across the panel; all alike, whatever the reason, and only the words differ."""
    if some:
        yield {
            "type": "bar",
            "orientation": "h",
            "meta": "hidden",
            "legendrank": number,
            **on(over),
            "base": [round(place.left)] * len(some),
            "x": [round(place.end - place.left)] * len(some),
            "y": [one.y for one in some],
            "width": 22,
            "hovertext": [one.words for one in some],
            "hoverinfo": "text",
            "marker": {
                "line": {"width": 1},
                "pattern": {"shape": "/", "size": 6, "solidity": 0.2},
            },
        }
