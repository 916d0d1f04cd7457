"""Rows that thousands of key results share, read once each and laid by every one of them.

As Django's prefetch_related does for any relation; for so many rows of so few objectives and people
most of its time goes into finding out, row by row, what is missing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accounts.models import User
from okrs.models import CheckIn, KeyResult, Objective

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


def lay_by_guards(rows: Mapping[int, KeyResult]) -> None:
    """What the keep-ats beside these say: their latest readings, one query, and none without any.

    One that is among the rows is that row, so that it counts as it is by then. `rows` are by number
    and were laid by (`lay_by`).
    """
    guarded = [row for row in rows.values() if row.guardrail_id is not None]
    _lay(guarded, "guardrail", {row.pk: row for row in _guards(guarded)} | dict(rows))
    guards = _guards(guarded)
    _lay(guards, "latest", CheckIn.objects.in_bulk(_keys(guards, ("latest",))))


def _guards(guarded: Iterable[KeyResult]) -> list[KeyResult]:
    return [row.guardrail for row in guarded if row.guardrail is not None]


def _keys(rows: Iterable[KeyResult], names: Iterable[str]) -> set[int]:
    found = {getattr(row, f"{name}_id") for name in names for row in rows}
    return found - {None}


def _lay(rows: Sequence[KeyResult], name: str, found: Mapping[int, Any]) -> None:
    field: Any = KeyResult._meta.get_field(name)
    for row in rows:
        field.set_cached_value(row, found.get(getattr(row, field.attname)))
