"""What a sheet is once it is read: numbered lines of cells, all of them text, within limits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import sheet_edges
from accounts.plain_sheets import CannotReadSheet

MOST_ROWS = 5_000
ABOVE_THEM = 20  # lines of titles and headers that do not count among the rows
MOST_COLUMNS = sheet_edges.MOST_COLUMNS
LONGEST_CELL = 32_767  # as many letters as a cell of a spreadsheet holds
MOST_LETTERS = 5_000_000
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Line:
    """One line of a sheet, with the number it has in the spreadsheet itself."""

    number: int
    cells: tuple[str, ...]

    def at(self, column: int | None) -> str:
        if column is None or not 0 <= column < len(self.cells):
            return ""
        return self.cells[column]


@dataclass(frozen=True)
class Sheet:
    """The lines of a sheet that hold anything; `made_of` names the sheets it was made of, `hidden`
    are sentences about what nobody sees in the workbook."""

    name: str
    lines: tuple[Line, ...]
    made_of: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return max((len(line.cells) for line in self.lines), default=0)


def clean(text: str) -> str:
    """A cell as text that can be kept: no control characters, no spaces around it."""
    if text.isprintable():
        return text.strip()
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def lines_of(rows: Iterable[tuple[int, Iterable[str]]]) -> tuple[Line, ...]:
    """Lines that hold anything, within the limits; refuses more than the limits."""
    lines: list[Line] = []
    letters = 0
    for number, row in rows:
        cells = _without_empty_end([clean(cell) for cell in row])
        if not cells:
            continue
        _refuse_too_much(number, cells)
        letters += sum(map(len, cells))
        lines.append(Line(number, tuple(cells)))
        if len(lines) > MOST_ROWS + ABOVE_THEM or letters > MOST_LETTERS:
            raise CannotReadSheet(
                _("The sheet has more than 5,000 rows. Split it, and import one part at a time.")
                if len(lines) > MOST_ROWS + ABOVE_THEM
                else _("The sheet holds more text than a plan needs. Leave out what is not in it.")
            )
    return tuple(lines)


def _refuse_too_much(number: int, cells: list[str]) -> None:
    if len(cells) > MOST_COLUMNS:
        raise CannotReadSheet(
            _("Row %(row)s has more than 60 columns. Leave out those that are not the plan’s.")
            % {"row": number}
        )
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise CannotReadSheet(
            _("Row %(row)s has a cell of more than 32,767 letters. Shorten it, and try again.")
            % {"row": number}
        )


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
