"""What an earlier wave showed: the pattern only. Its counts are not needed, and not kept exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from disclosure.control.plan import Cut, Key


@dataclass(frozen=True)
class Earlier:
    """For each cut of an earlier wave, which of its groups were shown. `recoded` as Protected has.

    Every other group was hidden or empty: which, and why, is known to nobody any more.
    """

    shown: Mapping[Cut, frozenset[Key]]
    recoded: Mapping[str, Mapping[str, str]]

    def to_data(self) -> dict[str, Any]:
        """As plain data: it travels with a sealed box to the machine that counts it."""
        return {
            "shown": {"*".join(cut): sorted(map(list, keys)) for cut, keys in self.shown.items()},
            "recoded": {code: dict(joined) for code, joined in self.recoded.items()},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """What `to_data` gave. KeyError, TypeError or AttributeError for anything else."""
        return cls(
            shown={
                tuple(cut.split("*")) if cut else (): frozenset(map(tuple, keys))
                for cut, keys in data["shown"].items()
            },
            recoded={code: dict(joined) for code, joined in data["recoded"].items()},
        )
