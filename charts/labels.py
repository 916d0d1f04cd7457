"""Where the words of a chart go, so that they stand at their marks and off each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from charts.marks import Scale
from charts.series import Expected, PathChart, Point

NEAR = 64  # pixels within which two labels would touch
LATE = 0.72  # further to the right than this, words lean back to the left
SPOTS = (Decimal("0.6"), Decimal("0.8"), Decimal("0.45"), Decimal("0.3"), Decimal("0.92"))
"""How far along the expected path its name is tried, the best place first."""
DOT = 9  # pixels from the middle of a dot that are its own
Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Label:
    """Some words at a day and a figure, moved by some pixels, and in which type."""

    name: str  # what it names: "now", "first", "old", "target", "expected"
    css: str
    on: date
    value: Decimal
    right: int
    down: int
    words: str

    @property
    def anchor(self) -> str:
        """Which part of the words stands at the place."""
        parts = self.css.split()
        return "end" if "c-end" in parts else "middle" if "c-mid" in parts else "start"


def labels(chart: PathChart, scale: Scale, *, small: str) -> list[Label]:
    """The ends of the line, the target, and the expected path."""
    found = [_old(stretch.points[-1]) for stretch in chart.old if stretch.points]
    if chart.current:
        found.append(_now(chart, chart.current[-1], scale, small=small))
        found += _first(chart, scale, small=small)
    if chart.target:
        found.append(_target(chart.target, rising=rises(chart)))
    return found + _expected(chart, scale, found, small=small)


def rises(chart: PathChart) -> bool:
    """Whether better is up: the target lies above where the path begins."""
    if chart.target is None or chart.expected is None:
        return True
    return chart.target.value >= chart.expected.corners[0][1]


def leans_back(on: date, scale: Scale) -> bool:
    """Whether the words of a break stand to its left: to the right there is no room."""
    return scale.part(on) > 0.7


def _old(point: Point) -> Label:
    return _label("old", "c-ink2 c-13 c-mid", point, right=0, down=22)


def _label(name: str, css: str, point: Point, *, right: int, down: int) -> Label:
    return Label(
        name=name,
        css=css,
        on=point.on,
        value=point.value,
        right=right,
        down=down,
        words=point.label,
    )


def _now(chart: PathChart, point: Point, scale: Scale, *, small: str) -> Label:
    """The latest figure, large: on the side of its dot that the path does not take."""
    size = "c-20" if small == "c-13" else "c-16"
    below = rises(chart)
    if scale.part(point.on) > LATE:
        css = f"c-ink {size} c-b c-end"
        return _label("now", css, point, right=-4, down=28 if below else -16)
    return _label("now", f"c-ink {size} c-b", point, right=13, down=23 if below else -13)


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
    return [_label("first", css, first, right=side, down=lower)]


def _target(target: Point, *, rising: bool) -> Label:
    told = _label("target", "c-ink c-b c-14 c-end", target, right=10, down=-16 if rising else 28)
    return replace(told, words=target.words or target.label)


def _expected(
    chart: PathChart, scale: Scale, others: Iterable[Label], *, small: str
) -> list[Label]:
    """Beside the dashed path, where it is still to be walked and nothing else is written."""
    if chart.expected is None or len(chart.expected.corners) < 2:
        return []
    taken = [_box(one, scale) for one in others] + [_dot(p, scale) for p in chart.current]
    lower = -9 if rises(chart) else 18  # on the side of those who are ahead: fewer are
    tried = [
        Label(
            name="expected",
            css=f"c-ink2 {small} c-end",
            on=day,
            value=value,
            right=-8,
            down=lower,
            words=chart.expected.label,
        )
        for day, value in (_along(chart.expected, part) for part in SPOTS)
    ]
    free = (one for one in tried if not any(_touch(_box(one, scale), box) for box in taken))
    return [next(free, tried[0])]


def _box(label: Label, scale: Scale) -> Box:
    """Left, top, right and bottom of some words, as far as can be said without measuring them."""
    size = next(int(part[2:]) for part in label.css.split() if part[2:].isdigit())
    wide = 0.6 * size * len(label.words)
    left = float(scale.x(label.on, label.right))
    left -= {"end": wide, "middle": wide / 2, "start": 0}[label.anchor]
    base = float(scale.y(label.value, label.down))
    return left, base - size, left + wide, base + size / 4


def _dot(point: Point, scale: Scale) -> Box:
    x, y = float(scale.x(point.on)), float(scale.y(point.value))
    return x - DOT, y - DOT, x + DOT, y + DOT


def _touch(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _along(expected: Expected, part: Decimal) -> tuple[date, Decimal]:
    """A place on the expected path, so far from its beginning to its end."""
    first, last = expected.corners[0][0], expected.corners[-1][0]
    day = first + (last - first) * float(part)
    return day, value_on(day, expected)


def value_on(day: date, expected: Expected) -> Decimal:
    """The expected figure of a day: of the last corner passed, or on the line between two."""
    for (before, low), (after, high) in pairwise(expected.corners):
        if before <= day < after:
            part = Decimal((day - before).days) / (after - before).days
            return low if expected.stepped else low + (high - low) * part
    return expected.corners[-1][1]
