"""The plan as it stood on the last day of a period, from all that is known when it is looked at.

A reading of that day that was told later counts, and so does a correction: a close is made when the
last figures are in. What is of a later day does not. Rows are read, never written: nothing made
here may be saved.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from okrs.history import end_of, hand_milestones
from okrs.models import BaselineChange, CheckIn, KeyResult, Objective, Period
from okrs.periods import by_record
from okrs.rules import progress
from okrs.rules.words import Kind
from okrs.standings import Plan, plan_of, rows_of
from okrs.told_order import places


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was said of one key result up to the last day, the oldest first.

    `within` are those of the period itself; `readings` those that stand and can be compared.
    """

    every: tuple[CheckIn, ...] = ()
    within: tuple[CheckIn, ...] = ()
    readings: tuple[CheckIn, ...] = ()

    @property
    def last(self) -> CheckIn | None:
        """The story told last."""
        return self.every[-1] if self.every else None

    def held(self, key_result: KeyResult) -> tuple[int, int]:
        """In how many readings of the period a keep-at held, and of how many."""
        if key_result.kind != Kind.keep_at.value:
            return 0, 0
        days = {one.pk for one in self.within}
        values = [r.value for r in self.readings if r.value is not None and r.pk in days]
        return progress.consistency(values, key_result.low, key_result.high)


@dataclass(frozen=True, kw_only=True)
class AtTheEnd:
    """The plan on the last day, and what was told of each key result by its number."""

    plan: Plan
    told: Mapping[int, Told]


def at_the_end(period: Period, *, known_by: datetime) -> AtTheEnd:
    """Every key result in force in the period, as it stood at its end: seven queries at most."""
    key_results = list(_in_force(period, known_by))
    said = _told(key_results, period, known_by)
    changes = _changes(key_results)
    later = {pk: _of_later(of_one, period, known_by) for pk, of_one in changes.items()}
    _put_back(key_results, later, _filled_in(changes, period))
    _leave_out_steps(key_results, period)
    told = {
        one.pk: _undo(
            one,
            said.get(one.pk, []),
            [c for c in changes.get(one.pk, []) if c not in later.get(one.pk, [])],
            period,
        )
        for one in key_results
    }
    objectives = Objective.objects.active().filter(strategy_id=period.strategy_id)
    rows = rows_of(key_results, today=period.ends_on)
    plan = plan_of(rows, objectives.in_page_order(), today=period.ends_on)
    return AtTheEnd(plan=plan, told=told)


def _in_force(period: Period, known_by: datetime) -> Iterable[KeyResult]:
    """What had begun by the last day and is still in the plan; two queries with milestones."""
    begun = KeyResult.objects.active().filter(
        objective__strategy_id=period.strategy_id,
        starts_on__lte=period.ends_on,
        added_at__lte=known_by,
    )
    joined = begun.select_related("objective", "owner", "predecessor")
    return joined.prefetch_related("milestones").in_page_order()


def _told(
    key_results: Iterable[KeyResult], period: Period, known_by: datetime
) -> dict[int, list[CheckIn]]:
    said = CheckIn.objects.filter(
        key_result__in=[one.pk for one in key_results],
        as_of__lte=period.ends_on,
        recorded_at__lte=known_by,
    )
    found: dict[int, list[CheckIn]] = defaultdict(list)
    for one in said.order_by("recorded_at", "pk"):
        found[one.key_result_id].append(one)
    return found


def _changes(key_results: Iterable[KeyResult]) -> dict[int, list[BaselineChange]]:
    changes = BaselineChange.objects.filter(key_result__in=[one.pk for one in key_results])
    found: dict[int, list[BaselineChange]] = defaultdict(list)
    for change in changes.order_by("at", "pk"):
        found[change.key_result_id].append(change)
    return found


def _of_later(
    changes: Iterable[BaselineChange], period: Period, known_by: datetime
) -> list[BaselineChange]:
    """Those that are of a day after the last; a first setting counts whenever it was made."""
    return [c for c in changes if c.at > known_by or (c.is_rebaseline and c.on > period.ends_on)]


def _filled_in(
    changes: Mapping[int, Sequence[BaselineChange]], period: Period
) -> dict[int, list[BaselineChange]]:
    """Of a keep-at it may be no more than its tolerance: nothing but the record tells."""
    return {
        pk: [c for c in of_one if not c.is_rebaseline and c.on > period.ends_on]
        for pk, of_one in changes.items()
    }


def _put_back(
    key_results: Iterable[KeyResult],
    later: Mapping[int, Sequence[BaselineChange]],
    filled_in: Mapping[int, Sequence[BaselineChange]],
) -> None:
    """The ends, and the limits to keep to, as they were before the first change of a later day."""
    limits = by_record.limits_before(key_results, later=later, filled_in=filled_in)
    for one in key_results:
        for change in later.get(one.pk, [])[:1]:
            one.from_value, one.to_value = change.old_from, change.old_to
            one.from_as_of, one.base_count = change.old_from_as_of, change.old_base_count
        for name, value in limits.get(one.pk, {}).items():
            setattr(one, name, value)


def _leave_out_steps(key_results: Iterable[KeyResult], period: Period) -> None:
    """What was added after the last day was no step of the period, done or not.

    One that was removed since is not counted: whoever removes it before the close says that it
    never should have been.
    """
    added_later = by_record.steps_added_after(key_results, at=end_of(period.ends_on))
    for one in key_results:
        steps = one.milestones.all()
        hand_milestones(one, [step for step in steps if step.pk not in added_later])


def _undo(
    key_result: KeyResult, said: list[CheckIn], changes: list[BaselineChange], period: Period
) -> Told:
    """Take away from the row what is of a later day; gives what was told by then."""
    if key_result.from_as_of and key_result.from_as_of > period.ends_on:
        key_result.from_as_of = None
    told = _arrange(said, changes, period)
    for step in key_result.milestones.all():
        if step.done_on and step.done_on > period.ends_on:
            step.done_on = None
    place = places(said)
    newest = max(told.readings, key=lambda one: (one.as_of, place[one.pk]), default=None)
    key_result.latest = newest
    key_result.blocked = bool(told.last and told.last.blocked)
    key_result.confirmed_on = _confirmed(key_result, said, period.ends_on)
    key_result.ever_achieved = False
    return told


def _arrange(said: list[CheckIn], changes: list[BaselineChange], period: Period) -> Told:
    """What stands, without what a correction known by then replaced."""
    known = {one.pk for one in said}
    mends = {one.replaced_by_id for one in said}
    breaks = [change.on for change in changes if change.breaks_the_line]
    began = breaks[-1] if breaks else date.min
    first = [one for one in said if one.pk not in mends]
    return Told(
        every=tuple(first),
        within=tuple(one for one in said if one.as_of >= period.starts_on),
        readings=tuple(
            one
            for one in said
            if one.gives_a_reading and one.replaced_by_id not in known and one.as_of >= began
        ),
    )


def _confirmed(key_result: KeyResult, said: list[CheckIn], ends_on: date) -> date | None:
    """When somebody last vouched for it. Told after the end of a day before it: at the end."""
    days = [min(localdate(one.recorded_at), ends_on) for one in said]
    days += [step.done_on for step in key_result.milestones.all() if step.done_on]
    days += [key_result.from_as_of] if key_result.from_as_of else []
    return max(days, default=None)
