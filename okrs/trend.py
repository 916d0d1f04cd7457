"""The plan as it stood on each of several days, in a number of queries that is always the same.

For each day it is what okrs.history makes of it: everything that was ever told of a strategy is
read once, and undone in memory for every day anew. Rows are read, never written.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from okrs.guarding import carried_from
from okrs.history import Rewind, end_of, hand_milestones, is_done_after
from okrs.models import BaselineChange, CheckIn, KeyResult, Objective
from okrs.rules.calendar import add_months
from okrs.said_then import Said, latest_by, said_of
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
class _Past:
    """Everything that was ever told of a strategy, by key result, the oldest first."""

    key_results: tuple[KeyResult, ...]
    objectives: tuple[Objective, ...]
    told: Mapping[int, list[Said]]
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
            told=said_of(CheckIn.objects.filter(**ours)),
            changes=changes,
        )

    def latest_by(self, until: datetime) -> dict[int, int]:
        """By key result, the reading that was the latest by then."""
        found = ((one.pk, self._latest(one.pk, until)) for one in self.key_results)
        return {key_result: latest for key_result, latest in found if latest is not None}

    def _latest(self, key_result: int, until: datetime) -> int | None:
        starts = self._line_starts(key_result, until)
        return latest_by(self.told.get(key_result, ()), until, starts=starts)

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
        then = _own_copy(key_result, until.date())
        told = [one for one in self.told.get(key_result.pk, ()) if one.at <= until]
        first = [one for one in told if not one.is_correction]
        then.latest_then = latest  # type: ignore[attr-defined]
        then.told_then = told[-1].at if told else None  # type: ignore[attr-defined]
        then.blocked_then = bool(first) and first[-1].blocked  # type: ignore[attr-defined]
        return then


def _is_in(one: KeyResult | Objective, until: datetime) -> bool:
    return one.retired_at is None or one.retired_at > until


def _own_copy(key_result: KeyResult, day: date) -> KeyResult:
    """So that what is undone for one day stays as it was for the others; its milestones too, of
    which those that are to be undone are copied."""
    own = copy(key_result)
    steps = key_result.milestones.all()
    hand_milestones(own, [copy(step) if is_done_after(step, day) else step for step in steps])
    return own
