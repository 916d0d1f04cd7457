"""Two attributes crossed: every cut that was planned, one at a time, a panel for each group of the
second attribute. One category of the question is drawn; all of them stand in the tables."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts import briefly
from charts.ranges import RangeChart
from dashboards.choosing import Chosen
from dashboards.choosing import crossed as crossed_cuts
from dashboards.comparing import CANNOT
from dashboards.finding import Cell, Finding, Row, Table
from dashboards.subjects import by_group, group_tables, group_words, not_planned
from dashboards.subjects.grouped import Grouped, grouped, line, panel
from dashboards.subjects.share_chart import cell, change_cell
from disclosure import figures
from disclosure.control.plan import TOTAL, Cut
from disclosure.reading import NotPublished
from surveys.results import wording

KEY = "intersections"
DIFFER = gettext_lazy("%(category)s: %(one)s (%(first)s), %(two)s (%(second)s)")
UNNAMED = gettext_lazy("%(category)s: %(one)s in one group, %(two)s in another")


def cut_of(chosen: Chosen) -> Cut:
    """The crossed cut that was chosen, or the first; () where none was planned.

    Raises NotPublished where another cut was chosen: it has its own page.
    """
    planned = crossed_cuts(chosen.wave)
    if chosen.cut in planned:
        return chosen.cut
    if chosen.cut != TOTAL:
        raise NotPublished(chosen.cut)
    return planned[0] if planned else TOTAL


def cuts(chosen: Chosen) -> tuple[Cut, ...]:
    return (cut_of(chosen),)


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    cut, heading = cut_of(chosen), _("Two groups at once")
    found = grouped(chosen, cut, chosen.measure) if cut else None
    if found is None:
        by = _("of two groups at once")
        return (not_planned.finding(chosen, key=KEY, heading=heading, by=by, cut=cut),)
    place = _place(found)
    told = group_words.titled(found, place, differ=DIFFER, unnamed=UNNAMED)
    return (
        replace(
            by_group.framed(found, place),
            key=KEY,
            heading=heading,
            title=told.title,
            sentence=briefly.sentences(told.rest, group_words.sentence(found, place)),
            marks=_marks(found, place),
            notes=tuple(
                filter(None, (*group_words.since(found, place), group_words.hidden(found)))
            ),
            chart=_chart(found, place),
            table=_shares(found, place),
            more=_more(found, place),
        ),
    )


def _place(found: Grouped) -> int:
    """The category that is drawn: the one chosen, or the question's headline."""
    known = figures.classified(found.table.publication, found.table.measure)
    return known.index(found.chosen.category) if found.chosen.category else found.table.headline


def _marks(found: Grouped, place: int) -> str:
    drawn = _("Drawn: %(category)s.") % {"category": found.table.categories[place]}
    return f"{drawn} {group_words.marks(found)}"


def _chart(found: Grouped, place: int) -> RangeChart:
    together = by_group.everybody(found, place)
    seconds = dict.fromkeys(found.table.names(row)[1] for row in found.drawn)
    panels = tuple(
        panel(
            second,
            (line(found, row, place) for row in found.drawn if found.table.names(row)[1] == second),
            together,
        )
        for second in seconds
    )
    told = " ".join(
        f"{group_words.name(found, row)}: {group_words.told(found, place, row)}."
        for row in found.drawn
    )
    description = _("%(table)s: %(category)s. %(groups)s") % {
        "table": found.table.name,
        "category": found.table.categories[place],
        "groups": told,
    }
    return RangeChart(description=description, panels=panels, then=by_group.then(found))


def _more(found: Grouped, place: int) -> tuple[Table, ...]:
    """The other categories, how many people, and what became of the one that is drawn."""
    others = [n for n in range(len(found.table.categories)) if n != place]
    changes = (_changes(found, place),) if found.chosen.last else ()
    return (*changes, *(_shares(found, other) for other in others), _people(found))


def _shares(found: Grouped, place: int) -> Table:
    name = found.table.categories[place]
    return _grid(found, name, lambda row: cell(row.figures[place]))


def _people(found: Grouped) -> Table:
    return _grid(found, _("How many people"), group_tables.people)


def _changes(found: Grouped, place: int) -> Table:
    assert found.chosen.last
    name = _("%(category)s, change since %(wave)s") % {
        "category": found.table.categories[place],
        "wave": found.chosen.evidence.name(found.chosen.last),
    }

    def changed(row: figures.Row) -> Cell:
        move = found.move(row, place)
        if move is None or move.verdict == CANNOT:
            return Cell(said=wording.DASH)
        return change_cell(move)

    return _grid(found, name, changed)


def _grid(found: Grouped, name: str, made: Callable[[figures.Row], Cell]) -> Table:
    """The first attribute below, the second beside it, both in the plan's order."""
    table = found.table
    rows = {table.names(row): row for row in table.rows}
    firsts, seconds = (tuple(dict.fromkeys(one[side] for one in rows)) for side in (0, 1))
    return Table(
        caption=f"{table.name}: {wording.inside(name)}",
        names=table.attributes[:1],
        heads=seconds,
        rows=tuple(
            Row(names=(first,), cells=tuple(made(rows[first, second]) for second in seconds))
            for first in firsts
        ),
    )
