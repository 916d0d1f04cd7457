"""The plan as it stood on an earlier day, from what was known by the end of that day.

Readings told later, corrections made later, baselines set later and steps ticked later are all
undone in memory, so that "since last month" compares two honest pictures; a figure of the survey
that was taken back stays so. Rows are read, never written: nothing made here may be saved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from okrs.guarding import carried_from
from okrs.models import BaselineChange, CheckIn, KeyResult, Milestone, Objective
from okrs.said_then import latest_by, said_of
from okrs.standings import Plan, plan_of, rows_of

LONG_AGO = Value(date(1900, 1, 1))  # before any reading: nothing is cut off


def plan_on(strategy_id: int, *, day: date) -> Plan:
    """The plan of a strategy as it stood at the end of `day`: eight queries, however many rows."""
    until = end_of(day)
    key_results = list(_there_by(strategy_id, until))
    _keep_places(key_results, until)
    Rewind.to(day, key_results).apply(key_results)
    objectives = Objective.objects.filter(
        Q(retired_at=None) | Q(retired_at__gt=until), strategy_id=strategy_id
    ).in_page_order()
    ours = KeyResult.objects.filter(objective__strategy_id=strategy_id)
    since = ours.filter(predecessor__isnull=False).only("predecessor")
    rows = rows_of(key_results, today=day, carried=carried_from(since.order_by("pk")))
    return plan_of(rows, objectives, today=day)


def end_of(day: date) -> datetime:
    """The last moment of a day where the organisation is."""
    return timezone.make_aware(datetime.combine(day, time.max))


def hand_milestones(key_result: KeyResult, milestones: list[Milestone]) -> None:
    """Let these be its milestones, in memory only."""
    steps = Milestone.objects.none()
    # Where Django keeps what was prefetched: there is no other way to hand it others.
    steps._result_cache = milestones
    key_result._prefetched_objects_cache = {"milestones": steps}  # type: ignore[attr-defined]


def is_done_after(milestone: Milestone, day: date) -> bool:
    """Whether it was ticked later: on that day it was open."""
    return milestone.done_on is not None and milestone.done_on > day


def _there_by(strategy_id: int, until: datetime) -> Iterable[KeyResult]:
    """Key results that were in the plan then, with the reading that was the latest then."""
    known_then = (
        CheckIn.objects.filter(_stood_at(until), key_result=OuterRef("pk"))
        .filter(Q(value__isnull=False) | ~Q(word="") | Q(suppressed=True))
        .filter(as_of__gte=OuterRef("line_starts"))
        .latest_first()
    )
    moved = (
        BaselineChange.objects.filter(key_result=OuterRef("pk"), at__lte=until)
        .that_break_the_line()
        .latest_first()
    )
    told_by_then = CheckIn.objects.filter(key_result=OuterRef("pk"), recorded_at__lte=until)
    told_last = told_by_then.order_by("-recorded_at", "-pk")
    return (
        KeyResult.objects.filter(
            Q(retired_at=None) | Q(retired_at__gt=until),
            Q(objective__retired_at=None) | Q(objective__retired_at__gt=until),
            objective__strategy_id=strategy_id,
            added_at__lte=until,
        )
        .select_related("objective", "owner")
        .prefetch_related("milestones")
        .annotate(line_starts=Coalesce(Subquery(moved.values("on")[:1]), LONG_AGO))
        .annotate(
            latest_then=Subquery(known_then.values("pk")[:1]),
            told_then=Subquery(told_last.values("recorded_at")[:1]),
            blocked_then=Subquery(told_last.told_first().values("blocked")[:1]),
        )
        .in_page_order()
    )


def _keep_places(key_results: list[KeyResult], until: datetime) -> None:
    """Let a correction be no later than what it mends: okrs/told_order.py. One query.

    The database puts the one recorded last first. That is wrong only where it is a correction.
    """
    picked = [k.latest_then for k in key_results if k.latest_then]  # type: ignore[attr-defined]
    mended = CheckIn.objects.filter(replaced_by__in=picked).values("key_result")
    said = said_of(CheckIn.objects.filter(key_result__in=mended))
    for one in key_results:
        if one.pk in said:
            starts = one.line_starts  # type: ignore[attr-defined]
            latest = latest_by(said[one.pk], until, starts=starts)
            one.latest_then = latest  # type: ignore[attr-defined]


def _stood_at(until: datetime) -> Q:
    """Check-ins that stood then. In the place of a figure of the survey that was taken back since
    stands what hides it now: protecting people outranks what was known."""
    stood = Q(replaced_by=None) | Q(replaced_by__recorded_at__gt=until)
    taken_back = Q(replaced_by__source=CheckIn.SURVEY, replaced_by__suppressed=True)
    hides = Q(source=CheckIn.SURVEY, suppressed=True, replaces__recorded_at__lte=until)
    return stood & ~taken_back & (Q(recorded_at__lte=until) | hides)


@dataclass(frozen=True)
class Rewind:
    """What undoes everything after a day: its readings, and baselines changed since."""

    day: date
    readings: dict[int, CheckIn]
    changes: dict[int, BaselineChange]

    @classmethod
    def to(cls, day: date, key_results: list[KeyResult]) -> "Rewind":
        latest = [k.latest_then for k in key_results if k.latest_then]  # type: ignore[attr-defined]
        later = BaselineChange.objects.filter(
            at__gt=end_of(day), key_result__in=[k.pk for k in key_results]
        ).order_by("-at", "-pk")
        # Newest first, so that the earliest change after the day is the one that stays.
        changes = {change.key_result_id: change for change in later}
        return cls(day, CheckIn.objects.in_bulk(latest), changes)

    def apply(self, key_results: list[KeyResult]) -> None:
        for key_result in key_results:
            self._one(key_result)

    def _one(self, key_result: KeyResult) -> None:
        key_result.latest = self.readings.get(key_result.latest_then)  # type: ignore[attr-defined]
        if change := self.changes.get(key_result.pk):
            key_result.from_value = change.old_from
            key_result.from_as_of = change.old_from_as_of
            key_result.to_value = change.old_to
            key_result.base_count = change.old_base_count
        milestones = key_result.milestones.all()
        for milestone in milestones:
            if is_done_after(milestone, self.day):
                milestone.done_on = None
        key_result.confirmed_on = self._confirmed(key_result, milestones)
        key_result.blocked = bool(key_result.blocked_then)  # type: ignore[attr-defined]
        key_result.retired_as, key_result.retired_at = "", None
        key_result.ever_achieved = False

    def _confirmed(self, key_result: KeyResult, milestones: Iterable[Milestone]) -> date | None:
        told: datetime | None = key_result.told_then  # type: ignore[attr-defined]
        days = [timezone.localdate(told)] if told else []
        days += [m.done_on for m in milestones if m.done_on]
        if key_result.from_as_of and key_result.from_as_of <= self.day:
            days.append(key_result.from_as_of)
        return max(days, default=None)
