"""One worksheet of an .xlsx file, straight from its XML: texts, and what is hidden or merged.

openpyxl opens the workbook, knows its styles and is what this agrees with. It walks cells in Python
with a parser in Python, though, and a plan has more than a hundred thousand of them; here the same
is done by the parser in C. That one follows declarations of entities, so a part that declares
anything is refused before it is parsed: no program that writes workbooks does.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree  # nothing with a declaration comes so far

from accounts.sheet_edges import Beyond
from okrs.sheets.plain_xml import NAMESPACE, plain_text, refuse_declarations

ROW, CELL, VALUE, INLINE, COLUMN, MERGED = (
    f"{NAMESPACE}{name}" for name in ("row", "c", "v", "is", "col", "mergeCell")
)
SPAN = re.compile(r"^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")
DIGITS = "0123456789"


@dataclass(kw_only=True)
class Worksheet:
    """What one sheet holds within its limits, and what stands beyond them."""

    rows: dict[int, list[str]] = field(default_factory=dict)
    last: int = 0  # the last row that the sheet has, within the limit
    merged: list[tuple[int, int, int]] = field(default_factory=list)  # column, first and last row
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    far_right: Beyond = field(default_factory=Beyond)
    far_down: Beyond = field(default_factory=Beyond)


class Reader:
    """Reads worksheets of one workbook, which openpyxl opened."""

    def __init__(
        self,
        book: Any,
        *,
        rows: int,
        columns: int,
        written: Callable[[object, str], str],
    ) -> None:
        self.book = book
        self.strings: Sequence[str] = ()
        self.most_rows, self.most_columns = rows, columns
        self.written = written  # a value and its number format, as its reader sees it
        self.columns: dict[str, int] = {}  # by letters
        self.texts: dict[tuple[str, str | None, str | None], str] = {}  # by kind, style and value

    def read(self, xml: bytes, strings: Sequence[str]) -> Worksheet:
        """Takes the texts that cells share. Raises Declares, and what comes of a damaged sheet."""
        refuse_declarations(xml)
        self.strings = strings
        sheet = Worksheet()
        number = 0
        for _event, element in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314  # see refuse_declarations
            if element.tag == ROW:
                number = self._row(sheet, element, number)
                element.clear()
            elif element.tag == COLUMN:
                self._column(sheet, element)
            elif element.tag == MERGED:
                self._merged(sheet, element)
        return sheet

    def _row(self, sheet: Worksheet, row: Any, before: int) -> int:
        said = row.get("r")
        number = _whole(said) if said is not None else before + 1
        if number > self.most_rows:
            if any(text.strip() for _column, text in self._cells(row)):
                sheet.far_down.add(str(number))
            return number
        if row.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(number)
        if number > sheet.last:  # a row that comes again, or late, says nothing
            sheet.rows[number] = self._texts(sheet, row, number)
            sheet.last = number
        return number

    def _texts(self, sheet: Worksheet, row: Any, number: int) -> list[str]:
        texts: list[str] = []
        for column, text in self._cells(row):
            if column > self.most_columns + 1:  # one too many is kept: its row says that it is
                if text.strip():
                    sheet.far_right.add(f"{_letters(column)}{number}")
                continue
            if column > len(texts):
                texts.extend([""] * (column - len(texts)))
            texts[column - 1] = text
        return texts

    def _cells(self, row: Any) -> Iterator[tuple[int, str]]:
        """Every cell that holds anything: its column, counted from one, and its text."""
        columns, texts = self.columns, self.texts
        column = 0
        for cell in row:
            if cell.tag != CELL:
                continue
            if place := cell.get("r"):
                letters = place.rstrip(DIGITS)
                column = columns.get(letters) or self._numbered(letters, place)
            else:
                column += 1
            if not len(cell):
                continue
            kind = cell.get("t", "n")
            if kind == "inlineStr":
                inline = cell.find(INLINE)
                yield column, "" if inline is None else plain_text(inline)
            else:
                key = (kind, cell.get("s"), cell.findtext(VALUE))
                text = texts.get(key)
                yield column, self._remembered(key) if text is None else text

    def _numbered(self, letters: str, place: str) -> int:
        from openpyxl.utils import coordinate_to_tuple

        self.columns[letters] = coordinate_to_tuple(place)[1]
        return self.columns[letters]

    def _remembered(self, key: tuple[str, str | None, str | None]) -> str:
        """The same few values come again and again: each is worked out once."""
        kind, style, raw = key
        self.texts[key] = self._worked_out(kind, style or "0", raw) if raw else ""
        return self.texts[key]

    def _worked_out(self, kind: str, style_id: str, raw: str) -> str:
        """A number, a day, or yes or no: dates are numbers whose format says so."""
        from openpyxl.utils.datetime import from_excel, from_ISO8601

        if kind == "s":
            return self.strings[int(raw)]
        style = int(style_id)
        if kind == "b":
            return self.written(bool(int(raw)), "")
        if kind == "d":
            return self.written(from_ISO8601(raw), self._format(style))
        if kind != "n":
            return raw
        value: Any = float(raw) if set(raw) & set(".eE") else int(raw)
        if style in self.book._date_formats:
            is_span = style in self.book._timedelta_formats
            try:
                value = from_excel(value, self.book.epoch, timedelta=is_span)
            except (OverflowError, ValueError):
                return "#VALUE!"  # no day has this number
        return self.written(value, self._format(style))

    def _format(self, style: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

        number = self.book._cell_styles[style].numFmtId
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return str(BUILTIN_FORMATS.get(number, "General"))
        return str(self.book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])

    def _column(self, sheet: Worksheet, told: Any) -> None:
        if told.get("hidden") in ("1", "true"):
            first, last = _whole(told.get("min", "0")), _whole(told.get("max", "0"))
            sheet.hidden_columns.update(range(max(1, first), min(self.most_columns, last) + 1))

    def _merged(self, sheet: Worksheet, told: Any) -> None:
        if found := SPAN.match(told.get("ref", "")):
            column = self.columns.get(found[1]) or self._numbered(found[1], f"{found[1]}1")
            sheet.merged.append((column, int(found[2]), int(found[4])))


def _whole(text: str) -> int:
    """A whole number, also where a program wrote 3.0. Raises ValueError."""
    return int(text) if text.isdecimal() else _exactly(float(text))


def _exactly(number: float) -> int:
    if not number.is_integer():
        raise ValueError(number)
    return int(number)


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
