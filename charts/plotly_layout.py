"""The ground of a plotly figure: axes, breaks, bands and the names beside them, as plain values."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from charts.labels import Label, labels, leans_back
from charts.marks import Scale
from charts.paper import PHONE, WIDE, Paper, scale_of
from charts.series import PathChart

UNDER = 6  # pixels from the line that words stand on to the lower edge of their box

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
    """Axes, words and dates as on the wide drawing; under `meta` what differs on a phone."""
    scale, _months = scale_of(chart, WIDE)
    ticks = chart.ticks
    wide = _written(chart, WIDE)
    return {
        "template": TEMPLATE,
        "xaxis": {
            "type": "date",
            "range": [scale.first.isoformat(), scale.last.isoformat()],
            "tickformat": "%b %Y",
            "tickvals": wide["tickvals"],
        },
        "yaxis": {
            "range": [float(ticks[0].value), float(ticks[-1].value)],
            "tickvals": [float(tick.value) for tick in ticks],
            "ticktext": [tick.label for tick in ticks],
        },
        "shapes": [*_old_ground(chart, scale.first), *_bands(chart), *_breaks(chart)],
        "annotations": wide["annotations"],
        "meta": {"phone": _written(chart, PHONE)},
    }


def _written(chart: PathChart, paper: Paper) -> dict[str, Any]:
    """The words and the dates of a drawing of this size, in the places they have on it."""
    scale, months = scale_of(chart, paper)
    told = labels(chart, scale, small=paper.text)
    return {
        "tickvals": [day.isoformat() for day in months],
        "annotations": [*_break_words(chart, scale), *map(_name, told), *_band_name(chart)],
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


def _break_words(chart: PathChart, scale: Scale) -> Iterable[dict[str, Any]]:
    """Above the axis, on the side of the break where there is room; one note a line."""
    for one in chart.breaks:
        leans = leans_back(one.on, scale)
        for number, line in enumerate(one.words):
            yield {
                "name": "break",
                "x": one.on.isoformat(),
                "y": 0,
                "yref": "paper",
                "xanchor": "right" if leans else "left",
                "yanchor": "bottom",
                "xshift": -8 if leans else 8,
                "yshift": 6 + 16 * (len(one.words) - 1 - number),
                "showarrow": False,
                "text": line,
            }


def _name(label: Label) -> dict[str, Any]:
    """Words in the place the drawing gives them; plotly counts from their lower edge."""
    return {
        "name": label.name,
        "x": label.on.isoformat(),
        "y": float(label.value),
        "xanchor": {"start": "left", "middle": "center", "end": "right"}[label.anchor],
        "yanchor": "bottom",
        "xshift": label.right,
        "yshift": -label.down - UNDER,
        "showarrow": False,
        "text": label.words,
    }


def _band_name(chart: PathChart) -> Iterable[dict[str, Any]]:
    """The band, named where it is: there is no legend."""
    if chart.band:
        low = chart.band.low if chart.band.low is not None else chart.ticks[0].value
        yield {
            "name": "band",
            "x": 1,
            "xref": "paper",
            "y": float(low),
            "xanchor": "right",
            "yanchor": "bottom",
            "showarrow": False,
            "text": chart.band.label,
        }
