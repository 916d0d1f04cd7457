"""Which column of a staff list holds what, by the names people write above such columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.inviting.reading import CannotReadList, Row

LOOKED_AT = 20  # a header stands near the top, below a title at most


class Column(models.TextChoices):
    """What a list may hold, called as the questions are."""

    EMAIL = "email", gettext_lazy("E-mail")
    UNIT = "unit", gettext_lazy("Unit")
    GRADE = "grade", gettext_lazy("Level")
    LOCATION = "location", gettext_lazy("Place of work")


CALLED: dict[Column, tuple[str, ...]] = {
    Column.EMAIL: (
        "e mail", "email", "mail", "e mail address", "email address", "work email",
        "work e mail", "work email address", "business email", "company email", "mail address",
    ),
    Column.UNIT: (
        "unit", "business unit", "organisational unit", "organizational unit", "org unit",
        "department", "dept", "team", "division", "directorate", "business area", "service",
    ),
    Column.GRADE: (
        "grade", "level", "band", "pay band", "job grade", "job level", "pay grade",
        "career level", "seniority",
    ),
    Column.LOCATION: (
        "location", "site", "office", "place", "place of work", "work location", "office location",
        "base", "region", "city",
    ),
}  # fmt: skip
BY_NAME = {name: column for column, names in CALLED.items() for name in names}


@dataclass(frozen=True)
class Match:
    """Where each column stands, what its header says, and which headers were not understood."""

    places: dict[Column, int]
    headers: dict[Column, str]
    left_out: tuple[str, ...]
    below: int  # the place of the first row that may hold a person


def match(rows: Sequence[Row]) -> Match:
    """The header is the first row, near the top, that names an e-mail column.

    A list without a header will do where it holds addresses: then nothing but those is read.
    Raises CannotReadList where there is neither.
    """
    for place, (_number, cells) in enumerate(rows[:LOOKED_AT]):
        named = _named(cells)
        if Column.EMAIL in named:
            theirs = {column: cells[at] for column, at in named.items()}
            taken = set(named.values())
            rest = tuple(cell for at, cell in enumerate(cells) if cell and at not in taken)
            return Match(named, theirs, rest, place + 1)
        if any("@" in cell for cell in cells):
            at = next(at for at, cell in enumerate(cells) if "@" in cell)
            return Match({Column.EMAIL: at}, {}, (), place)
    raise CannotReadList(
        _("No column is called “E-mail”. Name the columns in the first row, and try again.")
    )


def _named(cells: Sequence[str]) -> dict[Column, int]:
    """The first column of each name; a second one of the same kind is left out."""
    found: dict[Column, int] = {}
    for at, cell in enumerate(cells):
        column = BY_NAME.get(" ".join(re.sub(r"[\W_]+", " ", cell.casefold()).split()))
        if column:
            found.setdefault(column, at)
    return found
