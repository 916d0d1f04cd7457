"""Where the boxes of a strategy map stand: on a page, a phone, or one sheet of a document.

What does not fit in one column goes on in the next, under the same name again (map_columns.py).
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from charts.map import Branch, Leaf, Trunk
from charts.map_paper import (
    BESIDE,
    BETWEEN_BRANCHES,
    BETWEEN_LEAVES,
    CURVE,
    INDENT,
    INSIDE,
    MARK,
    PATH,
    SAID,
    Box,
    LaidBranch,
    LaidLeaf,
    LaidTrunk,
    Paper,
)
from charts.measure import wide, wrapped


def laid_trunk(
    trunk: Trunk, paper: Paper, left: float, top: float, *, again: bool = False
) -> LaidTrunk:
    """One pillar from a corner on. `again` where it began in an earlier column."""
    name = _("%(name)s, continued") % {"name": trunk.name} if again else trunk.name
    most = 5 if paper.pillar else 2
    under = paper.small if trunk.share and paper.shares else 0
    room = Room(width=paper.pillar or paper.column, size=paper.size + 2, most=most, under=under)
    box = _box(name, left, top, replace(room, taken=paper.icon))
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
    under = paper.small + 2 if branch.share and paper.shares else 0
    width, most = (beside, 6) if beside else (paper.column, 3)
    room = Room(width=width, size=paper.size, most=most, under=under)
    box = _box(branch.name, left, top, room)
    right = left + (beside + CURVE if beside else INDENT)
    at = top if beside else box.bottom + BETWEEN_LEAVES + 1
    leaves = []
    for leaf in branch.leaves:
        leaves.append(_leaf(leaf, paper, right, at))
        at = leaves[-1].box.bottom + BETWEEN_LEAVES
    if beside and leaves:
        box = _centred(box, top, leaves[-1].box.bottom)
    return LaidBranch(branch=branch, box=box, leaves=tuple(leaves))


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a box has for its name: pixels across, of type, already taken beside, and needed under
    the name; and at most so many lines."""

    width: float
    size: int
    most: int
    under: float = 0
    taken: float = 0


def _box(name: str, left: float, top: float, room: Room) -> Box:
    across = room.width - 2 * INSIDE - room.taken
    lines = wrapped(name, across, room.size, most=room.most, bold=True)
    height = round(2 * INSIDE - 3 + len(lines) * room.size * 1.3 + room.under, 1)
    return Box(x=left, y=top, width=room.width, height=height, lines=lines)


def _centred(box: Box, top: float, bottom: float) -> Box:
    """In the middle of what comes out of it; never above, where something else stands."""
    return replace(box, y=max(top, round((top + bottom - box.height) / 2, 1)))


def _leaf(leaf: Leaf, paper: Paper, left: float, top: float) -> LaidLeaf:
    room = paper.key_result - MARK - 2 * INSIDE
    named = room - PATH - SAID if paper.beside else room
    lines = wrapped(leaf.name, named, paper.size, most=3)
    told = _told(leaf, paper, room, lines[-1])
    also, beside = _also(leaf, paper, room, named - wide(lines[-1], paper.size))
    small = (len(told) + len(also) * (not beside)) * paper.small
    height = round(10 + len(lines) * paper.line + small, 1)
    box = Box(x=left, y=top, width=paper.key_result, height=height, lines=lines)
    return LaidLeaf(leaf=leaf, box=box, told=told, also=also, beside=beside)


def _also(leaf: Leaf, paper: Paper, room: float, left: float) -> tuple[tuple[str, ...], bool]:
    """What else it supports, where there is room for paths; and whether that fits beside a name."""
    if not leaf.also or not paper.paths:
        return (), False
    words, size = f"+ {', '.join(leaf.also)}", paper.least
    if paper.beside and wide(words, size) + BESIDE <= left:
        return (words,), True
    return wrapped(words, room, size, most=2), False


def _told(leaf: Leaf, paper: Paper, room: float, last: str) -> tuple[str, ...]:
    """Beside a name there is room for a short path; a longer one stands below."""
    said, small = said_of(leaf, paper), paper.least
    if paper.beside:
        path = leaf.short or leaf.path
        fits = wide(path, small) <= PATH and wide(leaf.said, small, bold=True) <= SAID - 14
    else:
        fits = wide(last, paper.size) + 16 + wide(said, small, bold=True) <= room
    return () if fits else wrapped(said, room, small, most=2, bold=True)


def said_of(leaf: Leaf, paper: Paper) -> str:
    """How it stands in words, and where it started, is and goes."""
    path = leaf.short or leaf.path
    return " · ".join(filter(None, (leaf.said, path if paper.paths else "")))
