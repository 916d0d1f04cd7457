"""What a difference between a sheet and the plan is, in words and in values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from okrs.offline.fields import Field, Table


class State(StrEnum):
    """What a row of the sheet would do to the plan."""

    ADDED = "added"
    CHANGED = "changed"
    CONFLICT = "conflict"  # changed, and somebody changed the same in the plan meanwhile
    REMOVED = "removed"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One cell that says otherwise than the plan does now."""

    field: Field
    value: Any
    was: str  # when the sheet was taken away
    sheet: str
    now: str
    since: str = ""  # who changed it in the plan meanwhile; "" where nobody did
    is_conflict: bool = False


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One row: what it would do, and what is wrong with it if anything is."""

    key: str  # "KR-12", or "KR+14" for a new row that stands in line 14
    table: Table
    state: State
    title: str
    number: int | None = None  # its line in the sheet
    row: Any = None  # as it is in the plan
    fields: tuple[Changed, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)  # of a new row
    problems: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Changed, ...]:
        return tuple(one for one in self.fields if one.is_conflict)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All that differs, in the order of the tables and of their lines."""

    differences: tuple[Difference, ...]
    unchanged: int

    def of(self, *states: State) -> list[Difference]:
        return [one for one in self.differences if one.state in states]

    def count(self, state: State) -> int:
        return len(self.of(state))
