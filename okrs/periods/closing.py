"""Closing a period: it is kept as it stood and locked, and what is carried over begins.

Refuses with sentences (`CannotClose`) what is undecided. All of it happens or nothing; sent twice
it is closed once. What ended leaves the plan as closed with its period and stays readable; what
goes on takes nothing more of those days (okrs.closed_periods).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from okrs import overrides
from okrs.models import KeyResult, Period, PeriodResult, PeriodSnapshot
from okrs.periods import gathering, keeping
from okrs.periods.carrying import Choice, carry, offered
from okrs.periods.contents import Contents, PillarKept, ResultKept
from okrs.periods.naming import locked, write
from okrs.refusals import CannotPlan
from okrs.writing import save


class CannotClose(CannotPlan):
    """A close was refused; `field` names the key result it is about, as "due-12" or "to-12"."""


class SomethingChanged(CannotClose):
    """What would be closed is not what was looked at; the page shows it anew."""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What the confirm page holds: what it showed, and a choice for each that is carried over.

    `seen` is `as_seen` of what was shown; None for a caller that showed nothing.
    """

    seen: str | None = None
    choices: Mapping[int, Choice] | None = None


@transaction.atomic
def close(
    *, period: Period, by: User, at: datetime, key: UUID, closing: Closing | None = None
) -> PeriodSnapshot:
    """Close it. `key` is the form's own: the same one again gives the same snapshot."""
    stored = locked(period)
    again = PeriodSnapshot.objects.filter(key=key).first()
    if again:
        return _same(again, stored)
    wanted = closing or Closing()
    refuse_close(stored, at=at)
    held = _held(stored)
    found = gathering.gather(stored, known_by=at)
    if wanted.seen is not None and wanted.seen != as_seen(found):
        raise SomethingChanged(
            _(
                "Something changed while you were looking. This is how it stands now: check, "
                "and close."
            )
        )
    refuse_undecided(found)
    made = _end_and_carry(found, held, wanted, period=stored, by=by, at=at)
    return _keep(found, made, period=stored, by=by, at=at, key=key)


def as_seen(found: Contents) -> str:
    """A fingerprint of a review, to say whether it is still what somebody looked at."""
    return keeping.digest_of(keeping.text_of(found))


def refuse_close(period: Period, *, at: datetime) -> None:
    """Why it cannot be closed yet, whatever was decided. Raises CannotClose."""
    if period.closed_at:
        raise CannotClose(_("%(name)s is closed already.") % {"name": period.name})
    if localdate(at) <= period.ends_on:
        raise CannotClose(
            _("It runs until %(day)s: close it from the day after.")
            % {"day": date_format(period.ends_on, "j F Y")}
        )
    earlier = Period.objects.filter(
        strategy_id=period.strategy_id, closed_at=None, ends_on__lt=period.starts_on
    )
    if last := _closed_after(period):
        raise CannotClose(
            _("%(later)s came after it and is closed: re-open that one first.")
            % {"later": last.name}
        )
    if first := earlier.order_by("starts_on", "pk").first():
        raise CannotClose(
            _("%(earlier)s comes before it and is not closed: close that one first.")
            % {"earlier": first.name}
        )


def _closed_after(period: Period) -> Period | None:
    """A later one holds already what this one would have had to hold first."""
    later = Period.objects.filter(
        strategy_id=period.strategy_id, closed_at__isnull=False, starts_on__gt=period.ends_on
    )
    return later.order_by("-starts_on", "-pk").first()


def refuse_undecided(found: Contents) -> None:
    """Raises CannotClose while somebody still has to say what became of what was due."""
    left = found.undecided
    if left:
        raise CannotClose(
            ngettext(
                "First say what became of %(n)s key result that was due: “%(first)s”.",
                "First say what became of %(n)s key results that were due, such as “%(first)s”.",
                len(left),
            )
            % {"n": len(left), "first": left[0].title}
        )


def _same(again: PeriodSnapshot, period: Period) -> PeriodSnapshot:
    if again.period_id != period.pk:
        raise CannotClose(_("This form belongs to another period. Open the page again."))
    return again


def _held(period: Period) -> dict[int, KeyResult]:
    """What could end, held until it is done: nobody checks in on it meanwhile."""
    rows = KeyResult.objects.select_for_update(of=("self",)).active()
    rows = rows.filter(objective__strategy_id=period.strategy_id, starts_on__lte=period.ends_on)
    joined = rows.select_related("objective", "owner", "reviewer", "guardrail")
    return {one.pk: one for one in joined.prefetch_related("milestones").order_by("pk")}


def _end_and_carry(
    found: Contents,
    held: Mapping[int, KeyResult],
    closing: Closing,
    *,
    period: Period,
    by: User,
    at: datetime,
) -> dict[int, KeyResult]:
    """End what was due, then begin the successors; gives them by predecessor."""
    made: dict[int, KeyResult] = {}
    why = str(_("Closed with %(period)s") % {"period": period.name})[:300]
    ended: dict[str, Any] = {"retired_as": KeyResult.CLOSED, "retired_at": at, "retired_why": why}
    for result in found.due:
        one = held[result.key_result]
        overrides.withdraw(key_result=one, by=by, at=at)
        save(one, ended, by=by, at=at, verb="closed", note=period.name)
        if result.outcome == PeriodResult.CARRIED:
            made[one.pk] = _successor(result, one, closing, period=period, by=by, at=at)
    _point_guardrails(made, by=by, at=at)
    return made


def _successor(
    result: ResultKept,
    one: KeyResult,
    closing: Closing,
    *,
    period: Period,
    by: User,
    at: datetime,
) -> KeyResult:
    """The one made now, or the one that an earlier close made and that somebody worked on."""
    if standing := KeyResult.objects.active().filter(predecessor=one).order_by("pk").first():
        return standing
    choice = (closing.choices or {}).get(one.pk) or offered(period)
    try:
        return carry(key_result=one, stood=result, choice=choice, period=period, by=by, at=at)
    except CannotPlan as refusal:
        box = "due" if refusal.field in ("due_on", "starts_on") else "to"
        raise CannotClose(
            _("“%(title)s” cannot be carried over like this. %(why)s")
            % {"title": one.title, "why": refusal},
            field=f"{box}-{one.pk}",
        ) from refusal


def _point_guardrails(made: Mapping[int, KeyResult], *, by: User, at: datetime) -> None:
    """Whatever a carried one guarded, its successor guards; new ones begin with it."""
    new = [one.pk for one in made.values()]
    for before, after in made.items():
        guarded = KeyResult.objects.active().filter(guardrail_id=before).exclude(pk=after.pk)
        guarded.filter(pk__in=new).update(guardrail=after)
        point(guarded.exclude(pk__in=new), at_keep=after, by=by, at=at)


def point(
    guarded: Iterable[KeyResult], *, at_keep: KeyResult | None, by: User, at: datetime
) -> None:
    """Give each another guardrail, on record: whoever edits it meanwhile is told."""
    for one in guarded:
        save(one, {"guardrail": at_keep}, by=by, at=at)


def _keep(
    found: Contents,
    made: Mapping[int, KeyResult],
    *,
    period: Period,
    by: User,
    at: datetime,
    key: UUID,
) -> PeriodSnapshot:
    """One row for each key result, the period closed, and all of it as text with its digest."""
    number = period.snapshots.count() + 1
    _keep_results(found, made, period)
    write(period, {"closed_at": at, "closed_by": by}, by=by, at=at, verb="closed the period")
    contents = replace(
        found,
        number=number,
        closed_on=localdate(at),
        closed_by=by.name,
        pillars=tuple(_with_successors(part, made) for part in found.pillars),
    )
    text = keeping.text_of(contents)
    return PeriodSnapshot.objects.create(
        key=key,
        period=period,
        number=number,
        content=text,
        digest=keeping.digest_of(text),
        closed_at=at,
        closed_by=by,
    )


def _keep_results(found: Contents, made: Mapping[int, KeyResult], period: Period) -> None:
    """One row for each key result of the period, in one statement."""
    said = {one.key_result_id: one for one in period.results.all()}
    PeriodResult.objects.bulk_create(
        (
            PeriodResult(
                period=period,
                key_result_id=result.key_result,
                outcome=result.outcome,
                reflection=result.reflection,
                successor=made.get(result.key_result),
                version=said[result.key_result].version + 1 if result.key_result in said else 1,
            )
            for result in found.results
        ),
        update_conflicts=True,
        unique_fields=["period", "key_result"],
        update_fields=["outcome", "successor", "version"],
    )


def _with_successors(part: PillarKept, made: Mapping[int, KeyResult]) -> PillarKept:
    objectives = tuple(
        replace(o, results=tuple(_with_successor(r, made) for r in o.results))
        for o in part.objectives
    )
    return replace(part, objectives=objectives)


def _with_successor(result: ResultKept, made: Mapping[int, KeyResult]) -> ResultKept:
    after = made.get(result.key_result)
    if after is None:
        return replace(result, successor=None, successor_title="")
    return replace(result, successor=after.pk, successor_title=after.title)
