"""A staff list is checked: whom it invites, which rows cannot be used, and what is left blank."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.inviting.addresses import address
from surveys.inviting.columns import Column, Match, match
from surveys.inviting.known import Known
from surveys.inviting.reading import Row

ABOUT = (Column.UNIT, Column.GRADE, Column.LOCATION)


class Person(NamedTuple):
    """Somebody to invite. What is not known of them is blank."""

    email: str
    unit: str = ""
    grade: str = ""
    location: str = ""


class Fault(models.TextChoices):
    MISSING = "missing"
    BAD = "bad"
    TWICE = "twice"


@dataclass(frozen=True)
class LeftOut:
    """A row that invites nobody, and why."""

    row: int
    fault: Fault
    said: str = ""
    first: int = 0  # where the address stands as well

    @property
    def sentence(self) -> str:
        if self.fault == Fault.MISSING:
            return _("There is no e-mail address.")
        if self.fault == Fault.TWICE:
            return _("%(address)s is in row %(row)s already.") % {
                "address": self.said,
                "row": self.first,
            }
        return _("“%(said)s” is not an e-mail address.") % {"said": self.said[:80]}


@dataclass(frozen=True)
class LeftBlank:
    """A unit, grade or location that this survey does not know, and in how many rows."""

    column: Column
    said: str
    row: int
    times: int

    @property
    def sentence(self) -> str:
        words = ngettext(
            "“%(said)s” is not an answer to choose from for %(column)s. It is left blank.",
            "“%(said)s” is not an answer to choose from for %(column)s. It is left blank in"
            " %(n)s rows, of which this is the first.",
            self.times,
        )
        return words % {
            "said": self.said[:80],
            "column": self.column.label.lower(),
            "n": f"{self.times:,}",
        }


@dataclass(frozen=True)
class StaffList:
    """A list as understood: nothing of it is stored yet."""

    people: list[Person]
    left_out: list[LeftOut]
    left_blank: list[LeftBlank]
    not_asked: list[Column]  # columns of which this survey has no use: not kept
    match: Match


def check(rows: Sequence[Row], known: Known) -> StaffList:
    """Read rows as people. Raises CannotReadList where there is no column of addresses."""
    found = match(rows)
    people: list[Person] = []
    left_out: list[LeftOut] = []
    seen: dict[str, int] = {}
    about = [_Attribute(column, known, found) for column in ABOUT]
    for number, cells in rows[found.below :]:
        said = _cell(cells, found.places[Column.EMAIL])
        email = address(said)
        if not email:
            left_out.append(LeftOut(number, Fault.BAD if said else Fault.MISSING, said))
        elif seen.setdefault(email, number) != number:
            left_out.append(LeftOut(number, Fault.TWICE, email, seen[email]))
        else:
            people.append(Person(email, *(attribute.read(number, cells) for attribute in about)))
    return StaffList(
        people=people,
        left_out=left_out,
        left_blank=[one for attribute in about for one in attribute.left_blank()],
        not_asked=[column for column in ABOUT if column in found.places and column not in known],
        match=found,
    )


class _Attribute:
    """One column about people: what each row says, and what of it is not known here."""

    def __init__(self, column: Column, known: Known, found: Match) -> None:
        self.column, self.known = column, known.get(column)
        self.place = found.places.get(column)
        self.unknown: Counter[str] = Counter()
        self.first: dict[str, int] = {}

    def read(self, number: int, cells: list[str]) -> str:
        if self.known is None or self.place is None:
            return ""
        said = " ".join(_cell(cells, self.place).split())
        label = self.known.get(said.casefold(), "")
        if said and not label:
            self.unknown[said] += 1
            self.first.setdefault(said, number)
        return label

    def left_blank(self) -> list[LeftBlank]:
        """The most frequent first."""
        return [
            LeftBlank(self.column, said, self.first[said], times)
            for said, times in self.unknown.most_common()
        ]


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
