"""What the gate tried on a wave's tables, what it found, and what the protection cost.

It is stored with the tables and stands on the public page, so nothing in it may be exact about a
few people: costs are rounded, and of hidden groups only their number is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Check:
    """One attack: how many targets it was tried on, and how many it found. 0 found is the pass."""

    name: str
    tried: int
    found: int


@dataclass(frozen=True)
class Certificate:
    """The last round's checks, and how the tables came to pass.

    `repairs` is how often groups had to be hidden after a hit; `total_only` says that this did not
    suffice and everything but the total was left out. `shown` and `hidden` count the groups a table
    could have, those with nobody in them among the hidden: no figure says which. `safe_hidden` are
    those large enough, hidden for others' sake (to the nearest 5). `error` is the mean distance, in
    percentage points, of shown shares from exact ones, by size of group. `digest` is that of the
    tables it stands for.
    """

    checks: tuple[Check, ...]
    repairs: int
    total_only: bool
    shown: int
    hidden: int
    safe_hidden: int
    smallest_crowd: int
    error: Mapping[str, float]
    minimum: int
    noise: int
    variance: int
    digest: str = ""
    version: str = "1"

    @property
    def passed(self) -> bool:
        """Whether nothing was found, with the tables as they are."""
        return not any(check.found for check in self.checks)

    def to_data(self) -> dict[str, Any]:
        """As plain data, for a column of JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The certificate that was kept."""
        return cls(**{**data, "checks": checks(data["checks"]), "error": dict(data["error"])})


def checks(kept: Iterable[Mapping[str, Any]]) -> tuple[Check, ...]:
    """Checks that were kept as plain data."""
    return tuple(Check(**check) for check in kept)
