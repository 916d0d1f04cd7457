"""A path chart as SVG, made by the server: there in the first paint, without a script.

Two drawings, wide and for a phone, because text that is scaled down cannot be read. Colours come
from classes of the style sheets, so both follow light and dark; there is no inline style.
"""

from datetime import date

from django.utils.dateformat import format as date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts import svg_series
from charts.labels import labels, leans_back
from charts.marks import Scale
from charts.paper import PHONE, WIDE, Paper, scale_of
from charts.series import PathChart

EMPTY = SafeString("")


def path_chart(chart: PathChart) -> SafeString:
    """Both drawings of a chart; the style sheet shows the one that fits."""
    return _drawing(chart, WIDE) + _drawing(chart, PHONE)


def _drawing(chart: PathChart, paper: Paper) -> SafeString:
    scale, months = scale_of(chart, paper)
    parts = [
        _old_ground(chart, scale),
        _band(chart, scale, paper),
        _upright_axis(chart, scale, paper),
        _months(months, scale, paper),
        _breaks(chart, scale, paper),
        svg_series.expected(chart, scale),
        svg_series.readings(chart, scale),
        svg_series.target(chart, scale),
        _labels(chart, scale, paper),
    ]
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        paper.css,
        paper.width,
        paper.height,
        chart.description,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _upright_axis(chart: PathChart, scale: Scale, paper: Paper) -> SafeString:
    return format_html_join(
        "",
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="c-ink2 {} c-end" x="{}" y="{}">{}</text>',
        (
            (
                "c-grid" if number else "c-axis",
                scale.left,
                scale.right,
                *2 * (scale.y(tick.value),),
                paper.text,
                scale.left - 8,
                scale.y(tick.value, 4),
                tick.label,
            )
            for number, tick in enumerate(chart.ticks)
        ),
    )


def _months(months: list[date], scale: Scale, paper: Paper) -> SafeString:
    return format_html_join(
        "",
        '<line class="c-axis" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="c-ink2 {} c-mid" x="{}" y="{}">{}</text>',
        (
            (
                *2 * (scale.x(day),),
                scale.bottom,
                scale.bottom + 5,
                paper.text,
                scale.x(day),
                scale.bottom + 21,
                date_format(day, "M Y"),
            )
            for day in months
        ),
    )


def _old_ground(chart: PathChart, scale: Scale) -> SafeString:
    """A shade behind everything that the newest baseline cannot be compared with."""
    if not chart.breaks:
        return EMPTY
    width = f"{float(scale.x(chart.breaks[-1].on)) - scale.left:.1f}"
    return format_html(
        '<rect class="w-oldband" x="{}" y="{}" width="{}" height="{}"/>',
        scale.left,
        scale.top,
        width,
        scale.bottom - scale.top,
    )


def _band(chart: PathChart, scale: Scale, paper: Paper) -> SafeString:
    """The limits of what is to be kept, as a soft band with its name in it."""
    if chart.band is None:
        return EMPTY
    above = scale.y(chart.band.high) if chart.band.high is not None else f"{scale.top:.1f}"
    below = scale.y(chart.band.low) if chart.band.low is not None else f"{scale.bottom:.1f}"
    return format_html(
        '<rect class="w-keep" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="c-ink2 {} c-end" x="{}" y="{}">{}</text>',
        scale.left,
        above,
        scale.right - scale.left,
        f"{float(below) - float(above):.1f}",
        paper.text,
        scale.right - 6,
        f"{float(above) + 16:.1f}",
        chart.band.label,
    )


def _breaks(chart: PathChart, scale: Scale, paper: Paper) -> SafeString:
    """A dotted line, a zigzag in the axis, and what happened in words."""
    return format_html_join(
        "",
        '<path class="w-break" d="M{x} {top}V{bottom}"/>'
        '<path class="w-zig" d="M{zig} {zag}l5-8 4 8 5-8"/>{words}',
        (
            {
                "x": scale.x(one.on),
                "top": scale.top,
                "bottom": scale.bottom,
                "zig": scale.x(one.on, -7),
                "zag": scale.bottom + 4,
                "words": _beside(one.on, one.words, scale, paper),
            }
            for one in chart.breaks
        ),
    )


def _beside(on: date, words: tuple[str, ...], scale: Scale, paper: Paper) -> SafeString:
    """Words of a break on the side where there is room."""
    leans = leans_back(on, scale)
    return format_html_join(
        "",
        '<text class="c-ink2 c-12{}" x="{}" y="{}">{}</text>',
        (
            (
                " c-end" if leans else "",
                scale.x(on, -9 if leans else 9),
                scale.bottom - 10 - 16 * (len(words) - 1 - number),
                line,
            )
            for number, line in enumerate(words)
        ),
    )


def _labels(chart: PathChart, scale: Scale, paper: Paper) -> SafeString:
    """Words straight at the marks they name: no legend to look up."""
    return format_html_join(
        "",
        '<text class="{} w-halo" x="{}" y="{}">{}</text>',
        (
            (one.css, scale.x(one.on, one.right), scale.y(one.value, one.down), one.words)
            for one in labels(chart, scale, small=paper.text)
        ),
    )
