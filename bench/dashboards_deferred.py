"""The headline page as most products would build it: the same charts, drawn by plotly on load.

For the bench only. Everything else on the page is the product's own; each drawing gives its place
to an empty box, and the library and the figures are fetched with the page, deferred. The library is
the bundle that we vendor, basic, or where PLOTLY_CARTESIAN says its path the larger one, cartesian.
"""

import gzip
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape

from accounts.doors import PageRequest, may, open_door
from accounts.roles import Capability
from charts.ranges import RangeChart, Spot
from charts.stacks import StackChart
from dashboards import headline
from dashboards.views import headline as pages

FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
DRAWING = re.compile(r"<svg\b.*</svg>", re.DOTALL)
CARTESIAN = os.environ.get("PLOTLY_CARTESIAN", "")
KEPT: dict[tuple[str, int], bytes] = {}
WIDTH, LINE, MARGIN = 640, 34, 60  # pixels
SCRIPT = """
addEventListener("DOMContentLoaded", async () => {
  for (const box of document.querySelectorAll("[data-figure]")) {
    const { data, layout } = JSON.parse(box.dataset.figure);
    await Plotly.newPlot(box, data, layout, { displayModeBar: false });
  }
  requestAnimationFrame(() => { document.documentElement.dataset.drawn = performance.now(); });
});
"""


@may(Capability.SEE_PLAN)
def page(request: PageRequest) -> HttpResponse:
    return _page(request, static("vendor/plotly/plotly-basic.min.js"))


@may(Capability.SEE_PLAN)
def cartesian_page(request: PageRequest) -> HttpResponse:
    return _page(request, "/dashboards/cartesian.js")


@open_door
def cartesian(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_read(CARTESIAN), content_type="text/javascript")


@cache
def _read(path: str) -> bytes:
    return Path(path).read_bytes()


@open_door
def script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCRIPT, content_type="text/javascript")


def _page(request: PageRequest, library: str) -> HttpResponse:
    """Sent as the product's own page is: drawn once for its reader, compressed, and kept."""
    whose = (library, request.user.pk)
    if whose not in KEPT:
        KEPT[whose] = gzip.compress(_text(request, library).encode())
    return HttpResponse(KEPT[whose], headers={"Content-Encoding": "gzip"})


def _text(request: PageRequest, library: str) -> str:
    """The page with every drawing taken out of its figure, and plotly's put in."""
    today = timezone.localdate()
    made = headline.made(day=today, today=today)
    charts = iter([one.chart for one in made.findings if one.chart])
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # as text
    text = cast(HttpResponse, pages.page(request)).content.decode()
    text = FIGURE.sub(lambda found: _undrawn(found[0], next(charts)), text)
    if next(charts, None):
        raise SystemExit("Not every chart of the headline page was taken out of it.")
    return text.replace("</head>", f"{_head(library)}</head>")


def _undrawn(found: str, chart: RangeChart | StackChart) -> str:
    box = f'<div data-figure="{escape(json.dumps(figure_of(chart)))}"></div>'
    return DRAWING.sub(lambda _drawn: box, found, count=1)


def _head(library: str) -> str:
    style = static("vendor/plotly/plotly.css")
    return (
        '<link id="plotly.js-style-global" class="no-inline-styles" rel="stylesheet"'
        f' href="{style}"><script src="{library}" defer></script>'
        '<script src="/dashboards/deferred.js" defer></script>'
    )


def figure_of(chart: RangeChart | StackChart) -> dict[str, Any]:
    """The same figures as plotly takes them."""
    if isinstance(chart, StackChart):
        return _figure(_bars(chart), len(chart.stacks), barmode="stack")
    lines = max(len(panel.lines) for panel in chart.panels)
    return _figure([one for panel in chart.panels for one in _dots(panel.lines)], lines)


def _figure(data: list[dict[str, Any]], lines: int, **layout: Any) -> dict[str, Any]:
    size = {"width": WIDTH, "height": MARGIN + LINE * lines, "showlegend": False}
    return {"data": data, "layout": {**size, **layout, "yaxis": {"automargin": True}}}


def _bars(chart: StackChart) -> list[dict[str, Any]]:
    names = [stack.name for stack in chart.stacks]
    statuses = dict.fromkeys(part.status for stack in chart.stacks for part in stack.parts)
    return [
        {
            "type": "bar",
            "orientation": "h",
            "y": names,
            "x": [
                sum(part.number for part in stack.parts if part.status == status)
                for stack in chart.stacks
            ],
        }
        for status in statuses
    ]


def _dots(lines: Any) -> list[dict[str, Any]]:
    """Shares with their ranges; those of the wave before, and benchmarks, as dots of their own."""
    kinds = ((one.spot, one.before, one.other) for one in lines)
    columns = zip(*kinds, strict=True)
    names = [one.name for one in lines]
    return [_trace(names, column) for column in columns]


def _trace(names: list[str], spots: tuple[Spot | None, ...]) -> dict[str, Any]:
    def far(end: str) -> list[float]:
        return [
            abs(getattr(one, end) - one.value) if one and getattr(one, end) is not None else 0
            for one in spots
        ]

    error = {"type": "data", "symmetric": False, "array": far("high"), "arrayminus": far("low")}
    values = [one.value if one else None for one in spots]
    return {"type": "scatter", "mode": "markers", "x": values, "y": names, "error_x": error}
