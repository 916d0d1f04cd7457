"""The strategy on a page, and each pillar on its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs.models import Period
from okrs.periods.kin import last_closed
from okrs.standings import Plan, current_plan
from strategy.models import Strategy
from strategy.pillars import Pillar


@may(Capability.SEE_PLAN)
@require_safe
def page(request: PageRequest) -> HttpResponse:
    strategy = Strategy.current()
    context = {
        "strategy": strategy,
        "plan": _plan(strategy),
        "last_period": _last_period(strategy),
        "today": timezone.localdate(),
    }
    return render(request, "dashboards/strategy.html", context)


@may(Capability.SEE_PLAN)
@require_safe
def pillar(request: PageRequest, slug: str) -> HttpResponse:
    if slug not in Pillar.values:
        raise Http404
    strategy = Strategy.current()
    plan = _plan(strategy)
    part = next((part for part in plan.pillars if part.pillar == slug), None) if plan else None
    context = {
        "strategy": strategy,
        "pillar": Pillar(slug),
        "part": part,
        "last_period": _last_period(strategy),
        "today": timezone.localdate(),
    }
    return render(request, "dashboards/pillar.html", context)


def _last_period(strategy: Strategy | None) -> Period | None:
    return last_closed(strategy.pk) if strategy else None


def _plan(strategy: Strategy | None) -> Plan | None:
    return current_plan(strategy.pk, today=timezone.localdate()) if strategy else None
