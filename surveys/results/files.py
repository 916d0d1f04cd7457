"""A table of results as a file: the same figures as on its page, in the same words.

Each carries what stands beside every figure: source, population, period, how many, and the version.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.csv_safely import rows_to_csv
from accounts.workbook_safely import HARMLESS, XLSX
from surveys.results import about, data
from surveys.results.listing import header, lines
from surveys.results.picture import picture
from surveys.results.tables import Table

AS_TEXT = {"in_memory": True, **HARMLESS}
WIDEST = 48  # characters


def as_csv(table: Table, name: str) -> HttpResponse:
    """The lines, and below them what stands beside every figure."""
    beside = [[], *([label, text] for label, text in about.lines(table))]
    return rows_to_csv(header(table), [*lines(table), *beside], filename=name)


def as_workbook(table: Table, name: str) -> HttpResponse:
    """Two sheets: the lines with numbers to go on counting with, and what stands beside them."""
    import xlsxwriter  # here: only needed for a download

    file = BytesIO()
    with xlsxwriter.Workbook(file, AS_TEXT) as book:
        book.set_properties({"title": table.name, "created": table.publication.made_at})
        _write(book, book.add_worksheet(_("Figures")), [header(table), *lines(table)])
        beside = [list(pair) for pair in about.lines(table)]
        _write(book, book.add_worksheet(_("About these figures")), [[table.name], *beside])
    return _download(file.getvalue(), XLSX, name)


def _write(book: Any, sheet: Any, rows: list[list[Any]]) -> None:
    bold = book.add_format({"bold": True})
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(number, place, value, *([] if number else [bold]))
    for place in range(max(map(len, rows))):
        longest = max(len(str(row[place])) for row in rows if place < len(row))
        sheet.set_column(place, place, min(longest + 2, WIDEST))
    sheet.freeze_panes(1, 0)


def as_drawing(table: Table, name: str) -> HttpResponse:
    """The chart, with its finding above and its source below."""
    return _download(picture(table).encode(), "image/svg+xml", name)


def as_pages(table: Table, name: str) -> HttpResponse:
    from surveys.results import pages  # here: only needed for a download

    return _download(pages.set_in_type(table), "application/pdf", name)


def as_data(table: Table, name: str) -> HttpResponse:
    """For programs: what is said, under names that stay."""
    return _download(data.as_json(table), "application/json", name)


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it is made, and what it is called on a page."""

    make: Callable[[Table, str], HttpResponse]
    name: str


KINDS = {
    "csv": Kind(as_csv, "CSV"),
    "xlsx": Kind(as_workbook, "Excel"),
    "pdf": Kind(as_pages, "PDF"),
    "svg": Kind(as_drawing, "SVG"),
    "json": Kind(as_data, "JSON"),
}
