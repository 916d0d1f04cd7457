"""What a chart is about, as SVG: the expected path, the readings and the target."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.marks import Scale, line_of, mark
from charts.series import PathChart, Point

MANY = 24  # readings beyond which dots are small and only the ends are labelled
EMPTY = SafeString("")


def expected(chart: PathChart, scale: Scale) -> SafeString:
    if chart.expected is None:
        return EMPTY
    return format_html(
        '<path class="w-exp" d="{}"/>',
        line_of([scale.at(*c) for c in chart.expected.corners], stepped=chart.expected.stepped),
    )


def readings(chart: PathChart, scale: Scale) -> SafeString:
    """Each stretch joined within itself, and to nothing else."""
    parts = [_stretch(s.points, scale, stepped=chart.stepped, old=True) for s in chart.old]
    parts.append(_stretch(chart.current, scale, stepped=chart.stepped, old=False))
    return format_html_join("", "{}", ((part,) for part in parts))


def _stretch(points: tuple[Point, ...], scale: Scale, *, stepped: bool, old: bool) -> SafeString:
    where = [scale.at(point.on, point.value) for point in points]
    line, dot = ("w-line-old", "w-old") if old else ("w-line", "w-dot")
    joined = mark("path", f"w-line {line}", d=line_of(where, stepped=stepped))
    radius = 3 if len(points) > MANY else (6 if old else 7)
    dots = (mark("circle", dot, cx=at.x, cy=at.y, r=radius) for at in where)
    return format_html(
        "{}{}{}",
        format_html_join("", "{}", ((_whisker(point, scale),) for point in points)),
        joined if len(where) > 1 else EMPTY,
        format_html_join("", "{}", ((one,) for one in dots)),
    )


def _whisker(point: Point, scale: Scale) -> SafeString:
    """The likely range of a figure: a line with two ends."""
    if point.low is None or point.high is None:
        return EMPTY
    left, above, below = scale.x(point.on, -6), scale.y(point.high), scale.y(point.low)
    return mark(
        "path",
        "w-whisk",
        fill="none",
        d=f"M{left} {above}h12M{scale.x(point.on)} {above}V{below}M{left} {below}h12",
    )


def target(chart: PathChart, scale: Scale) -> SafeString:
    if chart.target is None:
        return EMPTY
    at = scale.at(chart.target.on, chart.target.value)
    return mark("circle", "t-to w-to", cx=at.x, cy=at.y, r=8) + mark(
        "circle", "t-to-in", cx=at.x, cy=at.y, r=3
    )
