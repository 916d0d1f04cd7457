"""The plan as it stood on each of several days, in a number of queries that is always the same.

For each day it is what okrs.history makes of it: everything that was ever told of a strategy is
read once, and undone in memory for every day anew. Rows are read, never written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import BooleanField, ExpressionWrapper, Q

from okrs.guarding import carried_from
from okrs.history import Rewind, end_of, hand_milestones
from okrs.models import BaselineChange, CheckIn, KeyResult, Objective
from okrs.rules.calendar import add_months
from okrs.standings import Plan, plan_of, rows_of

QUARTERS = 8  # as many as a small line can show
MONTHS = 3
WORDS_OF_PEOPLE = ("changed", "next", "blockers", "correction_why")


def quarter_ends(start: date, until: date, *, most: int = QUARTERS) -> tuple[date, ...]:
    """The last days of the quarters from `start` to before `until`, the newest `most` of them."""
    first = date(start.year, start.month - (start.month - 1) % MONTHS, 1)
    ends = []
    while (end := add_months(first, MONTHS) - timedelta(days=1)) < until:
        ends.append(end)
        first = add_months(first, MONTHS)
    return tuple(ends[-most:])


def plans_on(strategy_id: int, days: Collection[date]) -> dict[date, Plan]:
    """The plan of a strategy at the end of each day: six queries, however many days and rows."""
    if not days:
        return {}
    past = _Past.of(strategy_id)
    wanted = {day: past.latest_by(end_of(day)) for day in days}
    picked = {pk for latest in wanted.values() for pk in latest.values()}
    readings = {
        one.pk: one for one in CheckIn.objects.filter(pk__in=picked).defer(*WORDS_OF_PEOPLE)
    }
    return {day: past.plan(day, wanted[day], readings) for day in days}


@dataclass(frozen=True, kw_only=True)
class _Told:
    """A check-in without what it says: enough to know on which days it was the latest.

    `stands_from` is when it was told; of one that takes a figure of the survey back, when that
    figure was: it hides it on earlier days too, as in okrs/history.py.
    """

    pk: int
    as_of: date
    at: datetime
    stands_from: datetime
    replaced_at: datetime | None
    is_correction: bool
    gives: bool
    blocked: bool


@dataclass(frozen=True, kw_only=True)
class _Past:
    """Everything that was ever told of a strategy, by key result, the oldest first."""

    key_results: tuple[KeyResult, ...]
    objectives: tuple[Objective, ...]
    told: Mapping[int, list[_Told]]
    changes: Mapping[int, list[BaselineChange]]

    @classmethod
    def of(cls, strategy_id: int) -> "_Past":
        ours = {"key_result__objective__strategy_id": strategy_id}
        changes: dict[int, list[BaselineChange]] = defaultdict(list)
        for change in BaselineChange.objects.filter(**ours).order_by("at", "pk"):
            changes[change.key_result_id].append(change)
        every = KeyResult.objects.filter(objective__strategy_id=strategy_id)
        joined = every.select_related("objective", "owner").prefetch_related("milestones")
        return cls(
            key_results=tuple(joined.in_page_order()),
            objectives=tuple(Objective.objects.filter(strategy_id=strategy_id).in_page_order()),
            told=_told(CheckIn.objects.filter(**ours).order_by("recorded_at", "pk")),
            changes=changes,
        )

    def latest_by(self, until: datetime) -> dict[int, int]:
        """By key result, the reading that was the latest by then."""
        found = ((one.pk, self._latest(one.pk, until)) for one in self.key_results)
        return {key_result: latest for key_result, latest in found if latest is not None}

    def _latest(self, key_result: int, until: datetime) -> int | None:
        starts = self._line_starts(key_result, until)
        known = (
            one
            for one in self.told.get(key_result, ())
            if one.gives
            and one.stands_from <= until
            and one.as_of >= starts
            and (one.replaced_at is None or one.replaced_at > until)
        )
        newest = max(known, key=lambda one: (one.as_of, one.at, one.pk), default=None)
        return newest.pk if newest else None

    def _line_starts(self, key_result: int, until: datetime) -> date:
        """Readings of days before cannot be compared with what was promised then."""
        breaks = [
            change
            for change in self.changes.get(key_result, ())
            if change.at <= until and change.breaks_the_line
        ]
        return breaks[-1].on if breaks else date.min

    def plan(self, day: date, latest: Mapping[int, int], readings: dict[int, CheckIn]) -> Plan:
        until = end_of(day)
        there = [
            one
            for one in self.key_results
            if one.added_at <= until and _is_in(one, until) and _is_in(one.objective, until)
        ]
        then = [self._as_known(one, latest.get(one.pk), until) for one in there]
        Rewind(day, readings, self._undone(until)).apply(then)
        objectives = [one for one in self.objectives if _is_in(one, until)]
        rows = rows_of(then, today=day, carried=carried_from(self.key_results))
        return plan_of(rows, objectives, today=day)

    def _undone(self, until: datetime) -> dict[int, BaselineChange]:
        """Of each key result the first change after: it knows what was before it."""
        later = {pk: [one for one in told if one.at > until] for pk, told in self.changes.items()}
        return {pk: told[0] for pk, told in later.items() if told}

    def _as_known(self, key_result: KeyResult, latest: int | None, until: datetime) -> KeyResult:
        """A key result of this day's own, with what okrs.history reads beside it."""
        then = _own_copy(key_result)
        told = [one for one in self.told.get(key_result.pk, ()) if one.at <= until]
        first = [one for one in told if not one.is_correction]
        then.latest_then = latest  # type: ignore[attr-defined]
        then.told_then = told[-1].at if told else None  # type: ignore[attr-defined]
        then.blocked_then = bool(first) and first[-1].blocked  # type: ignore[attr-defined]
        return then


def _is_in(one: KeyResult | Objective, until: datetime) -> bool:
    return one.retired_at is None or one.retired_at > until


def _own_copy(key_result: KeyResult) -> KeyResult:
    """So that what is undone for one day stays as it was for the others; its milestones too."""
    own = copy(key_result)
    hand_milestones(own, [copy(step) for step in key_result.milestones.all()])
    return own


def _told(check_ins: Iterable[CheckIn]) -> dict[int, list[_Told]]:
    """By key result, the oldest told first. One query."""
    gives = Q(value__isnull=False) | ~Q(word="") | Q(suppressed=True)
    hides = Q(source=CheckIn.SURVEY, suppressed=True)
    rows = list(
        check_ins.annotate(  # type: ignore[attr-defined]
            gives=ExpressionWrapper(gives, BooleanField()),
            hides=ExpressionWrapper(hides, BooleanField()),
        ).values_list(
            "key_result_id",
            "pk",
            "as_of",
            "recorded_at",
            "replaced_by_id",
            "gives",
            "hides",
            "blocked",
        )
    )
    at = {row[1]: row[3] for row in rows}
    hiding = {row[1] for row in rows if row[6]}
    hidden_at = {row[4]: row[3] for row in reversed(rows) if row[4] in hiding}
    corrections = {row[4] for row in rows}
    found: dict[int, list[_Told]] = defaultdict(list)
    for key_result, pk, as_of, recorded_at, replaced_by, says, _hides, blocked in rows:
        found[key_result].append(
            _Told(
                pk=pk,
                as_of=as_of,
                at=recorded_at,
                stands_from=min(recorded_at, hidden_at.get(pk, recorded_at)),
                replaced_at=at.get(replaced_by),
                is_correction=pk in corrections,
                gives=says and replaced_by not in hiding,
                blocked=blocked,
            )
        )
    return found
