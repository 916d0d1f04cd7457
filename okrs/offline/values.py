"""The kinds of value a cell of the plan can hold: how each is written, read back, and said.

`cell` is what the workbook holds, `text` the same as it is read back, `read` a person's text as a
value, `said` a value in words. `read` refuses with NotUnderstood and never guesses.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okrs.offline.naming import Among
from okrs.sheets import days
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal
from okrs.sheets.lines import clean
from okrs.sheets.people import Person, who
from okrs.sheets.placing import pillar_named
from strategy.pillars import Pillar

LONGEST = 32_000  # letters: a cell of a workbook holds few more


class Words:
    """Text in one line."""

    is_few = False  # whether the same few values come again and again
    is_short = False  # whether one is written sooner than it is found among those written already

    def cell(self, value: Any, kind: str) -> Any:
        return self.text(value, kind)

    def text(self, value: Any, kind: str) -> str:
        return clean(str(value)[:LONGEST])

    def read(self, text: str, kind: str, among: Among) -> Any:
        return " ".join(text.split())

    def said(self, value: Any, kind: str) -> str:
        return str(value)

    def same(self, value: Any, other: Any) -> bool:
        """Whether two values are one to a reader: white space around words says nothing."""
        return _bare(str(value)[:LONGEST]) == _bare(str(other))

    def recorded(self, pair_end: Any) -> Any:
        """A value as the record of changes keeps it."""
        return pair_end


def _bare(text: str) -> str:
    """Without what a workbook cannot hold: openpyxl drops the sign for an underscore (_x005F_)."""
    return " ".join(clean(text).replace("x005F_", "").split())


class LongWords(Words):
    """Text of several lines."""

    def read(self, text: str, kind: str, among: Among) -> Any:
        return text


class Day(Words):
    is_few = True

    def cell(self, value: Any, kind: str) -> Any:
        return value

    def text(self, value: Any, kind: str) -> str:
        return (
            f"{value.day} {days.MONTHS[value.month - 1].capitalize()} {value.year}" if value else ""
        )

    def read(self, text: str, kind: str, among: Among) -> date | None:
        return days.day(text)

    def said(self, value: Any, kind: str) -> str:
        return date_format(value, "j F Y") if value else _("no day")

    def same(self, value: Any, other: Any) -> bool:
        return bool(value == other)

    def recorded(self, pair_end: Any) -> Any:
        return date.fromisoformat(pair_end) if pair_end else None


class Somebody(Words):
    """A person, written by e-mail address. Known by number, so that two of one name stay two."""

    is_few = True
    is_short = True

    def cell(self, value: Any, kind: str) -> Any:
        return value.email if value else None

    def text(self, value: Any, kind: str) -> str:
        return value.email if value else ""

    def read(self, text: str, kind: str, among: Among) -> Any:
        if not text.strip():
            return None
        found = who(text, among.people)
        if found is None:
            raise NotUnderstood(
                _("Nobody here who may own key results is called that. Write their e-mail address.")
            )
        return found

    def said(self, value: Any, kind: str) -> str:
        return value.name if value else _("nobody")

    def same(self, value: Any, other: Any) -> bool:
        return (value.pk if value else None) == (other.pk if other else None)

    def recorded(self, pair_end: Any) -> Any:
        return Person(pair_end, "", "") if pair_end else None


class Word(Words):
    """One of a closed list, in the words that people read or by its code."""

    is_few = True

    def __init__(self, words: Any) -> None:
        self.words = list(words)

    def cell(self, value: Any, kind: str) -> Any:
        return self.said(value, kind)

    def text(self, value: Any, kind: str) -> str:
        return self.said(value, kind)

    def read(self, text: str, kind: str, among: Among) -> Any:
        name = normal(text)
        for word in self.words:
            if name in (normal(str(word.label)), normal(word.value)):
                return word.value
        raise NotUnderstood(_("Write one of these: %(words)s.") % {"words": self._listed()})

    def said(self, value: Any, kind: str) -> str:
        return str(next((one.label for one in self.words if one.value == value), value))

    def same(self, value: Any, other: Any) -> bool:
        return bool(value == other)

    @property
    def labels(self) -> list[str]:
        return [str(word.label) for word in self.words]

    def _listed(self) -> str:
        return ", ".join(self.labels)


class Codes(Word):
    """A closed list of (code, label), as columns of milestones have."""

    def __init__(self, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__([_Choice(code, label) for code, label in choices])


class _Choice:
    def __init__(self, value: str, label: Any) -> None:
        self.value, self.label = value, label


class Pillars(Words):
    """Other pillars, one after the other with a semicolon between; in the pillars' own order."""

    def cell(self, value: Any, kind: str) -> Any:
        return self.text(value, kind)

    def text(self, value: Any, kind: str) -> str:
        return "; ".join(str(Pillar(slug).label) for slug in value)

    def read(self, text: str, kind: str, among: Among) -> Any:
        named = []
        for name in filter(None, (part.strip() for part in re.split(r"[;,\n]", text))):
            pillar = pillar_named(name)
            if pillar is None:
                raise NotUnderstood(_("Write names of pillars, with a semicolon between them."))
            named.append(pillar.value)
        return [slug for slug in Pillar.values if slug in named] if named else []

    def said(self, value: Any, kind: str) -> str:
        return ", ".join(str(Pillar(slug).label) for slug in value) or _("none")

    def same(self, value: Any, other: Any) -> bool:
        return list(value) == list(other)

    def recorded(self, pair_end: Any) -> Any:
        return list(pair_end)
