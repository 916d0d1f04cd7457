"""One question of everybody together: each category beside earlier waves and its benchmark."""

from dataclasses import replace

from django.utils.translation import gettext as _

from charts.ranges import Panel, RangeChart, Spot
from dashboards.choosing import Chosen
from dashboards.comparing import Compared, compared
from dashboards.finding import PERCENT, Cell, Finding, Row, Table
from disclosure.figures import Figure
from surveys.results import about, beside, drawing, findings, wording
from surveys.results.listing import percents
from surveys.results.table_page import said_of
from surveys.results.tables import Table as Published


def finding(chosen: Chosen, measure: str, *, key: str, heading: str) -> Finding | None:
    """None where the wave did not ask it."""
    table = chosen.wave.table((), measure)
    if table is None:
        return None
    benchmarks = beside.everybody(table)
    moves = _moves(chosen, table)
    headline = table.everybody.figures[table.headline]
    return Finding(
        key=key,
        heading=heading,
        title=findings.finding(table, gap=beside.headline_gap(table, benchmarks)),
        sentence=findings.sentence(table),
        number=wording.share(headline),
        number_of=table.categories[table.headline],
        about=said_of(table),
        notes=beside.in_sentences(table, benchmarks),
        verdict=move.verdict if (move := moves[table.headline] if moves else None) else "",
        chart=_chart(table, benchmarks, moves),
        table=_table(chosen, table, benchmarks, moves),
        people=wording.people_long(table.everybody.about),
        source=about.source_line(table),
        as_of=chosen.wave.day,
        method=tuple(about.lines(table)),
        terms=("classified", "likely-range", "benchmark"),
    )


def _moves(chosen: Chosen, table: Published) -> list[Compared | None]:
    """Each share beside the last wave's."""
    if chosen.last is None:
        return []
    return [compared(table, figure, chosen.last) for figure in table.everybody.figures]


def _chart(
    table: Published, benchmarks: dict[str, beside.Beside], moves: list[Compared | None]
) -> RangeChart:
    spots = {code: one.spot for code, one in benchmarks.items()}
    plain = drawing.chart(table, beside=spots)
    lines = plain.panels[0].lines
    if moves:
        lines = tuple(
            replace(line, before=_spot(move.before) if move and move.before else None)
            for line, move in zip(lines, moves, strict=True)
        )
    return replace(plain, panels=(Panel(lines=lines),))


def _spot(figure: Figure) -> Spot | None:
    if figure.said is None:
        return None
    return Spot(value=figure.said.value, said=wording.share(figure))


def _table(
    chosen: Chosen,
    table: Published,
    benchmarks: dict[str, beside.Beside],
    moves: list[Compared | None],
) -> Table:
    rows = []
    for place, figure in enumerate(table.everybody.figures):
        move = moves[place] if moves else None
        found = benchmarks.get(figure.groups[0])
        cells = [cell(figure)]
        if moves:
            cells += [cell(move.before) if move and move.before else Cell(said=wording.DASH)]
            cells += [Cell(said=move.said if move else wording.DASH)]
        cells += [Cell(said=found.spot.said if found else wording.DASH)]
        rows.append(Row(names=(table.categories[place],), cells=tuple(cells)))
    heads = [chosen.wave.publication.title]
    if chosen.last:
        heads += [chosen.last.publication.title, _("Change")]
    return Table(
        caption=table.name,
        names=(table.measure_name,),
        heads=(*heads, _("Benchmark")),
        rows=tuple(rows),
    )


def cell(figure: Figure) -> Cell:
    """A share as every table has it."""
    number, low, high = percents(figure)
    return Cell(
        said=wording.share(figure),
        likely=wording.likely(figure) if figure.said else "",
        number=number,
        unit=PERCENT if number is not None else "",
        kind=figure.why.name.lower(),
        low=low,
        high=high,
    )
