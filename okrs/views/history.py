"""The history of one key result or objective, and undoing one of its steps."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import PageRequest, may
from accounts.models import AuditEvent
from accounts.roles import Capability
from okrs import undoing
from okrs.histories import lines, sentences
from okrs.histories.fixed import fixed_of
from okrs.models import KeyResult, Objective
from okrs.refusals import CannotPlan
from okrs.undoing.since import key_result_of
from okrs.views.offering import offer

A_PAGE = 50
PLACES: dict[str, tuple[type[Model], str]] = {
    "okrs.keyresult": (KeyResult, "okrs:history"),
    "okrs.objective": (Objective, "okrs:objective_history"),
}


@may(Capability.SEE_PLAN)
@require_safe
def key_result(request: PageRequest, pk: int) -> HttpResponse:
    """In words, one line a step, with its milestones and those that were removed."""
    found = get_object_or_404(KeyResult.objects.select_related("objective"), pk=pk)
    return _page(request, found, lines.events_of(found), kind=found.kind)


@may(Capability.EDIT_PLAN)
@require_safe
def objective(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Objective, pk=pk)
    return _page(request, found, lines.events_of_objective(found), kind="")


@may(Capability.EDIT_PLAN)
@require_POST
def undo(request: PageRequest, pk: int) -> HttpResponse:
    """Undo one entry; what is said then offers to do it again."""
    event = get_object_or_404(AuditEvent, pk=pk)
    place = _place_of(event)
    try:
        done = undoing.undo(event=event, by=request.user, at=timezone.now())
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
    else:
        did = sentences.what(done, kind=_kind_of(done))
        said = _("Undone. “%(title)s”: you %(did)s.") % {"title": done.title, "did": did}
        offer(request, said, [done])
        place = _place_of(done)
    return redirect(place)


def _page(
    request: PageRequest, thing: KeyResult | Objective, events: Iterable[AuditEvent], *, kind: str
) -> HttpResponse:
    whole = list(events)
    shown = request.GET.get("show", "")
    page = Paginator(lines.shown_of(whole, shown), A_PAGE).get_page(request.GET.get("page"))
    fixed = fixed_of(thing) if request.user.may(Capability.EDIT_PLAN) else None
    context = {
        "thing": thing,
        "is_objective": isinstance(thing, Objective),
        "page": page,
        "lines": lines.lines_of(
            page.object_list, among=lines.with_what_undid(whole), kind=kind, fixed=fixed
        ),
        "shown": shown if shown in lines.SHOWN else "",
        "choices": lines.SHOWN.items(),
    }
    return render(request, "okrs/history.html", context)


def _kind_of(event: AuditEvent) -> str:
    """How its key result is measured, so that a share is written as one; "" for anything else."""
    room, _colon, number = event.subject.partition(":")
    if room != "okrs.keyresult":
        return ""
    return KeyResult.objects.filter(pk=number).values_list("kind", flat=True).first() or ""


def _place_of(event: AuditEvent) -> str:
    """The history it stands in: of its key result, where it is about a milestone."""
    kind, _colon, number = event.subject.partition(":")
    if kind == "okrs.milestone":
        kind, number = "okrs.keyresult", str(key_result_of(event) or 0)
    if kind not in PLACES:
        raise Http404(_("There is nothing to undo here."))
    model, route = PLACES[kind]
    there = model._default_manager.filter(pk=number).exists()
    return reverse(route, args=[number]) if there else reverse("okrs:list")
