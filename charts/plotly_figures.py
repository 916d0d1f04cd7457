"""A path chart as a plotly figure: plain values, ready to be sent as JSON. Only here is plotly.

No colour is named and no HTML is used in labels: the page's script gives each trace the colour of
its `meta` from the style sheet, so that the chart follows light and dark and needs no inline style.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from charts.plotly_layout import layout_of
from charts.series import PathChart, Point, Stretch


def path_figure(chart: PathChart) -> dict[str, Any]:
    """The figure as plain JSON values: lists, strings, floats."""
    from plotly.graph_objs import Figure  # here: it takes half a second

    figure = Figure({"data": list(_traces(chart)), "layout": layout_of(chart)})
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
        yield _target(chart.target)


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
        "mode": "lines+markers",
        "meta": role,
        "x": _days(p.on for p in points),
        "y": _floats(p.value for p in points),
        "hovertext": [p.words or p.label for p in points],
        "hoverinfo": "text",
        "line": {"width": 2.5, "shape": "hv" if chart.stepped else "linear"},
        "marker": {"size": 13, "symbol": "circle" if role == "reading" else "circle-open"},
        "cliponaxis": False,
    }
    if any(p.low is not None for p in points):
        trace["error_y"] = _ranges(points)
    return trace


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


def _target(target: Point) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "target",
        "x": _days([target.on, target.on]),  # a ring, and the dot in it
        "y": _floats([target.value, target.value]),
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


def _days(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in days]


def _floats(values: Iterable[Decimal]) -> list[float]:
    return [float(value) for value in values]
