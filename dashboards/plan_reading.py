"""Reads what the leaders' view of the plan is made of, in a number of queries that is the same."""

from datetime import date

from dashboards.plan_report import PlanReport
from okrs.history import end_of, plan_on
from okrs.models import CheckIn
from okrs.rules.calendar import add_months
from okrs.rules.words import Status
from okrs.standings import Plan, current_plan
from okrs.trend import plans_on, quarter_ends
from strategy.models import Strategy


def report(strategy: Strategy, *, day: date, today: date, since: date | None = None) -> PlanReport:
    """The plan on a day, a month before, at the end of each quarter, and on the day `since`.

    Seven queries, and three more where the day is today.
    """
    month_ago = add_months(day, -1)
    ends = quarter_ends(strategy.starts_on, day)
    days = {month_ago, *ends, *filter(None, [since])}
    past = plans_on(strategy.pk, days if day == today else {day, *days})
    now = current_plan(strategy.pk, today=today) if day == today else past[day]
    return PlanReport(
        now=now,
        then=past[month_ago],
        told_last=_told_last(now, day),
        ends=tuple(past[end] for end in ends),
        at_wave=past[since] if since else None,
    )


def since_a_month(strategy: Strategy, *, today: date) -> PlanReport:
    """Now beside the same day a month ago, and the last words on what is red: ten queries."""
    now = current_plan(strategy.pk, today=today)
    then = plan_on(strategy.pk, day=add_months(today, -1))
    return PlanReport(now=now, then=then, told_last=_told_last(now, today))


def _told_last(plan: Plan, day: date) -> dict[int, CheckIn]:
    """By key result that is off track, what was told of it last by that day."""
    red = [row.key_result.pk for row in plan.rows if row.standing.status is Status.off_track]
    told = CheckIn.objects.told_first().filter(key_result__in=red, recorded_at__lte=end_of(day))
    return {one.key_result_id: one for one in told.order_by("recorded_at", "pk")}
