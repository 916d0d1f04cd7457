"""A file or pasted text becomes sheets: numbered lines of cells, all of them text.

Refuses, with a sentence, what is too big, what is no sheet, and what would only pretend to be one:
an archive that unpacks to far more than it weighs, a workbook with macros, an older format.
Formulas are never worked out: the value saved beside a formula is read, and text stays text.
"""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from okrs.sheets.lines import UNPRINTABLE, CannotReadSheet, Sheet, lines_of

BIGGEST = 5 * 1024 * 1024

EXCEL_97 = b"\xd0\xcf\x11\xe0"  # also how Excel wraps a workbook that has a password
ZIP = b"PK\x03\x04"
DELIMITERS = ("\t", ",", ";", "|")


def read_upload(*, name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .xlsx or .csv file that hold anything, in their order; at least one.

    What the file is is decided by its first bytes, not by what it calls itself.
    """
    if len(content) > BIGGEST:
        raise CannotReadSheet(
            _("The file is larger than 5 MB. Leave out pictures and other sheets, then try again.")
        )
    if content.startswith(EXCEL_97):
        raise CannotReadSheet(
            _(
                "This is an older Excel file (.xls), or one with a password. Open it, save it as"
                " an Excel workbook (.xlsx) without a password, and try again."
            )
        )
    if content.startswith(ZIP):
        from okrs.sheets import workbooks  # brings openpyxl, which nothing else needs

        sheets = workbooks.read(content)
    else:
        sheets = [_from_text(decoded(content), name=name)]
    return _with_content(sheets)


def read_pasted(text: str) -> list[Sheet]:
    """One sheet from what a person copied out of a spreadsheet: tabs between its cells."""
    if len(text.encode(errors="replace")) > BIGGEST:
        raise CannotReadSheet(_("That is more than 5 MB. Paste fewer rows, and try again."))
    return _with_content([_from_text(text, name=_("Pasted rows"))])


def decoded(content: bytes) -> str:
    """The text of a .csv: UTF-8 as a rule, UTF-16 when it says so, else as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise CannotReadSheet(
            _("This is not a sheet we can read. Send an .xlsx or a .csv file, or paste the rows.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _with_content(sheets: list[Sheet]) -> list[Sheet]:
    kept = [sheet for sheet in sheets if sheet.lines]
    if not kept:
        raise CannotReadSheet(
            _("There are no rows in it. Check that you chose the right file, and try again.")
        )
    return kept


def _from_text(text: str, *, name: str) -> Sheet:
    try:
        return Sheet(name, lines_of(_numbered(text)))
    except csv.Error as error:
        raise CannotReadSheet(
            _("The text could not be split into cells. Save the sheet as .xlsx, and send that.")
        ) from error


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of a .csv with their place in it. A quoted cell may run over several lines."""
    text = UNPRINTABLE.sub("", text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    yield from enumerate(reader, start=1)


def delimiter_of(text: str) -> str:
    """What stands between cells: whichever sign splits the first lines most often and evenly."""
    head = [line for line in text.splitlines()[:30] if line.strip()]

    def lines_split(sign: str) -> tuple[int, int]:
        return sum(sign in line for line in head), sum(line.count(sign) for line in head)

    if any("\t" in line for line in head):
        return "\t"  # nobody types a tab into a cell: it came from a spreadsheet
    return max(DELIMITERS[1:], key=lines_split)
