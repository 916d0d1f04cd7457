"""Home: what I must do and how the strategy stands; signed out, what this is."""

from datetime import date, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, open_door
from accounts.roles import Capability
from dashboards.todo import in_words, things_to_do
from okrs.standings import Plan, current_plan
from strategy import setting_up
from strategy.models import Strategy

NOON, EVENING = 12, 18
DATES_SHOWN = 5


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
    plan = current_plan(strategy.pk, today=today) if strategy else None
    todos = (
        things_to_do(plan, reader=request.user, strategy_id=strategy.pk, today=today)
        if plan and strategy
        else []
    )
    context = {
        "strategy": strategy,
        "plan": plan,
        "todos": todos,
        "greeting": greeting(timezone.localtime()),
        "how_many": in_words(len(todos)),
        "dates": next_dates(plan, today) if plan else [],
        "today": today,
    }
    return render(request, "dashboards/home.html", context)


def greeting(now: datetime) -> str:
    if now.hour < NOON:
        return _("Good morning")
    return _("Good afternoon") if now.hour < EVENING else _("Good evening")


def next_dates(plan: Plan, today: date) -> list[tuple[date, int]]:
    """The next days on which check-ins are due, and how many."""
    days: dict[date, int] = {}
    for row in plan.rows:
        if row.standing.next_due >= today:
            days[row.standing.next_due] = days.get(row.standing.next_due, 0) + 1
    return sorted(days.items())[:DATES_SHOWN]
