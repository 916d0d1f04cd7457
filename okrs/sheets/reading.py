"""A file or pasted text becomes sheets: numbered lines of cells, all of them text.

Refuses, with a sentence, what is too big, what is no sheet, and what would only pretend to be one:
an archive that unpacks to far more than it weighs, a workbook with macros, an older format.
Formulas are never worked out: the value saved beside a formula is read, and text stays text.
"""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.plain_sheets import ZIP, CannotReadSheet, decoded, is_workbook
from okrs.sheets import archives, lines
from okrs.sheets.lines import UNPRINTABLE, Sheet, lines_of

BIGGEST = 5 * 1024 * 1024
LOOKED_AT = 4096  # bytes of a text that are looked at for a sign that it is none
SAYS_WHAT_PARTS = re.compile(r"sep=([,;|\t])\r?\n", re.I)  # as Excel wants to be told
DELIMITERS = ("\t", ",", ";", "|")


def read_upload(*, name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .xlsx file, a .csv file or a .zip of such that hold anything, in their
    order; at least one.

    What the file is is decided by its first bytes, not by what it calls itself.
    """
    if len(content) > BIGGEST:
        raise CannotReadSheet(
            _("The file is larger than 5 MB. Leave out pictures and other sheets, then try again.")
        )
    if texts := archived(content):
        sheets = [_from_text(_text_of(text), name=lines.clean(name)) for name, text in texts]
    elif is_workbook(content):
        from okrs.sheets import workbooks  # brings openpyxl, which nothing else needs

        sheets = workbooks.read(content)
    else:
        sheets = [_from_text(_text_of(content), name=name)]
    return _with_content(sheets)


def archived(content: bytes) -> list[tuple[str, bytes]]:
    """The .csv files of an archive; none where it is no archive of them."""
    return archives.texts_in(content) if content.startswith(ZIP) else []


def read_pasted(text: str) -> list[Sheet]:
    """One sheet from what a person copied out of a spreadsheet: tabs between its cells."""
    if len(text.encode(errors="replace")) > BIGGEST:
        raise CannotReadSheet(_("That is more than 5 MB. Paste fewer rows, and try again."))
    return _with_content([_from_text(text, name=_("Pasted rows"))])


def _text_of(content: bytes) -> str:
    no_sheet = _(
        "This is not a sheet we can read. Send an .xlsx or a .csv file, or paste the rows."
    )
    return decoded(content, no_sheet=no_sheet, looked_at=LOOKED_AT)


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
    told = SAYS_WHAT_PARTS.match(text)
    delimiter = told[1] if told else delimiter_of(text)
    reader = csv.reader(
        io.StringIO(text[told.end() :] if told else text, newline=""), delimiter=delimiter
    )
    yield from enumerate(reader, start=2 if told else 1)


def delimiter_of(text: str) -> str:
    """What stands between cells: whichever sign splits the first lines most often and evenly."""
    head = [line for line in text.splitlines()[:30] if line.strip()]

    def lines_split(sign: str) -> tuple[int, int]:
        return sum(sign in line for line in head), sum(line.count(sign) for line in head)

    others = max(DELIMITERS[1:], key=lines_split)
    if 2 * lines_split("\t")[0] >= lines_split(others)[0]:
        return "\t" if any("\t" in line for line in head) else others  # nobody types a tab
    return others
