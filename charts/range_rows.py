"""One line of a chart of shares: its marks, and its words where they do not meet anything else.

A share is a dot on its likely range, or a bar. What it was before is an open ring with a thin line
to where it went, or a gap in the bar; what it is compared with a diamond; what is aimed for a mark
across.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from charts.layers import Shape, shape, way
from charts.placing import Box, Words, around, best
from charts.range_paper import Place, stands_above
from charts.ranges import EVERYTHING, Line, RangeChart, Spot

BAR = 18  # pixels, how thick a bar is
DOT, RING, DIAMOND, ACROSS = 5.5, 5, 6, 13  # pixels from the middle of a mark to its edge
BEFORE, OTHER, GOAL = "c-ink2 c-12 c-halo", "c-benchw c-12 c-halo", "c-ink c-12 c-halo"
BESIDE, ABOVE, IN_BAR = "c-ink c-13 c-b c-halo", "c-ink c-16 c-b c-halo", "c-on c-12"
Drawn = Shape | Words


@dataclass(frozen=True, kw_only=True)
class Row:
    """Where a line is drawn: at the height `y` of its panel, off the words that are `taken`."""

    place: Place
    y: float
    taken: tuple[Box, ...] = ()

    def x(self, spot: Spot) -> float:
        return self.place.x(spot.value)

    def box(self, left: float, right: float, up: float) -> Box:
        return Box(left=left, top=self.y - up, right=right, bottom=self.y + up)

    def mark(self, spot: Spot, wide: float, up: float) -> Box:
        return self.box(self.x(spot) - wide, self.x(spot) + wide, up)

    @property
    def room(self) -> Box:
        return self.box(self.place.left, self.place.end, 0)


def row(chart: RangeChart, line: Line, at: Row) -> Iterator[Drawn]:
    """What stands in one row."""
    if line.spot is None:
        return _instead(line.instead, at)
    if chart.bars:
        return _bar(line, line.spot, at)
    return _dots(line, line.spot, at, large=stands_above(chart))


def _instead(words: str, at: Row) -> Iterator[Drawn]:
    """Whatever the reason that there is no share, the same box: only its words differ."""
    left, right = at.place.left, at.place.end
    yield _rect("c-hatch-box", at.box(left, right, 11), fill="url(#hatch)")
    yield Words(css="c-ink2 c-12 c-mid c-halo", x=(left + right) / 2, y=at.y + 4, text=words)


def _dots(line: Line, spot: Spot, at: Row, *, large: bool) -> Iterator[Drawn]:
    band = _band(spot, at)
    if band.right > band.left:
        yield way("c-int", "M{} {}H{}", band.left, at.y, band.right)
    if line.before and line.before.value != spot.value:
        yield way("c-move", "M{} {}H{}", at.x(line.before), at.y, at.x(spot))
    if line.goal:
        yield _across("c-tick-t", line.goal, at)
    if line.other:
        yield _diamond(line.other, at)
    if line.before:
        yield shape("c-prev", "circle", cx=at.x(line.before), cy=at.y, r="5")
    yield shape("c-dot c-out", "circle", cx=at.x(spot), cy=at.y, r="5.5")
    yield from _dot_words(line, spot, at, large=large)


def _band(spot: Spot, at: Row) -> Box:
    """The likely range, or no more than the middle of the dot where there is none."""
    low = spot.value if spot.low is None else spot.low
    high = spot.value if spot.high is None else spot.high
    return at.box(at.place.x(low), at.place.x(high), 3)


def _dot_words(line: Line, spot: Spot, at: Row, *, large: bool) -> Iterator[Words]:
    """The share first, then what stands beside it, each where there is room."""
    dot, band = at.mark(spot, DOT, DOT), _band(spot, at)
    if large:
        now = around(dot, ABOVE, spot.said, "ab")
    else:
        ends = [around(band, BESIDE, spot.said, side) for side in "rl"]
        now = [*ends[0], *around(dot, BESIDE, spot.said, "a"), *ends[1]]
        now += around(dot, BESIDE, spot.said, "rlb")
    wanted = [now]
    taken = [*at.taken, dot, band]
    others = (
        (line.before, RING, RING, BEFORE, "brla"),
        (line.other, DIAMOND, DIAMOND, OTHER, "arlb" if large else "brla"),
        (line.goal, 1, ACROSS, GOAL, "abrl"),
    )
    for one, wide, up, css, order in others:
        if one:
            mark = at.mark(one, wide, up)
            taken.append(mark)
            wanted.append(around(mark, css, one.said, order))
    yield from _settled(wanted, taken, at.room)


def _settled(wanted: list[list[Words]], taken: list[Box], room: Box) -> Iterator[Words]:
    """Each where it is free when those before it have their places."""
    for tried in wanted:
        found = best(tried, taken, room)
        taken.append(found.box)
        yield found


def _bar(line: Line, spot: Spot, at: Row) -> Iterator[Drawn]:
    yield _rect("c-bar0", at.box(at.place.left, at.place.x(EVERYTHING), BAR / 2))
    yield _rect("c-bar1", at.box(at.place.left, at.x(spot), BAR / 2))
    if line.before:
        inside = line.before.value <= spot.value
        yield _across("c-tick-prev" if inside else "c-tick-out", line.before, at)
    if line.goal:
        yield _across("c-tick-o", line.goal, at)
        yield _across("c-tick-t", line.goal, at)
    if line.other:
        yield _diamond(line.other, at)
    yield Words(css="c-ink c-14 c-b", x=at.place.right + 10, y=at.y + 5, text=spot.said)
    yield from _bar_words(line, spot, at)


def _bar_words(line: Line, spot: Spot, at: Row) -> Iterator[Words]:
    """What it was stands in the bar, at its gap; what is aimed for above, or below where a name
    is above; a benchmark below."""
    marks = [
        (line.goal, GOAL, "ba" if at.taken else "ab", 2.5),
        (line.other, OTHER, "ba", DIAMOND),
    ]
    taken = [*at.taken, at.box(at.place.left, at.place.right, BAR / 2)]
    inside = [at.mark(one, wide, ACROSS) for one, _css, _order, wide in marks if one]
    for one, css, order, wide in marks:
        if one:
            found = best(around(at.mark(one, wide, ACROSS), css, one.said, order), taken, at.room)
            taken.append(found.box)
            yield found
    if line.before:
        yield _before_in_bar(line.before, spot, at, (inside, taken))


def _before_in_bar(before: Spot, spot: Spot, at: Row, taken: tuple[list[Box], list[Box]]) -> Words:
    """At the left of its gap, else at the right, else below the bar; on the colour it stands on."""
    mark, inside = at.mark(before, 1, ACROSS), before.value <= spot.value
    for one in around(mark, IN_BAR if inside else "c-ink2 c-12", before.said, "lr"):
        ends = (at.place.left, at.x(spot)) if inside else (at.x(spot), at.place.right)
        free = not any(one.box.shared(box) for box in taken[0])
        if free and at.box(ends[0] + 4, ends[1] - 4, 0).around(one.box):
            return one
    return best(around(mark, BEFORE, before.said, "ba"), taken[1], at.room)


def _rect(css: str, box: Box, **more: str) -> Shape:
    wide, high = box.right - box.left, box.bottom - box.top
    return shape(css, "rect", x=box.left, y=box.top, width=wide, height=high, rx="3", **more)


def _across(css: str, spot: Spot, at: Row) -> Shape:
    return way(css, "M{} {}V{}", at.x(spot), at.y - ACROSS, at.y + ACROSS)


def _diamond(spot: Spot, at: Row) -> Shape:
    side = DIAMOND
    way_round = f"M{{}} {{}}l{side} {side}-{side} {side}-{side}-{side}z"
    return way("c-bench", way_round, at.x(spot), at.y - side)
