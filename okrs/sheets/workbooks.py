"""An .xlsx file as sheets of text, read without running or trusting anything in it.

The archive is weighed before it is opened; its XML is read through defusedxml (openpyxl uses it
whenever it is installed), one row at a time; merged cells hold their text in each of their rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.plain_sheets import CannotReadSheet, damaged, plain_workbook
from accounts.sheet_edges import refuse_beyond, says_no_places
from okrs.sheets import days, hidden
from okrs.sheets.lines import MOST_COLUMNS, MOST_LETTERS, Line, Sheet, lines_of

UNPACKED_AT_MOST = 40 * 1024 * 1024
LAST_ROW = 10_000  # what stands below it refuses the file
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_MERGED = 50_000  # cells that repeat what was merged: a plan has a few hundred
CURRENCY = re.compile(r"\[\$([£$€])|[£€$]")  # "[$-809]" is a language and no money
FOUR_DECIMALS = Decimal("0.0001")


def read(content: bytes) -> list[Sheet]:
    """Every visible sheet with its lines; refuses what is no plain workbook."""
    archive = plain_workbook(
        content,
        unpacked_at_most=UNPACKED_AT_MOST,
        too_much=_(
            "The file unpacks to far more than a plan holds. Save only the plan’s own sheet."
        ),
    )
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return _sheets(book, archive)
    except CannotReadSheet:
        raise
    except Exception as error:  # a damaged or hostile file may fail anywhere inside the reader
        raise damaged() from error


def _sheets(book: Any, archive: zipfile.ZipFile) -> list[Sheet]:
    """The visible sheets; together they hold no more text than one may."""
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    told = hidden.sheets([str(one.title) for one in book.worksheets if one not in shown])
    found: list[Sheet] = []
    letters = 0
    for sheet in shown:
        xml = archive.read(sheet._worksheet_path)
        lines = _lines(sheet, xml, is_alone=len(shown) == 1)
        letters += sum(len(cell) for line in lines for cell in line.cells)
        if letters > MOST_LETTERS:
            raise CannotReadSheet(
                _("The workbook holds more text than a plan needs. Keep only the plan’s sheets.")
            )
        told_of = hidden.in_sheet(xml, rows=LAST_ROW, columns=MOST_COLUMNS)
        found.append(Sheet(str(sheet.title), lines, hidden=(*told_of, *told)))
    return found


def _lines(sheet: Any, xml: bytes, *, is_alone: bool) -> tuple[Line, ...]:
    """Its lines; a refusal of one sheet among several says which."""
    try:
        lines = lines_of(_rows(sheet, xml))
        refuse_beyond(xml, last_row=LAST_ROW)
    except CannotReadSheet as refusal:
        if is_alone:
            raise
        words = {"name": sheet.title, "why": refusal}
        raise CannotReadSheet(
            _("Sheet “%(name)s”: %(why)s If the plan is on another sheet, hide this one.") % words
        ) from refusal
    return lines


def _rows(sheet: Any, xml: bytes) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows as text, with what was merged downwards repeated in each of its rows."""
    merged = _merged_downwards(xml)
    kept: dict[int, str] = {}
    sheet.reset_dimensions()  # what the file claims about its size is not believed
    widest = None if says_no_places(xml) else MOST_COLUMNS + 1
    rows = sheet.iter_rows(max_row=LAST_ROW, max_col=widest)
    for number, row in enumerate(rows, start=1):
        cells = [_as_text(cell) for cell in _without_empty_end(row)]
        for column, first in merged.get(number, ()):
            cells.extend([""] * (column + 1 - len(cells)))
            if number == first:
                kept[column] = cells[column]
            cells[column] = cells[column] or kept.get(column, "")
        yield number, cells


def _without_empty_end(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row without the cells that the reader adds so that all rows are equally wide."""
    last = len(row)
    while last and row[last - 1].value is None:
        last -= 1
    return row[:last]


def _as_text(cell: Any) -> str:
    value = cell.value
    if value.__class__ is str:
        return str(value)
    return "" if value is None else as_text(value, getattr(cell, "number_format", ""))


def _merged_downwards(xml: bytes) -> dict[int, list[tuple[int, int]]]:
    """Row number → [(column, first row of its merged cell)]. Read row by row, openpyxl drops it."""
    from openpyxl.utils import column_index_from_string

    rows: dict[int, list[tuple[int, int]]] = {}
    written = 0
    for left, top, _right, bottom in MERGED.findall(xml):
        column = column_index_from_string(left.decode()) - 1
        first, last = int(top), min(int(bottom), LAST_ROW)
        if column < MOST_COLUMNS and first < last:
            written += last - first
            if written > MOST_MERGED:
                raise CannotReadSheet(
                    _("The sheet has more merged cells than a plan needs. Unmerge them.")
                )
            for number in range(first, last + 1):
                rows.setdefault(number, []).append((column, first))
    return rows


def as_text(value: object, number_format: str) -> str:
    """A cell as its reader sees it: "19%" for a share, "£4,736" for money, "31 March 2027"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return _figure(value, number_format or "")
    if isinstance(value, datetime | date):
        return _day(value, number_format or "")
    return str(value)


def _day(value: date, number_format: str) -> str:
    """A day in words, so that nobody asks which number is the month.

    Excel makes "Mar 2027" the first of March and shows "Mar-27": it is that month, not its first.
    """
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format).split(";")[0].casefold()
    day = days.in_words(value)
    month = day.partition(" ")[2]
    if value.day > 1 or "y" not in shown or re.search("[dh]", shown):
        return day
    if "m" in shown:
        return month
    return str(value.year) if value.month == 1 else day


def _figure(value: float, number_format: str) -> str:
    number = Decimal(repr(value))
    if not number.is_finite():
        return str(value)
    unquoted = re.sub(r'"[^"]*"|\\.', "", number_format)
    if "%" in unquoted:
        return f"{_short(number * 100)}%"
    if re.search(r'"\s*%\s*"|\\%', number_format):
        return f"{_short(number)}%"  # 25 shown as 25%
    return f"{_currency(number_format)}{_short(number)}"


def _currency(number_format: str) -> str:
    found = CURRENCY.search(re.sub(r"\[\$-[^\]]*\]", "", number_format))
    return found[0][-1] if found else ""


def _short(number: Decimal) -> str:
    """Without the noise that binary fractions leave behind: four decimals are what is kept."""
    if number.as_tuple().exponent not in range(-4, 1) and abs(number) < 10**20:
        number = number.quantize(FOUR_DECIMALS)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
