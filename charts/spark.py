"""A small line of how far something has come: a look at its way, with the words beside it.

All lines of a chart have the same days and the same steps: a line that rises twice as far moved
twice as far. Where it was not known it is broken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from charts.layers import Shape, shape, way
from charts.placing import Box

LEAST = 10  # percent that a line's height stands for, at the least
Trend = tuple[tuple[date, int | None], ...]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Which days lie between left and right, and how many percent between bottom and top."""

    first: date
    last: date
    percent: int

    @classmethod
    def of(cls, trends: Iterable[Trend]) -> "Measure | None":
        """What holds all of them; None where none has two days."""
        known = [[(day, at) for day, at in trend if at is not None] for trend in trends]
        days = [day for trend in known for day, _at in trend]
        if not days or min(days) == max(days):
            return None
        reach = (max(at for _, at in one) - min(at for _, at in one) for one in known if one)
        return cls(first=min(days), last=max(days), percent=max(LEAST, *reach))


def spark(trend: Trend, measure: Measure, box: Box, colour: str = "") -> Iterator[Shape]:
    """The line, faintly filled below, and a dot where it is now. Nothing for less than two days.
    Without a `colour` it takes that of what it stands in."""
    own = f" p-{colour}" if colour else ""
    known = [at for _day, at in trend if at is not None]
    if len(known) < 2:
        return
    low = min(known)
    for some in _joined(trend):
        places = [_place(day, at - low, measure, box) for day, at in some]
        if len(places) > 1:
            line = _line(places)
            ground = f"{line}V{{}}H{{}}z"
            yield way(f"c-sparka{own}", ground, box.bottom, places[0][0])
            yield way(f"c-spark{own}", line)
    if trend[-1][1] is not None:
        x, y = places[-1]
        yield shape(f"c-sparkd{own}", "circle", cx=x, cy=y, r="3")


def _line(places: list[tuple[float, float]]) -> str:
    """From the first place on, each step by how far it goes: that has fewer digits than where."""
    whole = [(round(x), round(y)) for x, y in places]
    steps = ((x - left, y - top) for (left, top), (x, y) in pairwise(whole))
    return "M{} {}l".format(*whole[0]) + " ".join(f"{right} {down}" for right, down in steps)


def _joined(trend: Trend) -> Iterator[list[tuple[date, int]]]:
    """Days that follow each other without a gap."""
    some: list[tuple[date, int]] = []
    for day, at in trend:
        if at is not None:
            some.append((day, at))
        elif some:
            yield some
            some = []
    if some:
        yield some


def _place(day: date, risen: int, measure: Measure, box: Box) -> tuple[float, float]:
    part = (day - measure.first).days / (measure.last - measure.first).days
    x = box.left + (box.right - box.left) * part
    return x, box.bottom - (box.bottom - box.top) * risen / measure.percent
