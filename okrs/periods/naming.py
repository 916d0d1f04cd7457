"""Naming a period, changing what it is called or spans, and taking away one that was never closed.

Refuses, with a sentence (`CannotPlan`), two periods of one strategy that share a day.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.meanwhile import refuse_if_changed
from okrs.models import Period
from okrs.periods.spans import Span, overlap
from okrs.refusals import CannotPlan
from strategy.models import Strategy


@transaction.atomic
def name_period(
    *, strategy: Strategy, name: str, starts_on: date, ends_on: date, by: User, at: datetime
) -> Period:
    """A new period. The same name and days again is the one that is there already."""
    held = _held(strategy)
    columns = {"name": " ".join(name.split()), "starts_on": starts_on, "ends_on": ends_on}
    same = next((one for one in held if _columns_of(one) == columns), None)
    if same:
        return same
    _check(columns, strategy=strategy, others=held)
    period = Period.objects.create(strategy=strategy, **columns)
    audit.record(by=by, verb="named the period", about=period, at=at)
    return period


@transaction.atomic
def change_period(
    *,
    period: Period,
    name: str,
    starts_on: date,
    ends_on: date,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Period:
    """Another name or other days, while nothing was kept of it yet."""
    held = _held(period.strategy)
    stored = locked(period)
    refuse_if_changed(stored, stored=stored.version, seen=version)
    _refuse_kept(stored)
    columns = {"name": " ".join(name.split()), "starts_on": starts_on, "ends_on": ends_on}
    _check(columns, strategy=stored.strategy, others=[o for o in held if o.pk != stored.pk])
    return write(stored, columns, by=by, at=at, verb="changed")


@transaction.atomic
def remove_period(*, period: Period, by: User, at: datetime) -> None:
    """Take away a period that nothing was kept of, with what was said while it was reviewed."""
    stored = locked(period)
    _refuse_kept(stored)
    audit.record(by=by, verb="took away the period", about=stored, at=at)
    stored.results.all().delete()
    stored.delete()


def locked(period: Period) -> Period:
    """The period as it is stored, held until the transaction ends: one writer at a time."""
    held = Period.objects.select_for_update(of=("self",)).select_related("strategy", "closed_by")
    return held.get(pk=period.pk)


def write(
    stored: Period,
    columns: dict[str, Any],
    *,
    by: User,
    at: datetime,
    verb: str,
    note: str = "",
) -> Period:
    """Write what differs as the next version, with one line in the record."""
    changes = {
        name: [getattr(stored, name), value]
        for name, value in columns.items()
        if getattr(stored, name) != value
    }
    if not changes:
        return stored
    for name, (_before, after) in changes.items():
        setattr(stored, name, after)
    stored.version += 1
    stored.save(update_fields=[*changes, "version"])
    told = {name: pair for name, pair in changes.items() if name != "closed_by"}
    audit.record(by=by, verb=verb, about=stored, at=at, changes=told, note=note)
    return stored


def _held(strategy: Strategy) -> list[Period]:
    """Every period of a strategy; whoever names a second one at once waits."""
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    return list(Period.objects.filter(strategy=strategy).order_by("starts_on", "pk"))


def _columns_of(period: Period) -> dict[str, Any]:
    return {"name": period.name, "starts_on": period.starts_on, "ends_on": period.ends_on}


def _refuse_kept(period: Period) -> None:
    if period.closed_at or period.snapshots.exists():
        raise CannotPlan(
            _("It was closed before, and what was kept of it stays: its name and days stay too.")
        )


def _check(columns: dict[str, Any], *, strategy: Strategy, others: list[Period]) -> None:
    if not columns["name"]:
        raise CannotPlan(_("Write what the period is called, such as “Year 1”."), field="name")
    if columns["ends_on"] <= columns["starts_on"]:
        raise CannotPlan(_("Its last day must be after its first."), field="ends_on")
    if columns["ends_on"] < strategy.starts_on or columns["starts_on"] > strategy.ends_on:
        raise CannotPlan(
            _("The strategy runs from %(start)s to %(end)s: choose days within it.")
            % {"start": _day(strategy.starts_on), "end": _day(strategy.ends_on)},
            field="starts_on",
        )
    if any(one.name.casefold() == columns["name"].casefold() for one in others):
        raise CannotPlan(_("Another period has this name: choose another."), field="name")
    for one in others:
        if overlap(Span(**columns), Span(**_columns_of(one))):
            raise CannotPlan(
                _("It shares days with “%(name)s”, %(start)s to %(end)s: choose other days.")
                % {"name": one.name, "start": _day(one.starts_on), "end": _day(one.ends_on)},
                field="starts_on",
            )


def _day(day: date) -> str:
    return date_format(day, "j F Y")
