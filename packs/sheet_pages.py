"""One finding as the lines of a sheet: what it says, its tables, and all that stands beside them.

A figure has up to three columns: as it is said, as a number, and its likely range. A number is
exactly what is said: a hidden one has none, and there is no digit more in the sheet than on a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.finding import COUNT, PERCENT, POINTS, Cell, Finding, Table
from packs.wording import day_of, verdict_of

PLAIN, WRAPPED, TITLE, HEAD = "plain", "wrapped", "title", "head"
FORMATS: dict[str, dict[str, object]] = {
    PLAIN: {"valign": "top"},
    WRAPPED: {"valign": "top", "text_wrap": True},
    TITLE: {"bold": True, "font_size": 14},
    HEAD: {"bold": True, "valign": "top", "text_wrap": True, "bottom": 1},
    PERCENT: {"num_format": "0%", "valign": "top"},
    POINTS: {"num_format": "+0;-0;0", "valign": "top"},
    COUNT: {"num_format": "#,##0", "valign": "top"},
}
HUNDRED = 100


@dataclass(frozen=True)
class Value:
    """What a cell of the sheet holds, and how it looks: a name of FORMATS."""

    value: str | float
    look: str = PLAIN


Lines = list[list[Value]]


def page_of(finding: Finding) -> Lines:
    """The finding from its title to its method."""
    lines = [[Value(finding.title, TITLE)]]
    lines += [[Value(text)] for text in (finding.sentence, finding.about, *finding.notes) if text]
    for table in filter(None, (finding.table, *finding.more)):
        lines += [[], *_lines_of(table)]
    return [*lines, [], *([Value(name), Value(text)] for name, text in _beside(finding) if text)]


def _beside(finding: Finding) -> Iterable[tuple[str, str]]:
    """What must stand beside every figure: of whom, from where, of which day, and how."""
    yield _("Change"), verdict_of(finding)
    yield _("Rests on"), finding.people
    yield _("Source"), finding.source
    yield _("As at"), day_of(finding.as_of) if finding.as_of else ""
    yield from finding.method


def _lines_of(table: Table) -> Lines:
    columns = [_Column.of(table, place) for place in range(len(table.heads))]
    heads = [*table.names, *(head for column in columns for head in column.heads)]
    lines = [[Value(table.caption, TITLE)], [Value(head, HEAD) for head in heads]]
    for row in table.rows:
        cells = zip(columns, row.cells, strict=False)
        values = [value for column, cell in cells for value in column.values(cell)]
        lines.append([*map(Value, row.names), *values])
    return lines


@dataclass(frozen=True)
class _Column:
    """One figure of a table: which of its three columns there are."""

    head: str
    number: bool
    likely: bool

    @classmethod
    def of(cls, table: Table, place: int) -> "_Column":
        cells = [row.cells[place] for row in table.rows if place < len(row.cells)]
        return cls(
            table.heads[place],
            any(cell.number is not None for cell in cells),
            any(cell.likely for cell in cells),
        )

    @property
    def heads(self) -> list[str]:
        told = [self.head]
        told += [_("%(head)s, as a number") % {"head": self.head}] if self.number else []
        return told + ([_("%(head)s, likely range") % {"head": self.head}] if self.likely else [])

    def values(self, cell: Cell) -> list[Value]:
        told = [Value(cell.said)]
        told += [_number(cell)] if self.number else []
        return told + ([Value(cell.likely)] if self.likely else [])


def _number(cell: Cell) -> Value:
    if cell.number is None:
        return Value("")
    if cell.unit == PERCENT:
        return Value(cell.number / HUNDRED, PERCENT)
    return Value(cell.number, cell.unit if cell.unit in FORMATS else PLAIN)
