"""Words are placed so that they stand at their marks, and off each other and off other marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product

from charts.measure import wide

BOLD = {"c-b", "c-benchw"}
NEAR = 2  # pixels at least between words on a line
MIDDLE = 0.35  # of the size of the type: from the middle of a line of words down to where it stands


@dataclass(frozen=True, kw_only=True)
class Box:
    """Some pixels of the paper."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: "Box") -> float:
        """How many square pixels both cover."""
        across = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, high)

    def touches(self, other: "Box") -> bool:
        """Whether there is hardly anything between the two, or nothing."""
        near = Box(left=self.left - NEAR, top=self.top, right=self.right + NEAR, bottom=self.bottom)
        return near.shared(other) > 0

    def around(self, other: "Box") -> bool:
        """Whether the other does not leave this one at its sides."""
        return self.left <= other.left and other.right <= self.right


@dataclass(frozen=True, kw_only=True)
class Words:
    """Some words at a place. `css` holds their size (`c-13`) and what of them stands at `x`."""

    css: str
    x: float
    y: float
    text: str

    @cached_property  # words are held against many others
    def box(self) -> Box:
        size, reached = size_of(self.css), reach(self.text, self.css)
        classes = self.css.split()
        before = reached if "c-end" in classes else reached / 2 if "c-mid" in classes else 0
        left = self.x - before
        return Box(left=left, top=self.y - 0.78 * size, right=left + reached, bottom=self.y + 3)


def size_of(css: str) -> int:
    """The size of the type in pixels."""
    return next(int(one[2:]) for one in css.split() if one[2:].isdigit())


def reach(text: str, css: str) -> float:
    """How wide words are, in pixels."""
    return wide(text, size_of(css), bold=strong(css))


def strong(css: str) -> bool:
    return not BOLD.isdisjoint(css.split())


def around(mark: Box, css: str, text: str, order: str) -> list[Words]:
    """Where words may stand at a mark, as `order` has it: above, below, to the right, to the left.

    Above and below they are tried in the middle first, then to either side.
    """
    middle, height = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    level = height + MIDDLE * size_of(css)
    above, below = mark.top - 6, mark.bottom + 0.78 * size_of(css) + 3
    sides = (("c-mid", middle), ("", middle - 5), ("c-end", middle + 5))
    ways = {
        "a": [(css_of, x, above) for css_of, x in sides],
        "b": [(css_of, x, below) for css_of, x in sides],
        "r": [("", mark.right + 8, level)],
        "l": [("c-end", mark.left - 8, level)],
    }
    found = (place for way in order for place in ways[way])
    return [Words(css=f"{css} {more}".strip(), x=x, y=y, text=text) for more, x, y in found]


def pushed(tried: list[Words], taken: Iterable[Box], room: Box) -> Iterator[Words]:
    """The same lines of words, moved just past whatever else stands there, or to the paper's end.

    The nearest first. Nothing is worked out before the first is asked for.
    """
    if not tried:
        return
    first, size = tried[0], tried[0].box.right - tried[0].box.left
    edges = [room.left, room.right - size]
    edges += [edge for box in taken for edge in (box.right + 4, box.left - size - 4)]
    css = " ".join(one for one in first.css.split() if one not in ("c-mid", "c-end"))
    near = sorted(edges, key=lambda edge: min(abs(edge - one.box.left) for one in tried))
    levels = dict.fromkeys(one.y for one in tried)
    yield from (Words(css=css, x=x, y=y, text=first.text) for x, y in product(near, levels))


def best(tried: list[Words], taken: list[Box], room: Box) -> Words:
    """The first place that is free and on the paper; if there is none, the one least in the way."""
    every = []
    for one in chain(tried, pushed(tried, taken, room)):
        if room.around(one.box):
            if not any(one.box.touches(box) for box in taken):
                return one
            every.append(one)
    return min(every or tried, key=lambda one: sum(one.box.shared(box) for box in taken))
