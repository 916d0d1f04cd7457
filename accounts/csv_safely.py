"""Downloads for a spreadsheet: UTF-8 that Excel recognises, and no cell that becomes a formula.

A cell of text that begins like a formula is opened by a spreadsheet as one, so it gets a leading
apostrophe (OWASP, "CSV injection"). Numbers and dates are written by us and stay as they are.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads "£" and "é" as two signs each


def rows_to_csv(
    header: Sequence[Any], rows: Iterable[Sequence[Any]], *, filename: str = "table.csv"
) -> HttpResponse:
    """A download of these rows. Decimals lose their empty zeros; dates are written 2027-03-31."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    writer.writerow([cell(value) for value in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return response


def rows_to_csv_stream(
    header: Sequence[Any], rows: Iterable[Sequence[Any]], *, filename: str
) -> StreamingHttpResponse:
    """The same, sent while it is read: for tables without an end, such as the record."""
    writer = csv.writer(_Passed())
    lines = (writer.writerow([cell(value) for value in row]) for row in chain([header], rows))
    response = StreamingHttpResponse(
        chain([BYTE_ORDER_MARK], lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


class _Passed:
    """A file that keeps nothing: what is written is given back at once."""

    def write(self, line: str) -> str:
        return line


def cell(value: Any) -> str:
    """One cell as text. Only text that a person wrote can begin a formula, so only it is marked."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal | int | float):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return _day(value)
    words = str(value)
    return f"'{words}" if words.startswith(BEGINS_A_FORMULA) else words


def _day(day: date) -> str:
    """A moment is written as the organisation's clock showed it."""
    if isinstance(day, datetime):
        return timezone.localtime(day).strftime("%Y-%m-%d %H:%M")
    return day.isoformat()
