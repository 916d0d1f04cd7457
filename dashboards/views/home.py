"""Home: what I must do and how the strategy stands; signed out, what this is."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, open_door
from accounts.models import User
from accounts.roles import Capability
from dashboards import plan_reading
from dashboards.first_steps import first_steps
from dashboards.todo import in_words, things_to_do
from okrs.listing import is_mine
from okrs.rules import measuring
from okrs.rules.words import Status
from okrs.standings import Plan, Row, current_plan
from strategy import setting_up
from strategy.models import Strategy

NOON, EVENING = 12, 18
DATES_SHOWN = 5
CHECK_IN, BASELINE, END = "check-in", "baseline", "end"


@open_door
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "dashboards/welcome.html", {"needs_setting_up": setting_up.needed()})
    signed_in = cast(PageRequest, request)
    if not signed_in.user.role:
        return render(request, "accounts/no_role.html", status=403)
    if not signed_in.user.may(Capability.SEE_PLAN):
        return render(request, "accounts/no_role.html", status=403)
    return _mine(signed_in)


def _mine(request: PageRequest) -> HttpResponse:
    today, strategy = timezone.localdate(), Strategy.current()
    report, plan = None, None
    if strategy and not request.user.may(Capability.CHECK_IN):
        report = plan_reading.since_a_month(strategy, today=today)
        plan = report.now
    elif strategy:
        plan = current_plan(strategy.pk, today=today)
    todos = (
        things_to_do(plan, reader=request.user, strategy_id=strategy.pk, today=today)
        if plan and strategy
        else []
    )
    context = {
        "strategy": strategy,
        "plan": plan,
        "report": report,
        "todos": todos,
        "steps": first_steps(plan, reader=request.user, today=today),
        "greeting": greeting(timezone.localtime()),
        "how_many": in_words(len(todos)),
        "dates": next_dates(dated_for(request.user, plan), today) if plan else [],
        "today": today,
    }
    return render(request, "dashboards/home.html", context)


def greeting(now: datetime) -> str:
    if now.hour < NOON:
        return _("Good morning")
    return _("Good afternoon") if now.hour < EVENING else _("Good evening")


def dated_for(reader: User, plan: Plan) -> list[Row]:
    """Whose dates somebody is shown: a lead everybody's, an owner only their own."""
    if reader.may(Capability.EDIT_PLAN):
        return list(plan.rows)
    return [row for row in plan.rows if is_mine(row, reader)]


def next_dates(rows: list[Row], today: date) -> list[tuple[date, list[str]]]:
    """The next days on which something is due, soonest first, and what, in words."""
    days: dict[date, Counter[str]] = {}
    for row in rows:
        for day, what in _days_of(row):
            if day >= today:
                days.setdefault(day, Counter())[what] += 1
    return [(day, _due(what)) for day, what in sorted(days.items())[:DATES_SHOWN]]


def _days_of(row: Row) -> Iterator[tuple[date, str]]:
    unset = row.standing.status is Status.unset
    if not unset:
        yield row.standing.next_due, CHECK_IN
    if unset or row.standing.outcome_to_set:
        yield measuring.set_by(row.standing.facts), BASELINE
    yield row.key_result.due_on, END


def _due(what: Counter[str]) -> list[str]:
    """ "2 check-ins due", "1 baseline to set", "3 key results end"."""
    words = {
        CHECK_IN: ngettext("%(n)s check-in due", "%(n)s check-ins due", what[CHECK_IN]),
        BASELINE: ngettext("%(n)s baseline to set", "%(n)s baselines to set", what[BASELINE]),
        END: ngettext("%(n)s key result ends", "%(n)s key results end", what[END]),
    }
    return [said % {"n": what[kind]} for kind, said in words.items() if what[kind]]
