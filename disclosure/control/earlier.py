"""What an earlier wave showed: the pattern only. Its counts are not needed, and not kept exact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from disclosure.control.plan import Cut, Joined, Key, cut_name, cut_named


@dataclass(frozen=True)
class Earlier:
    """For each cut of an earlier wave, which of its groups were shown. `recoded` as Protected has.

    Every other group was hidden or empty: which, and why, is known to nobody any more. `categories`
    are those that its plan had, by attribute; what is missing is taken from what was shown.
    `beside` is what is joined in the wave that this one is laid on: `stacking.comparable` sets it.
    """

    shown: Mapping[Cut, frozenset[Key]]
    recoded: Joined
    categories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    beside: Joined = field(default_factory=dict)

    @classmethod
    def of(cls, cells: Mapping[Cut, Mapping[Key, object | None]], recoded: Joined) -> Self:
        """Of protected tables: every group of each cut, with None for those not shown."""
        categories: dict[str, set[str]] = {}
        for cut, keys in cells.items():
            for code, found in zip(cut, zip(*keys, strict=True), strict=bool(keys)):
                categories.setdefault(code, set()).update(found)
        return cls(
            shown={
                cut: frozenset(key for key, cell in keys.items() if cell is not None)
                for cut, keys in cells.items()
            },
            recoded=recoded,
            categories={code: frozenset(found) for code, found in categories.items()},
        )

    def to_data(self) -> dict[str, Any]:
        """As plain data: it travels with a sealed box to the machine that counts it."""
        return {
            "shown": {cut_name(cut): sorted(map(list, keys)) for cut, keys in self.shown.items()},
            "recoded": {code: dict(joined) for code, joined in self.recoded.items()},
            "categories": {code: sorted(found) for code, found in self.categories.items()},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """What `to_data` gave, now or before it told the categories. KeyError, TypeError or
        AttributeError for anything else."""
        return cls(
            shown={
                cut_named(name): frozenset(map(tuple, keys)) for name, keys in data["shown"].items()
            },
            recoded={code: dict(joined) for code, joined in data["recoded"].items()},
            categories={
                code: frozenset(found) for code, found in data.get("categories", {}).items()
            },
        )
