"""How figures are counted, and how the product can be used: words, with the rules' own numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may, open_door
from accounts.roles import Capability
from okrs.rules import groups, pace
from okrs.rules.freshness import GRACE
from okrs.rules.words import Status


@may(Capability.SEE_PLAN)
@require_safe
def how_we_count(request: PageRequest) -> HttpResponse:
    numbers = {
        "amber": int(pace.AMBER * 100),
        "red": int(pace.RED * 100),
        "grace": list(GRACE.items()),
        "minimum": groups.MINIMUM_GROUP,
        "statuses": [status for status in Status if status is not Status.not_counted],
    }
    return render(request, "dashboards/how_we_count.html", numbers)


@open_door
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboards/accessibility.html")
