"""Counts by status as plotly figures, one for a wide page and one for a phone: plain values.

Counts are counts and trends are percentages as they are said; see charts.figure_ground for the
rest.
"""

from collections.abc import Iterator

from django.utils.formats import date_format

from charts.figure_ground import Plain, axes, layout, on
from charts.placing import Box, Words
from charts.spark import Measure
from charts.stack_svg import BAR, PHONE, WIDE, Paper, bar_box, counts, everything, laid, spark_box
from charts.stacks import Part, Stack, StackChart
from charts.statuses import css_of

PAPER, BARS, FIRST = 1, 2, 3  # axes: of the whole paper, of the bars, of the first small line
SYMBOLS = {
    "achieved": "circle",
    "ontrack": "triangle-up",
    "behind": "diamond",
    "offtrack": "square",
    "unset": "circle-open",
    "stale": "circle-open-dot",
}
PERCENT = 100


def stack_figures(chart: StackChart) -> Plain:
    """Both figures, by the paper they are for."""
    return {"wide": _figure(chart, WIDE), "phone": _figure(chart, PHONE)}


def _figure(chart: StackChart, paper: Paper) -> Plain:
    tops = laid(chart, paper)
    whole = Box(left=0, top=0, right=paper.width, bottom=tops[-1])
    across = Box(left=paper.bar[0], top=0, right=paper.bar[1], bottom=tops[-1])
    pairs = axes(PAPER, whole, whole, (0, paper.width)) | axes(BARS, across, whole, (0, PERCENT))
    data: list[Plain] = []
    measure = Measure.of(stack.trend for stack in chart.stacks)
    for number, (stack, top) in enumerate(zip(chart.stacks, tops, strict=False), FIRST):
        data += (_part(stack, part, paper, top) for part in stack.parts)
        data += (_shape(part, x + 6, y - 4) for part, x, y in counts(stack, paper, top))
        known = [at for _day, at in stack.trend if at is not None]
        if measure and len(known) > 1:
            low, days = min(known), (measure.first.isoformat(), measure.last.isoformat())
            box, up = spark_box(stack, paper, top), (low, low + measure.percent)
            pairs |= axes(number, box, whole, days, up)
            data.append(_trend(stack, number))
    words = (one for one in everything(chart, paper) if isinstance(one, Words) and one.text)
    more = {"barmode": "stack", "barnorm": "percent", "shapes": list(_rules(tops, paper))}
    return {"data": data, "layout": layout(words, whole, pairs, **more)}


def _part(stack: Stack, part: Part, paper: Paper, top: float) -> Plain:
    """A part of a bar: how many. As wide as that is of all of its row."""
    box = bar_box(paper, top)
    trace: Plain = {
        "type": "bar",
        "orientation": "h",
        "meta": "hidden" if part.status == "stale" else css_of(part.status),
        **on(BARS),
        "x": [part.number],
        "y": [(box.top + box.bottom) / 2],
        "width": BAR,
        "hovertext": f"{stack.name}: {part.said}",
        "hoverinfo": "text",
        "marker": {"line": {"width": 2}},
    }
    if part.status == "stale":
        trace["marker"]["pattern"] = {"shape": "/", "size": 6, "solidity": 0.2}
    return trace


def _shape(part: Part, x: float, y: float) -> Plain:
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": css_of(part.status),
        **on(PAPER),
        "x": [x],
        "y": [y],
        "hoverinfo": "skip",
        "marker": {"size": 11, "symbol": SYMBOLS.get(part.status, "circle-open"), "opacity": 1},
        "cliponaxis": False,
    }


def _trend(stack: Stack, number: int) -> Plain:
    """The quarters, one by one: what the small line alone does not say."""
    told = list(_days(stack))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "meta": f"p-{stack.colour}",
        **on(number),
        "x": [day.isoformat() for day, _at in stack.trend],
        "y": [at for _day, at in stack.trend],
        "hovertext": told,
        "hoverinfo": "text",
        "line": {"width": 2},
        "marker": {"size": 6, "opacity": 1},
        "cliponaxis": False,
    }


def _days(stack: Stack) -> Iterator[str]:
    for day, at in stack.trend:
        said = "" if at is None else f"{at}%"
        yield f"{stack.name}, {date_format(day, 'j F Y')}: {said}"


def _rules(tops: list[float], paper: Paper) -> Iterator[Plain]:
    """A hairline between rows."""
    for top in tops[1:-1]:
        yield {
            "type": "line",
            "name": "rule",
            "layer": "below",
            "x0": 0,
            "x1": paper.width,
            "y0": top,
            "y1": top,
            "line": {"width": 1},
        }
