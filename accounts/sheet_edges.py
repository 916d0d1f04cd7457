"""What stands in a workbook's sheet beyond what is read of it: too far right, or too far down.

It would be lost without a word, so the sheet is refused with a sentence that says how much of it
there is, where it begins and what to do. Only cells that hold something count, no mere formats.
"""

import re
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import ngettext

from accounts.plain_sheets import CannotReadSheet

MOST_COLUMNS = 60  # A to BH
COLUMN_BEYOND = re.compile(rb"(?:B[I-Z]|[C-Z][A-Z]|[A-Z]{3})$")
TAG = re.compile(rb"<(?:\w+:)?(row|c|v|t)\b([^<>]*)>(\s*[^<\s])?")  # what opens, and if it says
CELL_OF_NO_PLACE = re.compile(rb"""<(?:\w+:)?c(?:>|/|\s(?![^<>]*\br=["']))""")
NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
PLACE = re.compile(rb"""\sr=["'](([A-Z]{1,3})\d{1,7})["']""")


@dataclass
class Beyond:
    """What stands where nothing is read: how much of it, and where it begins."""

    first: str = ""
    count: int = 0

    def add(self, place: str) -> None:
        self.first = self.first or place
        self.count += 1


def refuse_beyond(xml: bytes, *, last_row: int) -> None:
    """Raises CannotReadSheet when a cell beyond column BH, or a row after `last_row`, says
    something. Goes through the sheet once, whatever is in it."""
    far_right, far_down = Beyond(), Beyond()
    number = 0
    row, cell = "", ""  # those being looked at that are beyond, until they say something
    for tag in TAG.finditer(xml):
        name, attributes, says = tag.groups()
        if name == b"row":
            number = _number(attributes) or number + 1
            row, cell = str(number) if number > last_row else "", ""
        elif name == b"c":
            cell = _place_beyond(attributes)
        elif says and not attributes.endswith(b"/"):
            if row:
                far_down.add(row)
            if cell:
                far_right.add(cell)
            row = cell = ""
    refuse_far_right(far_right.count, first=far_right.first)
    refuse_far_down(far_down.count, first=int(far_down.first or 0), last_row=last_row)


def _number(row: bytes) -> int:
    """The number that a row says of itself, or 0."""
    said = NUMBER.search(row)
    return int(said[1]) if said else 0


def _place_beyond(cell: bytes) -> str:
    """The place of a cell beyond column BH, or ""."""
    said = PLACE.search(cell)
    return said[1].decode() if said and COLUMN_BEYOND.match(said[2]) else ""


def refuse_far_right(cells: int, *, first: str) -> None:
    """Raises CannotReadSheet when there are so many cells that hold something beyond column BH."""
    if not cells:
        return
    said = ngettext(
        "%(n)s cell stands too far to the right to be read, in %(cell)s: the first 60 columns"
        " are. Move it nearer or delete it, and send the file again.",
        "%(n)s cells stand too far to the right to be read, the first in %(cell)s: the first 60"
        " columns are. Move them nearer or delete them, and send the file again.",
        cells,
    )
    raise CannotReadSheet(said % {"n": _written(cells), "cell": first})


def refuse_far_down(rows: int, *, first: int, last_row: int) -> None:
    """Raises CannotReadSheet when there are so many rows that hold something after `last_row`."""
    if not rows:
        return
    said = ngettext(
        "%(n)s row stands too far down to be read, row %(row)s: reading ends at row %(last)s."
        " Delete the empty rows above it, or the row itself, and send the file again.",
        "%(n)s rows stand too far down to be read, from row %(row)s on: reading ends at row"
        " %(last)s. Delete the empty rows above them, or the rows themselves, and send the file"
        " again.",
        rows,
    )
    words = {"n": rows, "row": first, "last": last_row}
    raise CannotReadSheet(said % {name: _written(value) for name, value in words.items()})


def says_no_places(xml: bytes) -> bool:
    """Whether a cell says no place of its own, so that only counting tells where it stands."""
    return CELL_OF_NO_PLACE.search(xml) is not None


def _written(number: int) -> str:
    return number_format(number, force_grouping=True)
