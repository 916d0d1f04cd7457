"""A file or pasted text becomes numbered rows of cells: as many people as one employer has.

What a file is is decided by its first bytes. Refuses, in a sentence, what is too big, what is no
sheet, and an archive that unpacks to far more than it weighs. Nothing is kept on the way.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

MOST_PEOPLE = 100_000
BIGGEST = 20 * 1024 * 1024
UNPACKED_AT_MOST = 120 * 1024 * 1024
LAST_ROW = MOST_PEOPLE + 1_000  # titles and empty rows; beyond it nothing is looked at
MOST_COLUMNS = 60
EXCEL_97 = b"\xd0\xcf\x11\xe0"  # also how Excel wraps a workbook that has a password
ZIP = b"PK\x03\x04"
DELIMITERS = (",", ";", "|")

Row = tuple[int, list[str]]  # its number in the sheet, and its cells


class CannotReadList(Exception):
    """What was sent is not a list we can read; the message is fit to show."""


def read_upload(content: bytes) -> list[Row]:
    """The rows of an .xlsx or .csv file that hold anything. Raises CannotReadList."""
    if len(content) > BIGGEST:
        raise CannotReadList(_("The file is larger than 20 MB. Leave out all but four columns."))
    if content.startswith(EXCEL_97):
        raise CannotReadList(
            _(
                "This is an older Excel file (.xls), or one with a password. Save it as an Excel"
                " workbook (.xlsx) without a password, and try again."
            )
        )
    if content.startswith(ZIP):
        return _with_content(_workbook_rows(content))
    return read_pasted(_decoded(content))


def read_pasted(text: str) -> list[Row]:
    """The rows of text: tabs between cells as a spreadsheet copies them, or commas."""
    plain = io.StringIO(text.replace("\x00", ""), newline="")
    reader = csv.reader(plain, delimiter=_delimiter(text[:4_000]))
    try:
        return _with_content(enumerate(reader, start=1))
    except csv.Error as error:
        raise CannotReadList(
            _("The text could not be split into cells. Save the sheet as .xlsx, and send that.")
        ) from error


def _delimiter(head: str) -> str:
    """Whichever sign the first lines have most of; a tab if there is any: nobody types one."""
    return "\t" if "\t" in head else max(DELIMITERS, key=head.count)


def _decoded(content: bytes) -> str:
    """UTF-8 as a rule, UTF-16 when it says so, else as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise CannotReadList(
            _("This is not a list we can read. Send an .xlsx or a .csv file, or paste the rows.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _with_content(rows: Iterable[tuple[int, Iterable[str]]]) -> list[Row]:
    kept = []
    for number, row in islice(rows, LAST_ROW + 1):
        cells = [cell.strip() for cell in islice(row, MOST_COLUMNS)]
        if any(cells):
            kept.append((number, cells))
    if not kept:
        raise CannotReadList(
            _("There are no rows in it. Check that you chose the right file, and try again.")
        )
    if len(kept) > MOST_PEOPLE + 1:
        raise CannotReadList(
            _("The list has more than 100,000 rows. This is more than one survey can invite.")
        )
    return kept


def _workbook_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The first sheet that can be seen. Its XML is read through defusedxml, a row at a time."""
    from openpyxl import load_workbook  # slow to import, and nothing else here needs it

    damaged = CannotReadList(
        _("The file is damaged, or is not an Excel workbook. Save it again as .xlsx, or as .csv.")
    )
    try:
        _refuse_what_unpacks_to_too_much(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
        sheet.reset_dimensions()  # what the file claims about its size is not believed
        rows = sheet.iter_rows(max_row=LAST_ROW + 1, max_col=MOST_COLUMNS, values_only=True)
        for number, row in enumerate(rows, start=1):
            yield number, ["" if cell is None else str(cell) for cell in row]
    except CannotReadList:
        raise
    except Exception as error:  # a damaged or hostile file may fail anywhere inside the reader
        raise damaged from error


def _refuse_what_unpacks_to_too_much(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_AT_MOST:
            raise CannotReadList(
                _("The file unpacks to far more than a list of people. Save only its own sheet.")
            )
