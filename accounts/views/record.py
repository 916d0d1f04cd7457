"""The record of who changed what and when, newest first."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import audit, record_words
from accounts.doors import PageRequest, may
from accounts.models import AuditEvent, User
from accounts.roles import Capability

A_PAGE = 100


@may(Capability.SEE_RECORD)
@require_safe
def page(request: PageRequest) -> HttpResponse:
    events = AuditEvent.objects.by_day()
    who = request.GET.get("who", "")
    words = request.GET.get("q", "").replace("\0", "").strip()  # PostgreSQL knows no NUL
    people = list(User.objects.order_by("name", "pk"))
    if somebody := next((person for person in people if str(person.pk) == who), None):
        events = events.filter(by=somebody)
    if words:
        said = record_words.verbs_that_say(words)
        events = events.filter(Q(title__icontains=words) | Q(verb__in=said))
    context = {
        "page": Paginator(events, A_PAGE).get_page(request.GET.get("page")),
        "people": people,
        "who": who,
        "q": words,
        "broken": audit.first_broken() if "check" in request.GET else None,
        "checked": "check" in request.GET,
    }
    return render(request, "accounts/record.html", context)
