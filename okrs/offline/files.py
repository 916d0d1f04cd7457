"""The offline edition as a file: a workbook of four sheets, one table as a .csv, or a .zip of all.

Nothing in either is a formula. In the workbook text is text, and marked so that it stays so when
somebody edits the cell; in a .csv an apostrophe stands before what a spreadsheet would work out,
and before what begins with one, so that reading takes it away again and nothing else.
"""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from accounts.csv_safely import BEGINS_A_FORMULA, BYTE_ORDER_MARK
from accounts.csv_safely import cell as as_csv
from accounts.workbook_safely import HARMLESS
from okrs.offline import readme
from okrs.offline.fields import ID, VERSION
from okrs.offline.numbers import Share
from okrs.offline.tables import Field
from okrs.offline.taking import Taken, cells_of
from okrs.offline.values import Word

ROWS_TO_ADD = 500  # rows below the last in which lists to choose from still work
OPTIONS = {"strings_to_numbers": False, **HARMLESS}
MARKED = (*BEGINS_A_FORMULA, "'")
DAY = "dd/mm/yyyy"


def header(taken: Taken) -> list[str]:
    return [str(ID), str(VERSION), *(str(field.label) for field in taken.table.fields)]


# --- as a .csv -----------------------------------------------------------------------------------


def as_text(taken: Taken) -> str:
    """UTF-8 that Excel recognises, days as 2027-03-31, shares as 19%."""
    file = StringIO(newline="")
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(header(taken))
    for row in taken.rows:
        kind = getattr(row, "kind", "")
        ends = zip(taken.table.fields, cells_of(taken.table, row), strict=True)
        writer.writerow([*taken.ticket(row), *(_csv_cell(f, row, cell, kind) for f, cell in ends)])
    return file.getvalue()


def as_archive(everything: Sequence[Taken], *, name: str) -> bytes:
    """Every table as a .csv, with a read-me beside them."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("read-me.txt", "\r\n".join(readme.lines(name)))
        for taken in everything:
            archive.writestr(f"{taken.table.slug}.csv", as_text(taken))
    return file.getvalue()


def _csv_cell(field: Field, row: Any, cell: Any, kind: str) -> str:
    if isinstance(cell, Share):
        return field.value.text(field.now(row), kind)
    return marked(cell) if isinstance(cell, str) else as_csv(cell)


def marked(text: str) -> str:
    """Text that no spreadsheet works out; `unmarked` gives exactly the text again."""
    return f"'{text}" if text.startswith(MARKED) else text


def unmarked(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(MARKED) else text


# --- as a workbook -------------------------------------------------------------------------------


def as_workbook(everything: Sequence[Taken], *, name: str) -> bytes:
    """All tables, each with its heading frozen, after a sheet that says what may be edited."""
    from xlsxwriter import Workbook  # slow to import, and only needed here

    file = BytesIO()
    book = Workbook(file, {"in_memory": True, **OPTIONS})
    looks = _Looks(book)
    first = book.add_worksheet(_("Read me"))
    first.set_column(0, 0, 100, looks.wrapped)
    for line, text in enumerate(readme.lines(name)):
        first.write_string(line, 0, text, looks.title if line == 0 else looks.wrapped)
    for taken in everything:
        _sheet(book.add_worksheet(str(taken.table.label)), taken, looks)
    book.worksheets()[1].activate()
    book.close()
    return file.getvalue()


class _Looks:
    """The few formats there are: a cell's look says what it holds."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16, "text_wrap": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.locked = book.add_format({"italic": True, "valign": "top"})
        self.day = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
        self.figure = book.add_format({"num_format": "#,##0.####", "valign": "top"})
        self.whole = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.shares = {
            (signed, whole): book.add_format({"num_format": _share(signed, whole), "valign": "top"})
            for signed in (True, False)
            for whole in (True, False)
        }


def _share(signed: bool, whole: bool) -> str:
    plain = "0%" if whole else "0.00##%"
    return f"+{plain};-{plain};{plain}" if signed else plain


def _sheet(sheet: Any, taken: Taken, looks: _Looks) -> None:
    for column, text in enumerate(header(taken)):
        sheet.write_string(0, column, text, looks.head)
    sheet.set_column(0, 1, 11)
    for column, field in enumerate(taken.table.fields, start=2):
        sheet.set_column(column, column, field.width)
    for number, line in enumerate(taken.lines(), start=1):
        for column, cell in enumerate(line):
            _write(sheet, (number, column), cell, looks)
    last = len(taken.rows) + ROWS_TO_ADD
    for column, field in enumerate(taken.table.fields, start=2):
        if isinstance(field.value, Word):
            sheet.data_validation(
                1, column, last, column, {"validate": "list", "source": field.value.labels}
            )
    title = next(
        n for n, f in enumerate(taken.table.fields, start=3) if f.name == taken.table.title
    )
    sheet.freeze_panes(1, title)
    sheet.autofilter(0, 0, max(1, len(taken.rows)), len(taken.table.fields) + 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, place: tuple[int, int], cell: Any, looks: _Looks) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        look = looks.quoted if cell.startswith(MARKED) else looks.wrapped
        sheet.write_string(*place, cell, looks.locked if place[1] < 2 else look)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, looks.day)
    elif isinstance(cell, Share):
        is_whole = round(cell * 100, 6).is_integer()
        sheet.write_number(*place, cell, looks.shares[cell.signed, is_whole])
    else:
        is_whole = cell == cell.to_integral_value()
        sheet.write_number(*place, float(cell), looks.whole if is_whole else looks.figure)
