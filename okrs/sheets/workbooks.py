"""An .xlsx file as sheets of text, read without running or trusting anything in it.

The archive is weighed before it is opened. The workbook itself is opened by openpyxl, which reads
XML through defusedxml wherever that is installed, its worksheets by okrs.sheets.worksheet; merged
cells hold their text in each of their rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts import collecting
from accounts.plain_sheets import CannotReadSheet, damaged, plain_workbook
from accounts.sheet_edges import refuse_far_down, refuse_far_right
from okrs.sheets import days, hidden
from okrs.sheets.lines import MOST_COLUMNS, MOST_LETTERS, Line, Sheet, lines_of
from okrs.sheets.worksheet import Reader, Worksheet

UNPACKED_AT_MOST = 40 * 1024 * 1024
TAGS_AT_MOST = 3_000_000  # 10,000 rows of 60 filled cells have four for each
LAST_ROW = 10_000  # what stands below it refuses the file
MOST_MERGED = 50_000  # cells that repeat what was merged: a plan has a few hundred
CURRENCY = re.compile(r"\[\$([£$€])|[£€$]")  # "[$-809]" is a language and no money
FOUR_DECIMALS = Decimal("0.0001")


@collecting.later()
def read(content: bytes) -> list[Sheet]:
    """Every visible sheet with its lines; refuses what is no plain workbook."""
    archive = plain_workbook(
        content,
        unpacked_at_most=UNPACKED_AT_MOST,
        tags_at_most=TAGS_AT_MOST,
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
    reader = Reader(book, rows=LAST_ROW, columns=MOST_COLUMNS, written=as_text)
    found: list[Sheet] = []
    letters = 0
    if len({sheet._worksheet_path for sheet in shown}) < len(shown):
        raise damaged()  # the same part a thousand times over is read for hours
    for sheet in shown:
        read_in = reader.read(archive.read(sheet._worksheet_path), sheet._shared_strings)
        lines = _lines(str(sheet.title), read_in, is_alone=len(shown) == 1)
        letters += sum(len(cell) for line in lines for cell in line.cells)
        if letters > MOST_LETTERS:
            raise CannotReadSheet(
                _("The workbook holds more text than a plan needs. Keep only the plan’s sheets.")
            )
        told_of = hidden.in_sheet(read_in.hidden_rows, read_in.hidden_columns)
        found.append(Sheet(str(sheet.title), lines, hidden=(*told_of, *told)))
    return found


def _lines(title: str, sheet: Worksheet, *, is_alone: bool) -> tuple[Line, ...]:
    """Its lines; a refusal of one sheet among several says which."""
    try:
        lines = lines_of(_rows(sheet))
        refuse_far_right(sheet.far_right.count, first=sheet.far_right.first)
        first = int(sheet.far_down.first or 0)
        refuse_far_down(sheet.far_down.count, first=first, last_row=LAST_ROW)
    except CannotReadSheet as refusal:
        if is_alone:
            raise
        words = {"name": title, "why": refusal}
        raise CannotReadSheet(
            _("Sheet “%(name)s”: %(why)s If the plan is on another sheet, hide this one.") % words
        ) from refusal
    return lines


def _rows(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows as text, with what was merged downwards repeated in each of its rows."""
    merged = _merged_downwards(sheet)
    kept: dict[int, str] = {}
    for number in range(1, sheet.last + 1):
        cells = sheet.rows.get(number, [])
        for column, first in merged.get(number, ()):
            cells.extend([""] * (column + 1 - len(cells)))
            if number == first:
                kept[column] = cells[column]
            cells[column] = cells[column] or kept.get(column, "")
        yield number, cells


def _merged_downwards(sheet: Worksheet) -> dict[int, list[tuple[int, int]]]:
    """Row number → [(column, first row of its merged cell)]."""
    rows: dict[int, list[tuple[int, int]]] = {}
    written = 0
    for column, first, bottom in sheet.merged:
        last = min(bottom, LAST_ROW)
        if column <= MOST_COLUMNS and first < last:
            written += last - first
            if written > MOST_MERGED:
                raise CannotReadSheet(
                    _("The sheet has more merged cells than a plan needs. Unmerge them.")
                )
            for number in range(first, last + 1):
                rows.setdefault(number, []).append((column - 1, first))
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
