"""What a speaker has below a slide: figures as text, what they rest on, how they were made."""

from django.utils.translation import gettext as _

from dashboards.finding import Cell, Finding, Row, Table
from packs.wording import day_beside, verdict_of


def notes_of(one: Finding) -> str:
    """Everything of a finding in words, so that a slide can be read without seeing it."""
    parts = [[one.title], [one.sentence], [_number(one), verdict_of(one)], [one.about, one.marks]]
    parts += [list(one.notes)]
    parts += [table_lines(table) for table in (one.table, *one.more) if table]
    parts += [[source_line(one)]]
    parts += [[f"{name}: {text}" for name, text in one.method]]
    filled = ([line for line in part if line] for part in parts)
    return "\n\n".join("\n".join(part) for part in filled if part)


def _number(one: Finding) -> str:
    return f"{one.number} {one.number_of}".strip()


def source_line(one: Finding) -> str:
    """People, source and day in one line."""
    told = [
        _("Rests on: %(people)s") % {"people": one.people} if one.people else "",
        _("Source: %(source)s") % {"source": one.source} if one.source else "",
        _("As at %(day)s") % {"day": day} if (day := day_beside(one)) else "",
    ]
    return " · ".join(filter(None, told))


def table_lines(table: Table) -> list[str]:
    """A table as lines of text, each figure under the name of its column."""
    return [table.caption, *(_row(table, row) for row in table.rows)]


def _row(table: Table, row: Row) -> str:
    cells = (
        f"{head}: {cell_words(cell)}" for head, cell in zip(table.heads, row.cells, strict=False)
    )
    return " | ".join((", ".join(filter(None, row.names)), *cells))


def cell_words(cell: Cell) -> str:
    """ "29% (26% to 32%)"."""
    if cell.likely in ("", cell.said):
        return cell.said
    return f"{cell.said} ({cell.likely})"
