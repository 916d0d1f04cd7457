"""The dashboards for a room: slides of the headline's findings, each with an address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards import headline, presenting
from dashboards.kept_pages import kept
from surveys.views.results import as_published


@may(Capability.SEE_PLAN)
@require_safe
@kept
@as_published
def page(request: PageRequest) -> HttpResponse:
    """All slides in one page, so that going on needs no request; without JavaScript, links."""
    today = timezone.localdate()
    made = headline.made(day=today, today=today)
    deck = presenting.deck(made, asked=request.GET.get("slide", ""))
    return render(request, "dashboards/present.html", {"deck": deck, "today": today})
