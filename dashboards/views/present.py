"""The dashboards for a room: slides of the headline's findings, or of one subject's, each with an
address."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards import choosing, headline, presenting, subject_page
from dashboards.kept_pages import kept
from dashboards.presenting import Deck
from dashboards.subjects.listing import BY_SLUG
from surveys.views.results import as_published


@may(Capability.SEE_PLAN)
@require_safe
@kept
@as_published
def page(request: PageRequest) -> HttpResponse:
    """All slides in one page, so that going on needs no request; without JavaScript, links."""
    today = timezone.localdate()
    deck = _deck(request, today)
    return render(request, "dashboards/present.html", {"deck": deck, "today": today})


def _deck(request: PageRequest, today: date) -> Deck:
    """Of the subject in the address with its choices, or of the headline."""
    slug, asked = request.GET.get(choosing.OF), request.GET.get("slide", "")
    if slug is None:
        return presenting.deck(headline.made(day=today, today=today), asked=asked)
    if slug not in BY_SLUG:
        raise Http404(slug)
    shown = subject_page.page(BY_SLUG[slug], request.GET.dict(), today=today)
    return presenting.deck_of(shown, asked=asked)
