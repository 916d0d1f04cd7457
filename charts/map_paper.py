"""Where the boxes of a strategy map stand: on a page, a phone, or one sheet of a document.

Pillars stand beside their objectives, and those beside their key results; where there is no room
beside, above. What does not fit in one column goes on in the next, under the same name again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from charts.map import Branch, Leaf, Trunk
from charts.measure import wide, wrapped

CURVE = 30  # pixels between a box and what comes out of it, for the lines that join them
INDENT = 14  # pixels that a key result stands in, below an objective
INSIDE = 9  # pixels between the edge of a box and its words
MARK = 22  # pixels that the mark of a status takes, with the room beside it
PATH, SAID = 190, 110  # pixels of the columns for paths and statuses, where they stand beside
BETWEEN_LEAVES, BETWEEN_BRANCHES = 4, 12


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
    def line(self) -> float:
        """Pixels from one line of words to the next."""
        return round(self.size * 1.3, 1)


PAGE = Paper(css="map map-wide", pillar=150, objective=210, key_result=736, size=13, beside=True)
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
    """`told`: lines below its name; empty where status and path stand in the line of the name."""

    leaf: Leaf
    box: Box
    told: tuple[str, ...]


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


def laid_trunk(
    trunk: Trunk, paper: Paper, left: float, top: float, *, again: bool = False
) -> LaidTrunk:
    """One pillar from a corner on. `again` where it began in an earlier column."""
    name = _("%(name)s, continued") % {"name": trunk.name} if again else trunk.name
    most = 5 if paper.pillar else 2
    box = _box(name, left, top, paper.pillar or paper.column, (paper.size + 2, most))
    right = left + (paper.pillar + CURVE if paper.pillar else 0)
    at = top if paper.pillar else box.bottom + 8
    branches = []
    for branch in trunk.branches:
        branches.append(laid_branch(branch, paper, right, at))
        at = branches[-1].bottom + BETWEEN_BRANCHES
    if paper.pillar and branches:
        box = _centred(box, top, branches[-1].bottom)
    return LaidTrunk(trunk=trunk, box=box, branches=tuple(branches))


def laid_branch(branch: Branch, paper: Paper, left: float, top: float) -> LaidBranch:
    """One objective from a corner on."""
    beside = paper.objective
    width, most = (beside, 6) if beside else (paper.column, 3)
    box = _box(branch.name, left, top, width, (paper.size, most))
    right = left + (beside + CURVE if beside else INDENT)
    at = top if beside else box.bottom + BETWEEN_LEAVES + 1
    leaves = []
    for leaf in branch.leaves:
        leaves.append(_leaf(leaf, paper, right, at))
        at = leaves[-1].box.bottom + BETWEEN_LEAVES
    if beside and leaves:
        box = _centred(box, top, leaves[-1].box.bottom)
    return LaidBranch(branch=branch, box=box, leaves=tuple(leaves))


def _box(name: str, left: float, top: float, width: float, type_: tuple[int, int]) -> Box:
    size, most = type_
    lines = wrapped(name, width - 2 * INSIDE, size, most=most, bold=True)
    height = round(2 * INSIDE - 3 + len(lines) * size * 1.3, 1)
    return Box(x=left, y=top, width=width, height=height, lines=lines)


def _centred(box: Box, top: float, bottom: float) -> Box:
    """In the middle of what comes out of it; never above, where something else stands."""
    return replace(box, y=max(top, round((top + bottom - box.height) / 2, 1)))


def _leaf(leaf: Leaf, paper: Paper, left: float, top: float) -> LaidLeaf:
    room = paper.key_result - MARK - 2 * INSIDE
    named = room - PATH - SAID if paper.beside else room
    lines = wrapped(leaf.name, named, paper.size, most=3)
    told = _told(leaf, paper, room, lines[-1])
    height = round(10 + (len(lines) + len(told)) * paper.line, 1)
    box = Box(x=left, y=top, width=paper.key_result, height=height, lines=lines)
    return LaidLeaf(leaf=leaf, box=box, told=told)


def _told(leaf: Leaf, paper: Paper, room: float, last: str) -> tuple[str, ...]:
    """Beside a name there is room for a short path; a longer one stands below."""
    said, small = said_of(leaf, paper), paper.size - 1
    if paper.beside:
        fits = wide(leaf.path, small) <= PATH and wide(leaf.said, small, bold=True) <= SAID - 14
    else:
        fits = wide(last, paper.size) + 16 + wide(said, small, bold=True) <= room
    return () if fits else wrapped(said, room, small, most=2, bold=True)


def said_of(leaf: Leaf, paper: Paper) -> str:
    """How it stands in words, and where it started, is and goes."""
    return " · ".join(filter(None, (leaf.said, leaf.path if paper.paths else "")))
