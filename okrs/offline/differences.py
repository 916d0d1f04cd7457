"""What a difference between a sheet and the plan is, in words and in values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from okrs.offline.tables import Field, Table

UNKNOWN = object()
"""What the record does not say: it differs from everything."""


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
    base: Any  # when the sheet was taken away; UNKNOWN where the record does not say
    stored: Any  # in the plan now
    kinds: tuple[str, str]  # how the key result is measured: in the plan, and in the sheet
    since: str = ""  # who changed it in the plan meanwhile; "" where nobody did
    is_conflict: bool = False

    @property
    def was(self) -> str:
        if self.base is UNKNOWN:
            return _("no longer known")
        return self.field.value.said(self.base, self.kinds[0])

    @property
    def sheet(self) -> str:
        return self.field.value.said(self.value, self.kinds[1])

    @property
    def now(self) -> str:
        return self.field.value.said(self.stored, self.kinds[0])


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
    only_read: tuple[str, ...] = ()  # sentences about cells that are shown and never taken over

    def of(self, *states: State) -> list[Difference]:
        return [one for one in self.differences if one.state in states]

    def count(self, state: State) -> int:
        return len(self.of(state))
