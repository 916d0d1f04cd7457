"""Who an Owner cell means: by e-mail, by name, or by a short name that only one person has."""

import re
from dataclasses import dataclass

from okrs.sheets.columns import normal


@dataclass(frozen=True)
class Person:
    pk: int
    name: str
    email: str

    @property
    def known_as(self) -> frozenset[str]:
        """ "Joanna Bevan", "J. Bevan", "Bevan, Joanna", "Joanna", and their address."""
        first, _space, last = self.name.rpartition(" ")
        names = {self.name, last}
        if first:
            names |= {f"{first[0]} {last}", f"{last} {first}", first.split(" ")[0]}
        return frozenset(normal(name) for name in (*names, self.email))


def who(text: str, people: tuple[Person, ...]) -> Person | None:
    """The one person a cell can mean; None when it is nobody here, or more than one."""
    found = all_of(text, people)
    return found[0] if len(found) == 1 else None


def all_of(text: str, people: tuple[Person, ...]) -> list[Person]:
    """Everybody a cell can mean: those of that whole name or address, else of that short name."""
    if "@" in text:  # an address is whoever has it, and nobody whose is only alike
        address = text.rpartition("<")[2].strip("<> ").casefold()
        return [p for p in people if p.email.casefold() == address]
    name = normal(text)
    if not name:
        return []
    whole = [p for p in people if normal(p.name) == name]
    return whole or [p for p in people if name in p.known_as]


def first_of(text: str, people: tuple[Person, ...]) -> Person | None:
    """The one person a cell means; of several ("Ada Stone; J. Bevan") the first."""
    return who(text, people) or who(_parted(text)[0], people)


def is_of_several(text: str, people: tuple[Person, ...]) -> bool:
    """Whether whoever a cell names first could be more than one person here."""
    return any(len(all_of(one, people)) > 1 for one in (text, _parted(text)[0]))


def others_named(text: str) -> str:
    """Who else a cell names after the first; "Bevan, Joanna" is one person."""
    parts = _parted(text)
    is_turned_round = len(parts) == 2 and "," in text and " " not in parts[0] and "@" not in text
    return "" if is_turned_round else ", ".join(parts[1:])


def _parted(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,\n]| and | & ", text) if part.strip()] or [""]
