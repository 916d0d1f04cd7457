"""Shares by group as tables: all categories of this wave, then each beside earlier waves."""

from django.utils.translation import gettext as _

from dashboards.comparing import CANNOT, Compared
from dashboards.finding import COUNT, Cell, Row, Table
from dashboards.subjects.grouped import Grouped
from dashboards.subjects.share_chart import cell, change_cell
from disclosure import figures
from disclosure.figures import Row as Group
from disclosure.figures import Why
from surveys.results import wording


def people(row: Group) -> Cell:
    """How many are in a group, to the nearest 5; of one not shown the words of its shares."""
    if row.why is not Why.SHOWN:
        return Cell(said=str(wording.INSTEAD[row.why]), kind=row.why.name.lower())
    return Cell(said=wording.people(row.about), number=row.about, unit=COUNT)


def now(found: Grouped) -> Table:
    """A row for each group and one of everybody: how many people, and every share."""
    table = found.table
    rows = (*table.rows, table.everybody)
    return Table(
        caption=table.name,
        names=table.attributes,
        heads=(_("People"), *table.categories),
        rows=tuple(
            Row(names=table.names(row), cells=(people(row), *map(cell, row.figures)))
            for row in rows
        ),
    )


def through(found: Grouped) -> tuple[Table, ...]:
    """A table for each category: this wave, and each earlier one with the change since."""
    if not found.chosen.earlier:
        return ()
    return tuple(_category(found, place) for place in range(len(found.table.categories)))


def heads(found: Grouped) -> tuple[str, ...]:
    """This wave, and each earlier one with the change since, the latest first."""
    name = found.chosen.evidence.name
    then = (
        (name(wave), _("Change since %(wave)s") % {"wave": name(wave)})
        for wave in reversed(found.chosen.earlier)
    )
    return (name(found.chosen.wave), *(head for pair in then for head in pair))


def _category(found: Grouped, place: int) -> Table:
    table = found.table
    return Table(
        caption=f"{table.name}: {table.categories[place]}",
        names=table.attributes,
        heads=heads(found),
        rows=tuple(
            Row(names=table.names(row), cells=cells(found, row, place)) for row in table.rows
        ),
    )


def cells(found: Grouped, row: figures.Row, place: int) -> tuple[Cell, ...]:
    """Below these heads: the share, and what it was and became."""
    made = [cell(row.figures[place])]
    for wave in reversed(found.chosen.earlier):
        made += _moved(found.move(row, place, wave.label))
    return tuple(made)


def _moved(move: Compared | None) -> list[Cell]:
    if move is None or move.before is None:
        return [Cell(said=_("Did not stand by itself")), Cell(said=wording.DASH)]
    change = Cell(said=wording.DASH) if move.verdict == CANNOT else change_cell(move)
    return [cell(move.before), change]
