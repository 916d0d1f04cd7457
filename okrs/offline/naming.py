"""Whom and what a cell of an offline edition may name: people, keep-ats, key results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from okrs.sheets.columns import normal
from okrs.sheets.people import Person


@dataclass(frozen=True)
class Partner:
    """A keep-at as a guardrail: the number it has, and what it is called."""

    pk: int
    title: str


@dataclass(frozen=True)
class NewRow:
    """A key result that the same sheet adds, by its title: it has no number yet."""

    name: str  # as `normal` writes it
    title: str


@dataclass(frozen=True, kw_only=True)
class Among:
    """What can be named. A title that two have is nobody's: its value is None."""

    people: tuple[Person, ...] = ()
    keeps: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[str, int | None] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)  # key results that the same sheet adds

    @property
    def keeps_by_title(self) -> dict[str, int | None]:
        return by_title((title, pk) for pk, title in self.keeps.items())


def by_title(pairs: Iterable[tuple[str, int]]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for title, pk in pairs:
        name = normal(title)
        found[name] = None if name in found else pk
    return found
