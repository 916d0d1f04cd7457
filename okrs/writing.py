"""How a row of the plan is written: what differs, as its next version, and in the record."""

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from django.db import models
from django.db.models import Max

from accounts import audit
from accounts.models import User
from okrs.models import KeyResult, Objective

Row = TypeVar("Row", Objective, KeyResult)


class Columns:
    """Columns of a row by their names, read in one go: rules are asked of thousands of rows."""

    def __init__(self, *names: str) -> None:
        """Two names at least."""
        self.names = names
        self._read = attrgetter(*names)

    def of(self, row: models.Model) -> dict[str, Any]:
        return dict(zip(self.names, self._read(row), strict=True))


def next_order(rows: "models.QuerySet[Any]") -> int:
    """The place after the last."""
    last: int | None = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def changed(stored: Row, columns: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Give the row what differs, as its next version; gives what was before and is after."""
    changes = {
        name: [was, value]
        for name, value in columns.items()
        if (was := getattr(stored, name)) is not value and was != value
    }
    for name, (_before, after) in changes.items():
        setattr(stored, name, after)
    stored.version += bool(changes)
    return changes


def save(
    stored: Row,
    columns: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    verb: str = "changed",
    note: str = "",
    also: Mapping[str, list[Any]] | None = None,
) -> Row:
    """Write what differs, as the next version, with one line in the record; nothing if nothing."""
    changes: dict[str, list[Any]] = changed(stored, columns)
    if not changes:
        return stored
    stored.save(update_fields=[*changes, "version"])
    audit.record(
        by=by, verb=verb, about=stored, at=at, changes=changes | dict(also or {}), note=note
    )
    return stored
