"""The finest categories of waves laid on each other: a tiny one may be joined in some only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from disclosure.control.earlier import Earlier
from disclosure.control.plan import Attribute

NOW = -1
"""This wave's place in a name: after those of all earlier ones."""


@dataclass(frozen=True)
class Finest:
    """Of one attribute. Each is named by what every wave calls it; no two names are equal."""

    names: tuple[tuple[str, ...], ...]

    def places(self, wave: int, category: str) -> tuple[int, ...]:
        """Which of them a wave's category is made of; none if nobody knows it."""
        return self._places.get((wave, category), ())

    @cached_property
    def _places(self) -> Mapping[tuple[int, str], tuple[int, ...]]:
        found: dict[tuple[int, str], tuple[int, ...]] = {}
        for place, name in enumerate(self.names):
            for wave in (*range(len(name) - 1), NOW):
                found[wave, name[wave]] = (*found.get((wave, name[wave]), ()), place)
        return found

    def categories(self, wave: int) -> tuple[str, ...]:
        """What the wave calls them, each once."""
        return tuple(dict.fromkeys(name[wave] for name in self.names))

    def joins(self, wave: int) -> bool:
        """Whether one of the wave's categories is several of these."""
        return len(self.categories(wave)) < len(self.names)


def finest(code: str, here: Attribute | None, waves: Sequence[Earlier]) -> Finest:
    """Of an attribute as this wave has it, if it does, and as earlier ones had it."""
    beside = waves[0].beside.get(code, {}) if waves else {}
    codes = dict.fromkeys([*(here.categories if here else ()), *beside])
    for wave in waves:
        codes |= dict.fromkeys([*_categories(wave, code), *wave.recoded.get(code, {})])
    joins = [*(wave.recoded.get(code, {}) for wave in waves), beside]
    return Finest(tuple(dict.fromkeys(tuple(j.get(c, c) for j in joins) for c in codes)))


def _categories(wave: Earlier, code: str) -> list[str]:
    """Those its plan had, and those it showed, in a fixed order."""
    shown = {
        key[cut.index(code)] for cut, keys in wave.shown.items() if code in cut for key in keys
    }
    return sorted(shown | set(wave.categories.get(code, ())))
