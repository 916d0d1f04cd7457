"""A file or pasted text becomes numbered rows of cells: as many people as one employer has.

The file itself is read, and distrusted, by `surveys/sheets.py`. Nothing is kept on the way.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.plain_sheets import CannotReadSheet
from surveys import sheets

MOST_PEOPLE = 100_000
MOST_MEGABYTES = 20
BIGGEST = MOST_MEGABYTES * sheets.MEGABYTE

Row = tuple[int, list[str]]  # its number in the sheet, and its cells


class CannotReadList(CannotReadSheet):
    """What was sent is not a list we can read; the message is fit to show."""


def read_upload(content: bytes) -> list[Row]:
    """The rows of an .xlsx or .csv file that hold anything. Raises CannotReadSheet."""
    return _with_content(sheets.rows_of(content, most_megabytes=MOST_MEGABYTES))


def read_pasted(text: str) -> list[Row]:
    """The rows of text: tabs between cells as a spreadsheet copies them, or commas."""
    return _with_content(sheets.of_text(text))


def _with_content(rows: Iterable[list[str]]) -> list[Row]:
    """Rows that hold anything; refuses more than one survey can invite, and what is far out."""
    kept = []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if any(cells):
            _refuse_too_wide(number, cells)
            kept.append((number, cells[: sheets.MOST_COLUMNS]))
        if len(kept) > MOST_PEOPLE + 1:
            raise CannotReadList(
                _("The list has more than 100,000 rows. This is more than one survey can invite.")
            )
    if not kept:
        raise CannotReadList(
            _("There are no rows in it. Check that you chose the right file, and try again.")
        )
    return kept


def _refuse_too_wide(number: int, cells: list[str]) -> None:
    if any(cells[sheets.MOST_COLUMNS :]):
        raise CannotReadList(
            _("Row %(row)s has more than 60 columns. Leave out those that are not needed.")
            % {"row": number}
        )
