"""What the record keeps as JSON, brought back to what a column holds: decimals, days, rows."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Manager
from django.utils.translation import gettext as _

from accounts import record_entries, record_words
from accounts.models import AuditEvent, User
from okrs.models import KeyResult, Objective
from okrs.refusals import CannotPlan
from okrs.undoing.since import name_and_day, standing_since

NAMED_BY: dict[type[models.Model], str] = {User: "name", KeyResult: "title", Objective: "title"}
"""How a row was kept before its number was."""
PEOPLE = ("owner", "reviewer")
Known = Mapping[int, User]
NOBODY: Known = {}


def columns_of(event: AuditEvent, row: models.Model) -> list[str]:
    """The columns among the changes; what stands beside them, such as numbers, is left out."""
    names = {field.name for field in row._meta.concrete_fields}
    return [name for name in event.changes if name in names and name != "id"]


def before(event: AuditEvent, row: models.Model, known: Known = NOBODY) -> dict[str, Any]:
    """Every column as it was before the entry, to write back. `known` are people read already."""
    return {
        name: _person(event, name, known) or _column(event, row, name, side=0)
        for name in columns_of(event, row)
    }


def _person(event: AuditEvent, name: str, known: Known) -> User | None:
    number = event.changes.get(f"{name}_id")
    return known.get(number[0]) if number and name in PEOPLE else None


def refuse_if_moved_since(
    event: AuditEvent, row: models.Model, names: Iterable[str] | None = None
) -> None:
    """Refuse where a column does not hold any more what the entry left there."""
    for name in columns_of(event, row) if names is None else names:
        if not _still_there(event, row, name):
            raise CannotPlan(_moved(event, name))


def refuse_if_done_since(event: AuditEvent, verbs: Iterable[str]) -> None:
    """Refuse where one of these was done to the same thing after, and stands."""
    if later := next((one for one in standing_since(event) if one.verb in verbs), None):
        raise CannotPlan(
            _("%(name_and_day)s %(did)s since. Undo that first.")
            % {
                "name_and_day": name_and_day(later),
                "did": record_words.done(later.verb, later.title),
            }
        )


def _still_there(event: AuditEvent, row: models.Model, name: str) -> bool:
    field = row._meta.get_field(name)
    if not isinstance(field, models.ForeignKey):
        now, after = getattr(row, name), _column(event, row, name, side=1)
        return bool(now == after)
    if number := event.changes.get(field.attname):
        return bool(getattr(row, field.attname) == number[1])
    standing = getattr(row, name)
    return bool((None if standing is None else str(standing)) == event.changes[name][1])


def _column(event: AuditEvent, row: models.Model, name: str, *, side: int) -> Any:
    """One kept value as its column holds it. Side 0 is before, 1 is after."""
    field, kept = row._meta.get_field(name), event.changes[name][side]
    if isinstance(field, models.ForeignKey):
        return _row(event, field, side=side)
    value = field.to_python(kept)  # type: ignore[union-attr]
    if isinstance(field, models.DecimalField) and isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-field.decimal_places))
    return value


def _row(event: AuditEvent, field: "models.ForeignKey[Any, Any]", *, side: int) -> Any:
    kept = event.changes[field.name][side]
    if kept is None:
        return None
    objects: Manager[Any] = field.related_model._default_manager
    number = event.changes.get(field.attname)
    wanted = {"pk": number[side]} if number else {NAMED_BY[field.related_model]: kept}
    found = list(objects.filter(**wanted)[:2])
    if number and not found:
        raise CannotPlan(_("“%(name)s” is not there any more.") % {"name": kept})
    if len(found) != 1:
        raise CannotPlan(
            _("The record does not say which “%(name)s” it was: choose it by hand.")
            % {"name": kept}
        )
    return found[0]


def _moved(event: AuditEvent, name: str) -> str:
    """Names the column, who changed it since, and when, where the record knows."""
    field = record_entries.field_of(event, name)
    later = next((one for one in standing_since(event) if name in one.changes), None)
    if later is None:
        return _("“%(field)s” has changed since, so this is not undone.") % {"field": field}
    return _("%(name_and_day)s changed “%(field)s” since. Undo that first.") % {
        "name_and_day": name_and_day(later),
        "field": field,
    }
