"""A file or pasted text becomes sheets: numbered lines of cells, all of them text.

Refuses, with a sentence, what is too big, what is no sheet, and what would only pretend to be one:
an archive that unpacks to far more than it weighs, a workbook with macros, an older format.
Formulas are never worked out: the value saved beside a formula is read, and text stays text.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

BIGGEST = 5 * 1024 * 1024
MOST_ROWS = 2_000
MOST_COLUMNS = 60
LONGEST_CELL = 10_000
MOST_LETTERS = 2_000_000

EXCEL_97 = b"\xd0\xcf\x11\xe0"  # also how Excel wraps a workbook that has a password
ZIP = b"PK\x03\x04"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
DELIMITERS = ("\t", ",", ";", "|")


class CannotReadSheet(Exception):
    """What was sent is not a sheet we can read; the message is fit to show."""


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
    """The lines of a sheet that hold anything."""

    name: str
    lines: tuple[Line, ...]

    @property
    def width(self) -> int:
        return max((len(line.cells) for line in self.lines), default=0)


def read_upload(*, name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .xlsx or .csv file that hold anything, in their order; at least one.

    What the file is is decided by its first bytes, not by what it calls itself.
    """
    if len(content) > BIGGEST:
        raise CannotReadSheet(
            _("The file is larger than 5 MB. Leave out pictures and other sheets, then try again.")
        )
    if content.startswith(EXCEL_97):
        raise CannotReadSheet(
            _(
                "This is an older Excel file (.xls), or one with a password. Open it, save it as"
                " an Excel workbook (.xlsx) without a password, and try again."
            )
        )
    if content.startswith(ZIP):
        from okrs.sheets import workbooks  # brings openpyxl, which nothing else needs

        sheets = workbooks.read(content)
    else:
        sheets = [_from_text(decoded(content), name=name)]
    return _with_content(sheets)


def read_pasted(text: str) -> list[Sheet]:
    """One sheet from what a person copied out of a spreadsheet: tabs between its cells."""
    if len(text.encode(errors="replace")) > BIGGEST:
        raise CannotReadSheet(_("That is more than 5 MB. Paste fewer rows, and try again."))
    return _with_content([_from_text(text, name=_("Pasted rows"))])


def decoded(content: bytes) -> str:
    """The text of a .csv: UTF-8 as a rule, UTF-16 when it says so, else as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise CannotReadSheet(
            _("This is not a sheet we can read. Send an .xlsx or a .csv file, or paste the rows.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def clean(text: str) -> str:
    """A cell as text that can be kept: no control characters, no spaces around it."""
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
        if len(lines) > MOST_ROWS or letters > MOST_LETTERS:
            raise CannotReadSheet(
                _("The sheet has more than 2,000 rows. Split it, and import one part at a time.")
                if len(lines) > MOST_ROWS
                else _("The sheet holds more text than a plan needs. Leave out what is not in it.")
            )
    return tuple(lines)


def _refuse_too_much(number: int, cells: list[str]) -> None:
    if len(cells) > MOST_COLUMNS:
        raise CannotReadSheet(
            _("Row %(row)s has more than 60 columns. Leave out those that are not the plan's.")
            % {"row": number}
        )
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise CannotReadSheet(
            _("Row %(row)s has a cell of more than 10,000 letters. Shorten it, and try again.")
            % {"row": number}
        )


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _with_content(sheets: list[Sheet]) -> list[Sheet]:
    kept = [sheet for sheet in sheets if sheet.lines]
    if not kept:
        raise CannotReadSheet(
            _("There are no rows in it. Check that you chose the right file, and try again.")
        )
    return kept


def _from_text(text: str, *, name: str) -> Sheet:
    try:
        return Sheet(name, lines_of(_numbered(text)))
    except csv.Error as error:
        raise CannotReadSheet(
            _("The text could not be split into cells. Save the sheet as .xlsx, and send that.")
        ) from error


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of a .csv with their place in it. A quoted cell may run over several lines."""
    text = UNPRINTABLE.sub("", text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    yield from enumerate(reader, start=1)


def delimiter_of(text: str) -> str:
    """What stands between cells: whichever sign splits the first lines most often and evenly."""
    head = [line for line in text.splitlines()[:30] if line.strip()]

    def lines_split(sign: str) -> tuple[int, int]:
        return sum(sign in line for line in head), sum(line.count(sign) for line in head)

    if any("\t" in line for line in head):
        return "\t"  # nobody types a tab into a cell: it came from a spreadsheet
    return max(DELIMITERS[1:], key=lines_split)
