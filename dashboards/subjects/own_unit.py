"""The unit that a reader marked, as a finding of its own: each share beside everybody together."""

from dataclasses import replace

from django.utils.translation import gettext as _

from charts import briefly
from charts.briefly import Told
from charts.ranges import Line, RangeChart
from dashboards.comparing import CANNOT
from dashboards.finding import Finding, Row, Table
from dashboards.subjects import by_group, group_tables, group_words
from dashboards.subjects.grouped import Grouped, line, panel, spot
from dashboards.subjects.share_chart import cell
from disclosure import figures
from disclosure.control.plan import Key
from surveys.results import about, wording

KEY = "unit"


def finding(found: Grouped, own: Key) -> Finding | None:
    """None where the table has no such row."""
    row = next((row for row in found.table.rows if row.key == own), None)
    if row is None:
        return None
    place = found.table.headline
    figure, move, told = row.figures[place], found.move(row, place), _told(found, row)
    return replace(
        by_group.framed(found, place),
        key=KEY,
        heading=group_words.name(found, row),
        title=told.title,
        about=_about(found, row),
        marks=" ".join(
            filter(
                None, (_("Dot: the share, on its likely range."), group_words.ring(found, (row,)))
            )
        ),
        sentence=briefly.sentences(told.rest, _sure(figure)),
        notes=(_("Everybody together includes the people of this unit."),),
        number=wording.share(figure) if figure.said else "",
        number_of=found.table.categories[place] if figure.said else "",
        verdict=move.verdict if move and move.verdict != CANNOT else "",
        chart=_chart(found, row),
        table=_table(found, row),
        people=wording.people_long(row.about),
    )


def _sure(figure: figures.Figure) -> str:
    if figure.said is None:
        return ""
    return _("Likely range: %(likely)s.") % {"likely": wording.likely(figure)}


def _told(found: Grouped, row: figures.Row) -> Told:
    """Of a unit with a long name everybody together are left to the sentence; its whole name is
    the finding's heading."""
    place, name = found.table.headline, group_words.name(found, row)
    told = {
        "category": found.table.categories[place],
        "share": wording.inside(wording.share(row.figures[place])),
        "unit": name,
        "together": wording.share(found.table.everybody.figures[place]),
    }
    full = _("%(category)s: %(share)s in %(unit)s, %(together)s of everybody together") % told
    alone = _("%(category)s: %(share)s in %(unit)s") % told
    short = {**told, "category": briefly.name(str(told["category"]))}
    last = _("%(category)s: %(share)s in this unit") % short
    rest = _("%(unit)s: %(share)s; everybody together: %(together)s.") % told
    return briefly.told(full, alone, last, rest=rest)


def _about(found: Grouped, row: figures.Row) -> str:
    """Measure, unit, how many people, and when."""
    told = (
        f"{found.table.measure_name}: {group_words.name(found, row)}",
        wording.people_long(row.about),
        about.period(found.table.publication),
    )
    return ", ".join(filter(None, told)) + "."


def _chart(found: Grouped, row: figures.Row) -> RangeChart:
    together = found.table.names(found.table.everybody)[0]
    panels = tuple(
        panel(
            name,
            (
                line(found, row, place),
                Line(name=together, spot=spot(found.table.everybody.figures[place])),
            ),
            None,
        )
        for place, name in enumerate(found.table.categories)
    )
    told = "; ".join(
        f"{category}: {group_words.told(found, place, row)}, "
        f"{wording.inside(together)} {wording.share(found.table.everybody.figures[place])}"
        for place, category in enumerate(found.table.categories)
    )
    return RangeChart(description=f"{group_words.name(found, row)}: {told}.", panels=panels)


def _table(found: Grouped, row: figures.Row) -> Table:
    table = found.table
    return Table(
        caption=f"{table.measure_name}: {group_words.name(found, row)}",
        names=(table.measure_name,),
        heads=(*group_tables.heads(found), *table.names(table.everybody)),
        rows=tuple(
            Row(
                names=(category,),
                cells=(
                    *group_tables.cells(found, row, place),
                    cell(table.everybody.figures[place]),
                ),
            )
            for place, category in enumerate(table.categories)
        ),
    )
