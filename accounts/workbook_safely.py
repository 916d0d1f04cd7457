"""Downloads as a workbook of lines without an end, such as the record: written as they are read.

Text is written as text: a cell that begins like a formula is not one (OWASP, "CSV injection"), and
an address is no link. A moment is written as the organisation's clock showed it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HARMLESS = {"strings_to_formulas": False, "strings_to_urls": False}
"""What every workbook that we write is told: text is text."""
LONGEST = 32_767  # characters that Excel takes in one cell
MOST_ROWS = 100_000  # so that a page is not busy for minutes; Excel would take ten times as many


def rows_to_workbook_file(
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    filename: str,
    sheet: str,
    widths: Sequence[int],
) -> HttpResponse:
    """A download of these rows as one sheet; `widths` of its columns are in characters.

    Where there are more than MOST_ROWS the last line says so, and what to do.
    """
    import xlsxwriter  # here: only needed for a download

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, **HARMLESS}) as book:
        written = book.add_worksheet(sheet)
        for place, width in enumerate(widths):
            written.set_column(place, place, width)
        written.freeze_panes(1, 0)
        written.write_row(0, 0, header, book.add_format({"bold": True}))
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for number, row in enumerate(_as_many_as_fit(iter(rows)), start=1):
            for place, value in enumerate(row):
                _write(written, (number, place), value, moment)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _as_many_as_fit(rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    yield from islice(rows, MOST_ROWS)
    if next(rows, None) is not None:
        yield [_("There is more, which is left out here. Ask for less at once, or take the CSV.")]


def _write(sheet: Any, place: tuple[int, int], value: Any, moment: Any) -> None:
    if isinstance(value, datetime):
        local = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
        sheet.write_datetime(*place, local, moment)
    elif isinstance(value, int):
        sheet.write_number(*place, value)
    else:
        sheet.write_string(*place, str(value)[:LONGEST])
