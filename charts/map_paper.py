"""The paper a strategy map is laid on, and its boxes once they have their places, in pixels.

Pillars stand beside their objectives, and those beside their key results; where there is no room
beside, above. `map_boxes.py` finds the places.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from charts.map import Branch, Leaf, Trunk

CURVE = 30  # pixels between a box and what comes out of it, for the lines that join them
INDENT = 14  # pixels that a key result stands in, below an objective
INSIDE = 9  # pixels between the edge of a box and its words
MARK = 22  # pixels that the mark of a status takes, with the room beside it
PATH, SAID = 150, 130  # pixels of the columns for paths and statuses, where they stand beside
ICON = 28  # pixels that a pillar's icon takes, with the room beside it
WITH_ICON = 150  # pixels that a pillar's box is wide, where its icon has room
BETWEEN_LEAVES, BETWEEN_BRANCHES = 4, 12
BESIDE = 10  # pixels between a name and what stands after it


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Widths in pixels. `pillar` or `objective` of 0: that box stands above what comes out of it.

    `size` is that of the type of a key result's name. With `beside`, its path and its status stand
    in its own line; else below. Without `paths`, only the status is said.
    """

    css: str
    key_result: int
    pillar: int = 0
    objective: int = 0
    columns: int = 1
    gap: int = 26
    size: int = 12
    beside: bool = False
    paths: bool = True

    @property
    def column(self) -> int:
        beside = (self.pillar + CURVE) * bool(self.pillar)
        beside += (self.objective + CURVE) * bool(self.objective)
        return beside + self.key_result + INDENT * (not self.objective)

    @property
    def width(self) -> int:
        return self.columns * self.column + (self.columns - 1) * self.gap

    @property
    def icon(self) -> int:
        """Pixels that the icon of a pillar takes in its box."""
        return ICON if self.pillar >= WITH_ICON else 0

    @property
    def shares(self) -> bool:
        """Whether there is room for the progress of pillars and objectives."""
        return bool(self.objective) or self.paths

    @property
    def least(self) -> int:
        """The size of the smallest type: paths, statuses and shares; on a full sheet all is one."""
        return self.size - 1 if self.paths else self.size

    @property
    def small(self) -> float:
        """Pixels that a line of the smallest type takes."""
        return round(self.least * 1.3, 1)

    @property
    def line(self) -> float:
        """Pixels from one line of words to the next."""
        return round(self.size * 1.3, 1)


PAGE = Paper(css="map map-wide", pillar=164, objective=214, key_result=762, size=13, beside=True)
PHONE = Paper(css="map map-phone", key_result=336, size=13)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box on the paper, in pixels from its upper left corner, with its words in lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, kw_only=True)
class LaidLeaf:
    """`told`: lines below its name; empty where status and path stand in the line of the name.

    `also`: what else it supports, in its own lines below those; or, `beside`, after the name.
    """

    leaf: Leaf
    box: Box
    told: tuple[str, ...]
    also: tuple[str, ...] = ()
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class LaidBranch:
    branch: Branch
    box: Box
    leaves: tuple[LaidLeaf, ...]

    @property
    def bottom(self) -> float:
        return max([self.box.bottom, *(one.box.bottom for one in self.leaves)])


@dataclass(frozen=True, kw_only=True)
class LaidTrunk:
    trunk: Trunk
    box: Box
    branches: tuple[LaidBranch, ...]

    @property
    def bottom(self) -> float:
        return max([self.box.bottom, *(one.bottom for one in self.branches)])

    @property
    def boxes(self) -> Iterable[Box]:
        yield self.box
        for branch in self.branches:
            yield branch.box
            yield from (one.box for one in branch.leaves)
