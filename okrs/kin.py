"""Rows that thousands of key results share, read once each and laid by every one of them.

As Django's prefetch_related does for any relation; for so many rows of so few objectives and people
most of its time goes into finding out, row by row, what is missing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accounts.models import User
from okrs.models import KeyResult, Objective

PEOPLE = ("owner", "reviewer")


def lay_by(found: Iterable[KeyResult]) -> list[KeyResult]:
    """Objective, owner, reviewer, and the guardrail with its objective: three queries at most."""
    rows = list(found)
    keeps = KeyResult.objects.in_bulk(_keys(rows, ("guardrail",)))
    objectives = Objective.objects.in_bulk(_keys([*rows, *keeps.values()], ("objective",)))
    people = User.objects.in_bulk(_keys(rows, PEOPLE))
    _lay(rows, "guardrail", keeps)
    _lay([*rows, *keeps.values()], "objective", objectives)
    for name in PEOPLE:
        _lay(rows, name, people)
    return rows


def _keys(rows: Iterable[KeyResult], names: Iterable[str]) -> set[int]:
    found = {getattr(row, f"{name}_id") for name in names for row in rows}
    return found - {None}


def _lay(rows: Sequence[KeyResult], name: str, found: Mapping[int, Any]) -> None:
    field: Any = KeyResult._meta.get_field(name)
    for row in rows:
        field.set_cached_value(row, found.get(getattr(row, field.attname)))
