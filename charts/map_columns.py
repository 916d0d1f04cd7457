"""A strategy map shared out over columns, and the sheet of a document that it can be read on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from charts.map import Branch, StrategyMap, Trunk
from charts.map_boxes import laid_branch, laid_trunk
from charts.map_paper import BETWEEN_BRANCHES, BETWEEN_LEAVES, Box, LaidTrunk, Paper

BETWEEN_TRUNKS = 22  # pixels
NEAR_ENOUGH = 4  # pixels of a column's height
LARGEST = 1.2  # times: a small map is made no larger than that to fill a sheet
MOST_COLUMNS = 8
ROOMY = Paper(css="map", pillar=122, objective=150, key_result=400, size=13)
FULL = Paper(css="map", key_result=310, size=12)
CLOSE = Paper(css="map", key_result=370, size=12, paths=False, gap=20)
BEST_FIRST = ((ROOMY, 11.0), (FULL, 9.6), (CLOSE, 0.0))
"""How a sheet may be laid, and below how many pixels of type the next is tried: 9.6 is 7 points."""


@dataclass(frozen=True, kw_only=True)
class LaidMap:
    paper: Paper
    trunks: tuple[LaidTrunk, ...]

    @property
    def height(self) -> float:
        return max((trunk.bottom for trunk in self.trunks), default=0)

    @property
    def boxes(self) -> Iterable[Box]:
        for trunk in self.trunks:
            yield from trunk.boxes


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """So many sheets of so many pixels each."""

    width: float
    height: float
    many: int = 1


@dataclass(frozen=True)
class Piece:
    """An objective, or some of its key results, with what it takes of a column in pixels."""

    trunk: Trunk
    branch: Branch | None
    head: float  # the pillar's own box
    box: float  # the objective's own box
    leaves: tuple[float, ...]

    def tall(self, paper: Paper) -> float:
        rest = sum(self.leaves) + BETWEEN_LEAVES * len(self.leaves) - BETWEEN_LEAVES
        if paper.objective:
            return max(self.box, rest)
        return self.box + (BETWEEN_LEAVES + 1 + rest if self.leaves else 0)


def laid(told: StrategyMap, paper: Paper) -> LaidMap:
    """The map in the columns of the paper, each about as tall as the next."""
    return _placed(_shared_out(_sized(told, paper), paper), paper)


def on_sheet(told: StrategyMap, width: float, height: float) -> LaidMap:
    """As large as a sheet of so many pixels allows; with paths, unless they would be too small."""
    for paper, legible in BEST_FIRST:
        size, used, columns = _best(told, paper, Sheets(width=width, height=height))
        if size >= legible:
            break
    return _placed(columns, used)


def sheets_needed(told: StrategyMap, width: float, height: float, *, least: float) -> int:
    """How many sheets it takes with paths and the smallest type of so many pixels."""
    times = least / FULL.least
    across = int((width / times - 2 + FULL.gap) // (FULL.column + FULL.gap))
    return ceil(len(_filled(_sized(told, FULL), FULL, height / times - 2)) / across)


def on_sheets(told: StrategyMap, sheets: Sheets) -> tuple[LaidMap, ...]:
    """With paths, over so many sheets; the columns go on from one sheet to the next."""
    papers = ((ROOMY, 11.0), (FULL, 0.0)) if sheets.many == 1 else ((FULL, 0.0),)
    for paper, legible in papers:
        size, used, columns = _best(told, paper, sheets)
        if size >= legible:
            break
    laid_maps, before = [], ""
    for first in range(0, len(columns), used.columns):
        some = columns[first : first + used.columns]
        laid_maps.append(_placed(some, used, before=before))
        before = some[-1][-1].trunk.name
    return tuple(laid_maps)


def _best(
    told: StrategyMap, paper: Paper, sheets: Sheets
) -> tuple[float, Paper, list[list[Piece]]]:
    """With as many columns as make the type largest."""
    pieces = _sized(told, paper)
    tried = [_tried(pieces, paper, many, sheets) for many in range(1, MOST_COLUMNS + 1)]
    return max(tried, key=lambda one: one[0])


def _tried(
    pieces: Sequence[Piece], paper: Paper, many: int, sheets: Sheets
) -> tuple[float, Paper, list[list[Piece]]]:
    """How large the type would be on the sheets, with so many columns on each."""
    columns = _shared_out(pieces, replace(paper, columns=many * sheets.many))
    paper = replace(paper, columns=min(many, len(columns)))
    tallest = max(_tall(column, paper) for column in columns)
    return paper.size * scale(paper, tallest, sheets.width, sheets.height), paper, columns


def scale(paper: Paper, tallest: float, width: float, height: float) -> float:
    """By how much it is made smaller, or a little larger, to fit."""
    return min(LARGEST, width / (paper.width + 2), height / (tallest + 2))


def _placed(columns: Sequence[Sequence[Piece]], paper: Paper, *, before: str = "") -> LaidMap:
    """`before`: the pillar with which the sheet before this one ended."""
    trunks: list[LaidTrunk] = []
    for number, column in enumerate(columns):
        left, top = number * (paper.column + paper.gap), 0.0
        for trunk, pieces in groupby(column, key=lambda piece: piece.trunk):
            part = replace(trunk, branches=tuple(one.branch for one in pieces if one.branch))
            again = trunk.name == (trunks[-1].trunk.name if trunks else before)
            trunks.append(laid_trunk(part, paper, left, top, again=again))
            top = trunks[-1].bottom + BETWEEN_TRUNKS
    return LaidMap(paper=paper, trunks=tuple(trunks))


def _sized(told: StrategyMap, paper: Paper) -> list[Piece]:
    """Every objective with the heights of what is in it, measured once."""
    pieces = []
    for trunk in told.trunks:
        head = laid_trunk(replace(trunk, branches=()), paper, 0, 0).box.height
        for branch in trunk.branches:
            placed = laid_branch(branch, paper, 0, 0)
            heights = tuple(leaf.box.height for leaf in placed.leaves)
            pieces.append(Piece(trunk, branch, head, placed.box.height, heights))
        if not trunk.branches:
            pieces.append(Piece(trunk, None, head, 0, ()))
    return pieces


def _shared_out(pieces: Sequence[Piece], paper: Paper) -> list[list[Piece]]:
    """The shortest columns that hold everything, found by halving."""
    enough = _tall(pieces, paper) + 1
    short = enough / paper.columns / 2
    while paper.columns > 1 and enough - short > NEAR_ENOUGH:
        tried = (short + enough) / 2
        if len(_filled(pieces, paper, tried)) <= paper.columns:
            enough = tried
        else:
            short = tried
    return _filled(pieces, paper, enough)


def _filled(pieces: Sequence[Piece], paper: Paper, limit: float) -> list[list[Piece]]:
    """Columns filled one after the other up to a height, objective by objective."""
    columns: list[list[Piece]] = [[]]
    for whole in pieces:
        for piece in _parts(whole, paper, limit):
            if columns[-1] and _tall([*columns[-1], piece], paper) > limit:
                columns.append([])
            columns[-1].append(piece)
    return columns


def _parts(piece: Piece, paper: Paper, limit: float) -> Iterable[Piece]:
    """One that is taller than a column goes on in the next, under its name again."""
    rest = piece
    while rest.branch and len(rest.leaves) > 1 and _tall([rest], paper) > limit:
        many = len(rest.leaves) - 1
        while many > 1 and _tall([_some(rest, 0, many)], paper) > limit:
            many -= 1
        yield _some(rest, 0, many)
        rest = _some(rest, many, len(rest.leaves))
    yield rest


def _some(piece: Piece, first: int, last: int) -> Piece:
    assert piece.branch
    branch = replace(piece.branch, leaves=piece.branch.leaves[first:last])
    return replace(piece, branch=branch, leaves=piece.leaves[first:last])


def _tall(pieces: Iterable[Piece], paper: Paper) -> float:
    """What pieces below each other take, with their pillars' boxes."""
    whole = 0.0
    for _trunk, group in groupby(pieces, key=lambda piece: id(piece.trunk)):
        own = list(group)
        inside = sum(one.tall(paper) + BETWEEN_BRANCHES for one in own) - BETWEEN_BRANCHES
        head = own[0].head
        whole += BETWEEN_TRUNKS + (max(head, inside) if paper.pillar else head + 8 + inside)
    return whole - BETWEEN_TRUNKS if whole else 0.0
