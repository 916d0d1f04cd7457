"""One question by groups: each group's shares now, and the same of the wave that it is beside.

Groups whose order means something, such as levels, stand in the plan's order. Others stand by size,
by what is said of them and nothing finer; those of which no share is said come last, in the plan's
order, so that no place tells of what is hidden.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from charts.ranges import Line, Panel, Spot
from dashboards.choosing import Chosen
from dashboards.comparing import CANNOT, CLEAR, NOT_CLEAR, Compared, compared
from disclosure.control.plan import Cut, Key
from disclosure.estimates.saying import Precision, Said
from disclosure.figures import Figure, Row
from disclosure.models import Publication
from surveys.questions.options import NOT_DISCLOSED
from surveys.results import wording
from surveys.results.tables import Table


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """A published table and, by wave, group and category, what became of each share since.

    `moves` are by the label of the earlier wave; a share that has nothing to be set beside is not
    among them.
    """

    chosen: Chosen
    table: Table
    moves: Mapping[tuple[str, Key, int], Compared]

    @property
    def drawn(self) -> tuple[Row, ...]:
        """The groups of the chart: without those who only did not say theirs. Their figures are in
        the table."""
        told, cut = self.table.publication, self.table.cut
        return tuple(row for row in self.table.rows if not says_nothing(told, cut, row.key))

    def move(self, row: Row, place: int, wave: str | None = None) -> Compared | None:
        """Since the last wave, or the one of this label."""
        last = self.chosen.last
        label = wave or (last.label if last else "")
        return self.moves.get((label, row.key, place))

    def before(self, row: Row, place: int) -> Spot | None:
        """The share of the last wave as a chart has it, where the two may be set side by side."""
        move = self.move(row, place)
        if move is None or move.before is None or move.verdict == CANNOT:
            return None
        one = move.before.said
        return Spot(value=one.value, said=wording.share(move.before)) if one else None

    def clear(self, place: int) -> tuple[Row, ...]:
        """The groups whose share changed by more than chance and noise since the last wave."""
        return self._moved(place, CLEAR)

    def unclear(self, place: int) -> tuple[Row, ...]:
        """Those whose share chance and noise may have moved."""
        return self._moved(place, NOT_CLEAR)

    def _moved(self, place: int, verdict: str) -> tuple[Row, ...]:
        pairs = ((row, self.move(row, place)) for row in self.drawn)
        return tuple(row for row, move in pairs if move and move.verdict == verdict)

    def compares(self, place: int) -> bool:
        """Whether any group can be compared with the last wave."""
        moves = (self.move(row, place) for row in self.drawn)
        return any(move and move.verdict != CANNOT for move in moves)


def says_nothing(publication: Publication, cut: Cut, key: Key) -> bool:
    """Whether a group only did not say theirs, with nobody else who stands there."""
    return any(
        category == NOT_DISCLOSED
        and NOT_DISCLOSED not in publication.recoded.get(code, {}).values()
        for code, category in zip(cut, key, strict=True)
    )


def grouped(chosen: Chosen, cut: Cut, measure: str, *, by_size: bool = False) -> Grouped | None:
    """None where this wave has no such table, or did not ask the question. No query."""
    table = chosen.wave.table(cut, measure)
    if table is None:
        return None
    if by_size:
        table = replace(table, rows=tuple(sorted(table.rows, key=partial(_size, table.headline))))
    return Grouped(chosen=chosen, table=table, moves=dict(_moves(chosen, table)))


def _size(place: int, row: Row) -> tuple[bool, int]:
    """The largest share first, as it is said; rows without one stay as they stood, at the end."""
    one = row.figures[place].said
    return (one is None, -one.value if one else 0)


def _moves(chosen: Chosen, table: Table) -> Iterable[tuple[tuple[str, Key, int], Compared]]:
    for wave in chosen.earlier:
        for row in table.rows:
            for place, figure in enumerate(row.figures):
                if found := compared(table, figure, wave):
                    yield (wave.label, row.key, place), found


def exact(figure: Figure) -> Said | None:
    """A share that can be told from others; None where words alone say it, or there is none."""
    one = figure.said
    return None if one is None or one.precision is Precision.WORDS else one


def line(found: Grouped, row: Row, place: int, *, note: str = "") -> Line:
    """One group in the chart, by the first of its names."""
    figure = row.figures[place]
    plain = Line(
        name=found.table.names(row)[0],
        note=note,
        before=found.before(row, place),
        spot=spot(figure),
    )
    return plain if figure.said else replace(plain, instead=wording.share(figure))


def spot(figure: Figure) -> Spot | None:
    """A share with its likely range as a chart has it; None where there is none."""
    one = figure.said
    if one is None:
        return None
    return Spot(value=one.value, low=one.low, high=one.high, said=wording.share(figure))


def panel(name: str, lines: Iterable[Line], everybody: Spot | None) -> Panel:
    return Panel(name=name, lines=tuple(lines), everybody=everybody)
