"""A path chart as a plotly figure: plain values, ready to be sent as JSON. Only here is plotly.

No colour is named and no HTML is used in labels: the page's script gives each trace the colour of
its `meta` from the style sheet, so that the chart follows light and dark and needs no inline style.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from charts.labels import midway, rises
from charts.series import PathChart, Point, Stretch

# Ours, because plotly's own is 6 KB a figure and names its own colours.
TEMPLATE: dict[str, Any] = {
    "layout": {
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "margin": {"l": 8, "r": 24, "t": 28, "b": 8},
        "xaxis": {"fixedrange": True, "automargin": True, "showgrid": False},
        "yaxis": {
            "fixedrange": True,
            "automargin": True,
            "zeroline": False,
            "showline": False,
            "ticks": "",
        },
    }
}


def path_figure(chart: PathChart) -> dict[str, Any]:
    """The figure as plain JSON values: lists, strings, floats."""
    from plotly.graph_objs import Figure  # here: it takes half a second

    figure = Figure({"data": list(_traces(chart)), "layout": _layout(chart)})
    plain: dict[str, Any] = figure.to_plotly_json()
    return plain


def _traces(chart: PathChart) -> Iterable[dict[str, Any]]:
    if chart.expected:
        yield _expected(chart)
    for stretch in chart.old:
        yield _readings(stretch, chart, role="old")
    if chart.stretches:
        yield _readings(chart.stretches[-1], chart, role="reading")
    if chart.target:
        yield _target(chart.target, rising=rises(chart))


def _expected(chart: PathChart) -> dict[str, Any]:
    assert chart.expected is not None
    days, values = zip(*chart.expected.corners, strict=True)
    return {
        "type": "scatter",
        "mode": "lines",
        "meta": "expected",
        "name": chart.expected.label,
        "x": _days(days),
        "y": _floats(values),
        "line": {
            "dash": "dash",
            "width": 1.75,
            "shape": "hv" if chart.expected.stepped else "linear",
        },
        "hoverinfo": "skip",
    }


def _readings(stretch: Stretch, chart: PathChart, *, role: str) -> dict[str, Any]:
    """One stretch, one trace: nothing can be joined from one to the next."""
    points = stretch.points
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines+markers+text",
        "meta": role,
        "x": _days(p.on for p in points),
        "y": _floats(p.value for p in points),
        "text": _ends(points),
        "textposition": _sides(len(points), rising=rises(chart)),
        "hovertext": [p.words or p.label for p in points],
        "hoverinfo": "text",
        "line": {"width": 2.5, "shape": "hv" if chart.stepped else "linear"},
        "marker": {"size": 13, "symbol": "circle" if role == "reading" else "circle-open"},
        "cliponaxis": False,
    }
    if any(p.low is not None for p in points):
        trace["error_y"] = _ranges(points)
    return trace


def _ends(points: tuple[Point, ...]) -> list[str]:
    """Only the first and the last are named: more would be read by nobody."""
    labels = ["" for _ in points]
    for end in (0, -1):
        if points:
            labels[end] = points[end].label
    return labels


def _sides(points: int, *, rising: bool) -> list[str]:
    """On the side of its dot that the line does not take."""
    first, last = ("top center", "bottom right") if rising else ("bottom center", "top right")
    return [first, *[last] * (points - 1)] if points > 1 else [last] * points


def _ranges(points: Iterable[Point]) -> dict[str, Any]:
    """Likely ranges, as far as each reaches above and below its figure."""
    above = [float(p.high - p.value) if p.high is not None else 0.0 for p in points]
    below = [float(p.value - p.low) if p.low is not None else 0.0 for p in points]
    return {
        "type": "data",
        "symmetric": False,
        "array": above,
        "arrayminus": below,
        "thickness": 2,
        "width": 6,
    }


def _target(target: Point, *, rising: bool) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "meta": "target",
        "x": _days([target.on, target.on]),  # a ring, and the dot in it
        "y": _floats([target.value, target.value]),
        "text": [target.words or target.label, ""],
        "textposition": "top left" if rising else "bottom left",
        "hovertext": target.words or target.label,
        "hoverinfo": "text",
        "marker": {
            "size": [17, 6],
            "symbol": ["circle-open", "circle"],
            "line": {"width": 2},
            "opacity": 1,
        },
        "cliponaxis": False,
    }


def _layout(chart: PathChart) -> dict[str, Any]:
    first, last = chart.days
    room = (last - first) / 24
    first, last = first - room, last + room / 2
    ticks = chart.ticks
    return {
        "template": TEMPLATE,
        "xaxis": {
            "type": "date",
            "range": _days([first, last]),
            "tickformat": "%b %Y",
            "nticks": 7,
        },
        "yaxis": {
            "range": [float(ticks[0].value), float(ticks[-1].value)],
            "tickvals": _floats(tick.value for tick in ticks),
            "ticktext": [tick.label for tick in ticks],
        },
        "shapes": [*_old_ground(chart, first), *_bands(chart), *_breaks(chart)],
        "annotations": [*_break_words(chart), *_names(chart)],
    }


def _old_ground(chart: PathChart, first: date) -> list[dict[str, Any]]:
    """A shade behind what the newest baseline cannot be compared with."""
    if not chart.breaks:
        return []
    return [
        {
            "type": "rect",
            "name": "old",
            "layer": "below",
            "yref": "paper",
            "x0": first.isoformat(),
            "x1": chart.breaks[-1].on.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": {"width": 0},
        }
    ]


def _bands(chart: PathChart) -> list[dict[str, Any]]:
    """The limits of what is to be kept, behind everything else."""
    if chart.band is None:
        return []
    low, high = chart.band.low, chart.band.high
    return [
        {
            "type": "rect",
            "name": "band",
            "layer": "below",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": float(low if low is not None else chart.ticks[0].value),
            "y1": float(high if high is not None else chart.ticks[-1].value),
            "line": {"width": 0},
        }
    ]


def _breaks(chart: PathChart) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "name": "break",
            "yref": "paper",
            "x0": one.on.isoformat(),
            "x1": one.on.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": {"width": 1.5, "dash": "dot"},
        }
        for one in chart.breaks
    ]


def _break_words(chart: PathChart) -> list[dict[str, Any]]:
    return [
        {
            "name": "break",
            "x": one.on.isoformat(),
            "y": 0,
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
            "text": " ".join(one.words),
        }
        for one in chart.breaks
    ]


def _names(chart: PathChart) -> Iterable[dict[str, Any]]:
    """The expected path and the band, named where they are: there is no legend."""
    plain = {"showarrow": False, "xanchor": "right"}
    if chart.expected and len(chart.expected.corners) > 1:
        day, value = midway(chart.expected)
        place = {"x": day.isoformat(), "y": float(value)}
        place["yanchor"] = "bottom" if rises(chart) else "top"
        yield plain | place | {"name": "expected", "text": chart.expected.label}
    if chart.band:
        low = chart.band.low if chart.band.low is not None else chart.ticks[0].value
        place = {"x": 1, "xref": "paper", "y": float(low), "yanchor": "bottom"}
        yield plain | place | {"name": "band", "text": chart.band.label}


def _days(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in days]


def _floats(values: Iterable[Decimal]) -> list[float]:
    return [float(value) for value in values]
