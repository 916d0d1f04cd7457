"""Naming the organisation, its units and its strategy; refuses with a sentence."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from strategy.models import DEEPEST, Organisation, Strategy, Unit

SEPARATOR = " › "


class CannotOrganise(Exception):
    """A change was refused; the message is fit to show."""


@transaction.atomic
def rename_organisation(
    *, organisation: Organisation, name: str, headcount: int | None, by: User, at: datetime
) -> None:
    changes = _changes(organisation, name=name, headcount=headcount)
    if changes:
        organisation.save()
        audit.record(by=by, verb="changed", about=organisation, at=at, changes=changes)


@transaction.atomic
def add_unit(*, name: str, parent: Unit | None, by: User, at: datetime) -> Unit:
    held = _whole_tree()
    unit = Unit(name=name, parent=held[parent.pk] if parent else None)
    _place(unit)
    unit.save()
    audit.record(by=by, verb="added", about=unit, at=at)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, name: str, parent: Unit | None, by: User, at: datetime) -> None:
    """Rename a unit, or hang it elsewhere. Everything below it moves along, retired or not."""
    held = _whole_tree()
    unit, parent = held[unit.pk], held[parent.pk] if parent else None
    before, was_deep = unit.path, unit.depth
    below = [part for part in held.values() if part.path.startswith(before + SEPARATOR)]
    if parent in (unit, *below):
        raise CannotOrganise(_("A unit cannot be part of itself."))
    if not _changes(unit, name=name, parent=parent):
        return
    _place(unit)
    deeper = unit.depth - was_deep
    if any(part.depth + deeper > DEEPEST for part in below):
        raise CannotOrganise(_("Units go three levels deep, and this one has units below it."))
    unit.save()
    for part in below:
        part.path = unit.path + part.path.removeprefix(before)
        part.depth += deeper
        part.save(update_fields=["path", "depth"])
    audit.record(by=by, verb="changed", about=unit, at=at, changes={"path": [before, unit.path]})


@transaction.atomic
def retire_unit(*, unit: Unit, by: User, at: datetime) -> None:
    """Put a unit aside. Its name stays with what was counted under it."""
    held = _whole_tree()
    unit = held[unit.pk]
    if unit.retired_at:
        return
    if any(part.parent_id == unit.pk and not part.retired_at for part in held.values()):
        raise CannotOrganise(_("It has units below it: move or retire those first."))
    unit.retired_at = at
    unit.save(update_fields=["retired_at"])
    audit.record(by=by, verb="retired", about=unit, at=at)


@transaction.atomic
def edit_strategy(
    *,
    strategy: Strategy,
    name: str,
    vision: str,
    starts_on: date,
    ends_on: date,
    sponsor: str,
    version: int,
    by: User,
    at: datetime,
) -> Strategy:
    """Change the strategy's own words. `version` is the one the form was opened on."""
    stored = Strategy.objects.select_for_update(of=("self",)).get(pk=strategy.pk)
    if stored.version != version:
        raise CannotOrganise(_who_was_first(stored))
    changes = _changes(
        stored, name=name, vision=vision, starts_on=starts_on, ends_on=ends_on, sponsor=sponsor
    )
    if changes:
        stored.version += 1
        stored.save()
        audit.record(by=by, verb="changed", about=stored, at=at, changes=changes)
    return stored


def _who_was_first(strategy: Strategy) -> str:
    event = AuditEvent.objects.about(audit.subject_of(strategy)).first()
    return _(
        "%(name)s changed the strategy while you were writing. What you wrote is kept below; "
        "check it against theirs, and save again."
    ) % {"name": event.by_name if event else _("Somebody")}


def _whole_tree() -> dict[int, Unit]:
    """Every unit, held until the transaction ends: two moves at once could else break the tree."""
    return {unit.pk: unit for unit in Unit.objects.select_for_update(of=("self",)).order_by("pk")}


def _place(unit: Unit) -> None:
    """Depth and path from the parent; refuses a fourth level and a second unit of one name."""
    parent = unit.parent
    unit.depth = parent.depth + 1 if parent else 1
    unit.path = f"{parent.path}{SEPARATOR}{unit.name}" if parent else unit.name
    if unit.depth > DEEPEST:
        raise CannotOrganise(_("Units go three levels deep: choose a parent higher up."))
    if SEPARATOR.strip() in unit.name:
        raise CannotOrganise(_("A unit’s name cannot hold “›”: it stands between the levels."))
    if same := Unit.objects.filter(path=unit.path).exclude(pk=unit.pk).first():
        raise CannotOrganise(
            _("There was a unit of that name there, and what was counted under it keeps the name.")
            if same.retired_at
            else _("There is a unit of that name there already.")
        )


def _changes(thing: Organisation | Unit | Strategy, **wanted: object) -> dict[str, list[object]]:
    """Set what differs, and say what it was: {column: [before, after]}."""
    found = {
        name: [getattr(thing, name), value]
        for name, value in wanted.items()
        if getattr(thing, name) != value
    }
    for name, (_before, after) in found.items():
        setattr(thing, name, after)
    return found
