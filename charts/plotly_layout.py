"""The ground of a plotly figure: axes, breaks, bands and the names beside them, as plain values."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from charts.labels import midway, rises
from charts.series import PathChart

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


def layout_of(chart: PathChart) -> dict[str, Any]:
    first, last = chart.days
    room = (last - first) / 24
    first, last = first - room, last + room / 2
    ticks = chart.ticks
    return {
        "template": TEMPLATE,
        "xaxis": {
            "type": "date",
            "range": [first.isoformat(), last.isoformat()],
            "tickformat": "%b %Y",
            "nticks": 7,
        },
        "yaxis": {
            "range": [float(ticks[0].value), float(ticks[-1].value)],
            "tickvals": [float(tick.value) for tick in ticks],
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
