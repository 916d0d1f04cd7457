"""The page of one table: its finding, chart and figures in words, ready to be laid out."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.range_svg import range_chart
from disclosure import labels
from disclosure.figures import Figure, Row, Why
from surveys.results import about, beside, drawing, files, findings, wording
from surveys.results.tables import Table


@dataclass(frozen=True)
class Cell:
    """A share, or why there is none; `likely` is its range. `kind` says which words are meant."""

    said: str
    likely: str
    kind: str


@dataclass(frozen=True)
class Line:
    """One group with its shares."""

    names: tuple[str, ...]
    people: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """One category of a measure in two attributes crossed: the first below, the second beside."""

    name: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Link:
    name: str
    address: str
    here: bool = False


@dataclass(frozen=True, kw_only=True)
class TablePage:
    """Everything the page of a table shows."""

    table: Table
    results: str  # what the page above it is called
    finding: str
    compared: tuple[str, ...]
    sources: tuple[str, ...]
    said_of: str
    drawing: SafeString
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    source: str
    about: list[tuple[str, str]]
    files: tuple[Link, ...]
    cuts: tuple[Link, ...]
    measures: tuple[Link, ...]


def page(table: Table) -> TablePage:
    """No query: the table was read before."""
    crossed, compared = len(table.cut) > 1, beside.everybody(table)
    spots = {code: one.spot for code, one in compared.items()}
    return TablePage(
        table=table,
        results=_("Results"),
        finding=findings.finding(table, gap=beside.headline_gap(table, compared)),
        compared=beside.in_sentences(table, compared),
        sources=beside.sources(compared),
        said_of=said_of(table),
        drawing=range_chart(drawing.chart(table, beside=spots)),
        lines=() if crossed else lines(table),
        grids=_grids(table) if crossed else (),
        source=about.source_line(table),
        about=about.lines(table),
        files=file_links(table),
        cuts=_cuts(table),
        measures=_measures(table),
    )


def said_of(table: Table) -> str:
    """Below a title: measure, cut, how many people, when, and what the marks mean."""
    said = _("%(table)s; %(people)s, %(period)s.") % {
        "table": table.name,
        "people": wording.people_long(table.everybody.about),
        "period": about.period(table.publication),
    }
    return " ".join((said, _marks(table)))


def _marks(table: Table) -> str:
    if not table.cut:
        return _("A dot is the share, the band its likely range.")
    marks = _("A dot is the share, the band its likely range, the dashed line everybody together.")
    if len(table.cut) == 1:
        return marks
    drawn = _("Drawn: %(category)s.") % {"category": table.categories[table.headline]}
    return " ".join((drawn, marks))


def lines(table: Table) -> tuple[Line, ...]:
    """The table as it is read: a line for each group, a cell for each category."""
    return tuple(
        Line(table.names(row), wording.people(row.about), tuple(map(cell, row.figures)))
        for row in table.rows
    )


def cell(figure: Figure) -> Cell:
    likely = wording.likely(figure) if figure.said else ""
    return Cell(wording.share(figure), likely, figure.why.name.lower())


def _grids(table: Table) -> tuple[Grid, ...]:
    firsts = dict.fromkeys(row.names[0] for row in table.rows)
    heads = tuple(dict.fromkeys(row.names[1] for row in table.rows))
    shares = (
        Grid(name, heads, tuple(_grid_line(table, first, place) for first in firsts))
        for place, name in enumerate(table.categories)
    )
    people = Grid(_("How many people"), heads, tuple(_people_line(table, one) for one in firsts))
    return (*shares, people)


def _grid_line(table: Table, first: str, place: int) -> Line:
    return Line((first,), "", tuple(cell(row.figures[place]) for row in _rows_of(table, first)))


def _people_line(table: Table, first: str) -> Line:
    return Line((first,), "", tuple(_people(row) for row in _rows_of(table, first)))


def _people(row: Row) -> Cell:
    """How many are in a group; of one that is not shown the same words as of its shares."""
    said = wording.people(row.about) if row.why is Why.SHOWN else str(wording.INSTEAD[row.why])
    return Cell(said, "", row.why.name.lower())


def _rows_of(table: Table, first: str) -> list[Row]:
    return [row for row in table.rows if row.names[0] == first]


def file_links(table: Table) -> tuple[Link, ...]:
    addresses = table.shown.addresses
    return tuple(
        Link(kind.name, addresses.file(table.cut, table.measure, code))
        for code, kind in files.KINDS.items()
    )


def _cuts(table: Table) -> tuple[Link, ...]:
    """The same measure by every planned cut."""
    publication, addresses = table.publication, table.shown.addresses
    return tuple(
        Link(
            wording.by(publication, cut), addresses.table(cut, table.measure), here=cut == table.cut
        )
        for cut in labels.cuts(publication)
    )


def _measures(table: Table) -> tuple[Link, ...]:
    """Every measure by the same cut."""
    publication, addresses = table.publication, table.shown.addresses
    return tuple(
        Link(
            labels.measure_name(publication, measure),
            addresses.table(table.cut, measure),
            here=measure == table.measure,
        )
        for measure in labels.measures(publication)
    )
