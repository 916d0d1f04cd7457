"""What stands in a workbook's sheet beyond what is read of it: too far right, or too far down.

It would be lost without a word, so the sheet is refused with a sentence that says how much of it
there is, where it begins and what to do. Only cells that hold something count, no mere formats.
"""

import re
from collections.abc import Iterator
from typing import TypeVar

from django.utils.formats import number_format
from django.utils.translation import ngettext

from accounts.plain_sheets import CannotReadSheet

T = TypeVar("T")
MOST_COLUMNS = 60  # A to BH
BEYOND_BH = rb"(?:B[I-Z]|[C-Z][A-Z]|[A-Z]{3})"
FAR_RIGHT = re.compile(rb"""\sr=["'](%s\d{1,7})["'][^>]*>""" % BEYOND_BH)
CELL = re.compile(rb"<(?:\w+:)?c\b")
CELL_OF_NO_PLACE = re.compile(rb"""<(?:\w+:)?c(?:>|/|\s(?![^>]*\br=["']))""")
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
VALUE = re.compile(rb"<(?:\w+:)?[vt]\b[^>]*(?<!/)>\s*[^<\s]")


def refuse_beyond(xml: bytes, *, last_row: int) -> None:
    """Raises CannotReadSheet when a cell beyond column BH, or a row after `last_row`, says
    something."""
    first_cell, cells = _counted(_far_right(xml))
    refuse_far_right(cells, first=first_cell or "")
    first_row, rows = _counted(_far_down(xml, last_row))
    refuse_far_down(rows, first=first_row or 0, last_row=last_row)


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


def _far_right(xml: bytes) -> Iterator[str]:
    for found in FAR_RIGHT.finditer(xml):
        following = CELL.search(xml, found.end())
        if VALUE.search(xml, found.end(), following.start() if following else len(xml)):
            yield found[1].decode()


def _far_down(xml: bytes, last_row: int) -> Iterator[int]:
    """Numbers of rows that hold something; a row that says no number follows the one before."""
    number = 0
    before: tuple[int, int] | None = None  # the row being looked at: its number, and where it opens
    for found in ROW.finditer(xml):
        if before and VALUE.search(xml, before[1], found.start()):
            yield before[0]
        said = NUMBER.search(found[1])
        number = int(said[1]) if said else number + 1
        before = (number, found.end()) if number > last_row else None
    if before and VALUE.search(xml, before[1]):
        yield before[0]


def _counted(found: Iterator[T]) -> tuple[T | None, int]:
    """The first of them, if any, and how many there are: a sheet may have a million."""
    first = next(found, None)
    return first, 0 if first is None else 1 + sum(1 for _one in found)


def _written(number: int) -> str:
    return number_format(number, force_grouping=True)
