"""An uploaded .xlsx or .csv becomes rows of text, read in memory without trusting anything in it.

For staff lists and for earlier surveys alike; how many rows each may have is their own affair.

What a file is is decided by its first bytes. An archive is weighed before it is opened; its XML is
read through defusedxml (openpyxl uses it whenever it is installed); formulas are never worked out.
Refuses, with a sentence, what is too big, what is no sheet, and what only pretends to be one.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import sheet_edges
from accounts.plain_sheets import CannotReadSheet, damaged, decoded, is_workbook, plain_workbook

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 6  # of an earlier survey; staff lists may be larger
UNPACKED_AT_MOST = 120 * 1024 * 1024
TAGS_AT_MOST = 15_000_000  # 100,000 rows of 37 filled cells have four for each
MOST_ROWS = 100_000
LAST_ROW = MOST_ROWS + 1_001  # titles and empty rows; what stands below it refuses a workbook
MOST_COLUMNS = sheet_edges.MOST_COLUMNS
LONGEST_CELL = 400  # an answer is never longer; what is, is cut

DELIMITERS = ("\t", ",", ";", "|")  # a tab first: nobody types one into a cell

Row = tuple[str, ...]


def read(content: bytes) -> list[Row]:
    """The rows that hold anything, header and all, each as wide as the widest; at least one."""
    rows = _kept(rows_of(content, most_megabytes=MOST_MEGABYTES))
    if not rows:
        raise CannotReadSheet(
            _("There are no rows in it. Check that you chose the right file, and try again.")
        )
    width = max(map(len, rows))
    return [row + ("",) * (width - len(row)) for row in rows]


def rows_of(content: bytes, *, most_megabytes: int) -> Iterator[list[str]]:
    """Every row there is, empty ones too, from the top. Raises CannotReadSheet, also half-way."""
    if len(content) > most_megabytes * MEGABYTE:
        raise CannotReadSheet(
            _("The file is larger than %(most)s MB. Leave out what is not needed, then try again.")
            % {"most": most_megabytes}
        )
    return _of_workbook(content) if is_workbook(content) else of_text(_text_of(content))


def of_text(text: str) -> Iterator[list[str]]:
    """The rows of a .csv, or of what was copied out of a spreadsheet. Raises CannotReadSheet."""
    head = text[:10_000].splitlines()[:30]

    def splits(sign: str) -> tuple[int, int]:
        return sum(sign in line for line in head), sum(line.count(sign) for line in head)

    plain = io.StringIO(text.replace("\x00", ""), newline="")
    try:
        yield from csv.reader(plain, delimiter=max(DELIMITERS, key=splits))
    except csv.Error as error:
        raise CannotReadSheet(
            _("The text could not be split into cells. Save the sheet as .xlsx, and send that.")
        ) from error


def _kept(rows: Iterable[list[str]]) -> list[Row]:
    """Cells on one line each, without empty rows and empty ends; refuses more than the limits."""
    kept: list[Row] = []
    for cells in rows:
        row = [_clean(cell) for cell in cells]
        while row and not row[-1]:
            row.pop()
        if not row:
            continue
        if len(row) > MOST_COLUMNS:
            raise CannotReadSheet(
                _("The sheet has more than 60 columns. Leave out those that are not needed.")
            )
        if len(kept) > MOST_ROWS:
            raise CannotReadSheet(
                _("The sheet has more than 100,000 rows. Split it, or send counts instead.")
            )
        kept.append(tuple(row))
    return kept


def _clean(cell: str) -> str:
    one_line = " ".join(cell.split())
    if not one_line.isprintable():
        one_line = "".join(sign for sign in one_line if sign.isprintable())
    return one_line[:LONGEST_CELL].strip()


def _text_of(content: bytes) -> str:
    no_sheet = _("This is not a sheet we can read. Send an .xlsx or a .csv file.")
    return decoded(content, no_sheet=no_sheet)


def _of_workbook(content: bytes) -> Iterator[list[str]]:
    """The rows of the only visible sheet that holds anything. Raises CannotReadSheet for two."""
    archive = plain_workbook(
        content,
        unpacked_at_most=UNPACKED_AT_MOST,
        tags_at_most=TAGS_AT_MOST,
        too_much=_("The file unpacks to far more than a survey holds. Save only the sheet itself."),
    )
    from openpyxl import load_workbook  # heavy, and nothing else here needs it

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        found = ""
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                for row in _rows(sheet, archive.read(sheet._worksheet_path)):
                    if any(row) and found not in ("", str(sheet.title)):
                        raise _two_sheets(found, str(sheet.title))
                    found = str(sheet.title) if any(row) else found
                    if found in ("", str(sheet.title)):
                        yield row
    except CannotReadSheet:
        raise
    except Exception as error:  # a damaged or hostile file may fail anywhere inside the reader
        raise damaged() from error


def _two_sheets(first: str, other: str) -> CannotReadSheet:
    """People on a second sheet would be left out without a word."""
    words = {"first": first, "other": other}
    return CannotReadSheet(
        _(
            "Two sheets hold something: “%(first)s” and “%(other)s”. One is read: put all rows on"
            " it, and hide or delete the other."
        )
        % words
    )


def _rows(sheet: Any, xml: bytes) -> Iterator[list[str]]:
    # The limits are ours: what the file claims about its size is not looked at.
    widest = None if sheet_edges.says_no_places(xml) else MOST_COLUMNS + 1
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True, max_row=LAST_ROW, max_col=widest):
        yield [_as_text(value) for value in row]
    sheet_edges.refuse_beyond(xml, last_row=LAST_ROW)


def _as_text(value: object) -> str:
    """A cell as a person would type it: 12 and not 12.0, a day as 31/03/2027."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value)
