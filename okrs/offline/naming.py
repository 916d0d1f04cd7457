"""Whom and what a cell of an offline edition may name: people, keep-ats, key results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from okrs.rules.words import Kind
from okrs.sheets.columns import normal
from okrs.sheets.people import Person


@dataclass(frozen=True)
class Partner:
    """A keep-at as a guardrail: the number it has, and what it is called."""

    pk: int
    title: str


@dataclass(frozen=True, kw_only=True)
class Among:
    """What can be named. A title that two have is nobody's: its value is None."""

    people: tuple[Person, ...] = ()
    keeps: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def keeps_by_title(self) -> dict[str, int | None]:
        return by_title((title, pk) for pk, title in self.keeps.items())


def keeps_in(rows: Iterable[Any]) -> dict[int, str]:
    """The keep-ats of the plan, which others can be held back by."""
    return {row.pk: row.title for row in rows if row.kind == Kind.keep_at.value}


def by_title(pairs: Iterable[tuple[str, int]]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for title, pk in pairs:
        name = normal(title)
        found[name] = None if name in found else pk
    return found
