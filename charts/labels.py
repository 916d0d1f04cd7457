"""Where the words of a chart go, so that they stand at their marks and off each other."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from charts.marks import Scale
from charts.series import Expected, PathChart, Point

NEAR = 64  # pixels within which two labels would touch
LATE = 0.72  # further to the right than this, words lean back to the left


@dataclass(frozen=True)
class Label:
    """Some words, where they begin or end, and in which type."""

    css: str
    x: str
    y: str
    words: str


def labels(chart: PathChart, scale: Scale, *, small: str) -> list[Label]:
    """The ends of the line, the target, and the expected path."""
    found = [_old(stretch.points[-1], scale) for stretch in chart.old if stretch.points]
    if chart.current:
        found.append(_now(chart, chart.current[-1], scale, small=small))
        found += _first(chart, scale, small=small)
    if chart.target:
        found.append(_target(chart.target, scale, rising=rises(chart)))
    return found + _expected(chart, scale, small=small)


def rises(chart: PathChart) -> bool:
    """Whether better is up: the target lies above where the path begins."""
    if chart.target is None or chart.expected is None:
        return True
    return chart.target.value >= chart.expected.corners[0][1]


def _old(point: Point, scale: Scale) -> Label:
    return Label("c-ink2 c-13 c-mid", scale.x(point.on), scale.y(point.value, 22), point.label)


def _now(chart: PathChart, point: Point, scale: Scale, *, small: str) -> Label:
    """The latest figure, large: on the side of its dot that the path does not take."""
    size = "c-20" if small == "c-13" else "c-16"
    below = rises(chart)
    if scale.part(point.on) > LATE:
        return Label(
            f"c-ink {size} c-b c-end",
            scale.x(point.on, -4),
            scale.y(point.value, 28 if below else -16),
            point.label,
        )
    return Label(
        f"c-ink {size} c-b",
        scale.x(point.on, 13),
        scale.y(point.value, 23 if below else -13),
        point.label,
    )


def _first(chart: PathChart, scale: Scale, *, small: str) -> list[Label]:
    """Where it started, unless that would touch the latest figure."""
    first, last = chart.current[0], chart.current[-1]
    x = float(scale.x(first.on))
    if float(scale.x(last.on)) - x < NEAR:
        return []
    if x - scale.left > 48:
        css, side, lower = f"c-ink {small} c-b c-end", -12, 5
    else:
        css, side, lower = f"c-ink {small} c-b", 2, 24 if rises(chart) else -14
    lower = -14 if lower == 24 and first.value <= chart.ticks[0].value else lower
    return [Label(css, scale.x(first.on, side), scale.y(first.value, lower), first.label)]


def _target(target: Point, scale: Scale, *, rising: bool) -> Label:
    return Label(
        "c-ink c-b c-14 c-end",
        scale.x(target.on, 10),
        scale.y(target.value, -16 if rising else 28),
        target.words or target.label,
    )


def _expected(chart: PathChart, scale: Scale, *, small: str) -> list[Label]:
    """Beside the dashed path, where it is still to be walked."""
    if chart.expected is None or len(chart.expected.corners) < 2:
        return []
    day, value = midway(chart.expected)
    lower = -9 if rises(chart) else 18  # on the side of those who are ahead: fewer are
    return [
        Label(
            f"c-ink2 {small} c-end", scale.x(day, -8), scale.y(value, lower), chart.expected.label
        )
    ]


def midway(expected: Expected) -> tuple[date, Decimal]:
    """Where the name of the expected path stands: past the middle, on the path."""
    first, last = expected.corners[0][0], expected.corners[-1][0]
    day = first + (last - first) * 3 / 5
    return day, value_on(day, expected)


def value_on(day: date, expected: Expected) -> Decimal:
    """The expected figure of a day: of the last corner passed, or on the line between two."""
    for (before, low), (after, high) in pairwise(expected.corners):
        if before <= day < after:
            part = Decimal((day - before).days) / (after - before).days
            return low if expected.stepped else low + (high - low) * part
    return expected.corners[-1][1]
