"""What an earlier wave showed: which groups, and the numbers that were published of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from disclosure.control.plan import Cut, Joined, Key, cut_name, cut_named
from disclosure.control.safe_tables import Cell

Published = Mapping[Cut, Mapping[Key, Cell]]
"""The shown groups of each cut as they were published."""
Measures = Mapping[str, tuple[str, ...]]
"""The categories of each measure, in the order in which cells count them."""


@dataclass(frozen=True)
class Earlier:
    """For each cut of an earlier wave, which of its groups were shown. `recoded` as Protected has.

    Every other group was hidden or empty: which, and why, is known to nobody any more. `categories`
    are those that its plan had, by attribute; what is missing is taken from what was shown.
    `beside` is what is joined in the wave that this one is laid on: `stacking.comparable` sets it.
    `published` has the numbers with their noise, as everybody can read them, `measures` what each
    stands for, and `answered` how many answered, which every page says to the person (0: not
    known). All are empty where a box was sealed for its guardian before they were sent.
    """

    shown: Mapping[Cut, frozenset[Key]]
    recoded: Joined
    categories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    beside: Joined = field(default_factory=dict)
    published: Published = field(default_factory=dict)
    measures: Measures = field(default_factory=dict)
    answered: int = 0

    @classmethod
    def of(
        cls,
        cells: Mapping[Cut, Mapping[Key, Cell | None]],
        recoded: Joined,
        measures: Measures | None = None,
        answered: int = 0,
    ) -> Self:
        """Of protected tables: every group of each cut, with None for those not shown."""
        categories: dict[str, set[str]] = {}
        for cut, keys in cells.items():
            for code, found in zip(cut, zip(*keys, strict=True), strict=bool(keys)):
                categories.setdefault(code, set()).update(found)
        published = {
            cut: {key: cell for key, cell in keys.items() if cell is not None}
            for cut, keys in cells.items()
        }
        return cls(
            shown={cut: frozenset(keys) for cut, keys in published.items()},
            recoded=recoded,
            categories={code: frozenset(found) for code, found in categories.items()},
            published=published if measures else {},
            measures=measures or {},
            answered=answered,
        )

    @property
    def pattern(self) -> Self:
        """The same without its numbers."""
        return replace(self, published={}, measures={}, answered=0)

    def to_data(self) -> dict[str, Any]:
        """As plain data: it travels with a sealed box to the machine that counts it."""
        return {
            "shown": {cut_name(cut): sorted(map(list, keys)) for cut, keys in self.shown.items()},
            "recoded": {code: dict(joined) for code, joined in self.recoded.items()},
            "categories": {code: sorted(found) for code, found in self.categories.items()},
            "published": {cut_name(cut): _listed(keys) for cut, keys in self.published.items()},
            "measures": {code: list(names) for code, names in self.measures.items()},
            "answered": self.answered,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """What `to_data` gave, now or before it told the categories or the numbers. KeyError,
        TypeError, ValueError or AttributeError for anything else."""
        return cls(
            shown={
                cut_named(name): frozenset(map(tuple, keys)) for name, keys in data["shown"].items()
            },
            recoded={code: dict(joined) for code, joined in data["recoded"].items()},
            categories={
                code: frozenset(found) for code, found in data.get("categories", {}).items()
            },
            published={
                cut_named(name): _cells(keys) for name, keys in data.get("published", {}).items()
            },
            measures={code: tuple(names) for code, names in data.get("measures", {}).items()},
            answered=int(data.get("answered", 0)),
        )


def _listed(keys: Mapping[Key, Cell]) -> list[list[Any]]:
    """Groups in order of their keys, each with its size and its counts."""
    return [
        [list(key), cell.about, {code: list(row) for code, row in sorted(cell.counts.items())}]
        for key, cell in sorted(keys.items())
    ]


def _cells(listed: Sequence[Any]) -> dict[Key, Cell]:
    """What `_listed` gave."""
    return {
        tuple(key): Cell(int(about), {m: tuple(map(int, row)) for m, row in counts.items()})
        for key, about, counts in listed
    }
