"""The history of one key result or objective, and undoing one of its steps."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import PageRequest, may
from accounts.models import AuditEvent
from accounts.roles import Capability
from okrs import undoing
from okrs.histories import lines, sentences
from okrs.histories.fixed import fixed_of
from okrs.models import KeyResult, Objective
from okrs.owning import may_act_on
from okrs.refusals import CannotPlan
from okrs.undoing import acts
from okrs.undoing.since import OF_MILESTONES, key_result_of, undone_among
from okrs.undoing.who import may_undo
from okrs.views.offering import offer

A_PAGE = 50
NAMED = 3  # of what is held back, in one message
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


@may(Capability.CHECK_IN)
@require_POST
def undo(request: PageRequest, pk: int) -> HttpResponse:
    """Undo one entry, or all that was done with it; what is said then offers to do it again.

    It comes back to the page it was asked from; else to the history in which it stands.
    """
    event = get_object_or_404(AuditEvent, pk=pk)
    if not all(may_undo(request.user, one) for one in _asked_for(request, event)):
        raise PermissionDenied(_("A lead undoes what others did, and what is not yours."))
    place = _place_of(event)
    try:
        done = _undone(request, event)
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
    else:
        offer(request, _said(done), done.made)
        place = _place_of(done.made[-1])
    return redirect(_back(request) or place)


def _asked_for(request: PageRequest, event: AuditEvent) -> list[AuditEvent]:
    """That entry, and where all of the act is asked for whatever would be undone with it."""
    whole = acts.act_of(event) if "whole" in request.POST else ()
    return [event, *(one for one in whole if undoing.may_ever(one) and one.pk != event.pk)]


def _undone(request: PageRequest, event: AuditEvent) -> acts.Undone:
    at = timezone.now()
    if "whole" in request.POST:
        return acts.undo_act(event=event, by=request.user, at=at)
    made = undoing.undo(event=event, by=request.user, at=at)
    return acts.Undone(made=[made])


def _said(done: acts.Undone) -> str:
    said = [_what_went(done.made)]
    if done.stay:
        kept = ngettext(
            "%(n)s more step is never undone, and stays.",
            "%(n)s more steps are never undone, and stay.",
            done.stay,
        )
        said.append(kept % {"n": done.stay})
    if done.held:
        said.append(_what_stays(done.held))
    return " ".join(said)


def _what_went(made: Sequence[AuditEvent]) -> str:
    if len(made) > 1:
        said = ngettext("Undone: %(n)s step.", "Undone: %(n)s steps.", len(made))
        return said % {"n": len(made)}
    did = sentences.what(made[0], kind=_kind_of(made[0]))
    if made[0].subject.startswith(OF_MILESTONES):  # named in what was done to it
        return _("Undone: you %(did)s.") % {"did": did}
    return _("Undone. “%(title)s”: you %(did)s.") % {"title": made[0].title, "did": did}


def _what_stays(held: Sequence[acts.Held]) -> str:
    """Each by its title with the reason; of many the first few, the others counted."""
    named = [f"“{title}”: {why}" for title, why in held[:NAMED]]
    said = ngettext("%(n)s stays as it is.", "%(n)s stay as they are.", len(held))
    more = ngettext("%(n)s more.", "%(n)s more.", len(held) - NAMED) % {"n": len(held) - NAMED}
    return " ".join([said % {"n": len(held)}, *named, *([more] if len(held) > NAMED else [])])


def _back(request: PageRequest) -> str:
    """The page of ours that the button stood on, if it said which."""
    back = request.POST.get("back", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours else ""


def _page(
    request: PageRequest, thing: KeyResult | Objective, events: Iterable[AuditEvent], *, kind: str
) -> HttpResponse:
    whole = list(events)
    among, shown = lines.with_what_undid(whole), request.GET.get("show", "")
    told = lines.shown_of(whole, shown, undone=undone_among(among))
    page = Paginator(told, A_PAGE).get_page(request.GET.get("page"))
    leads = request.user.may(Capability.EDIT_PLAN)
    owns = isinstance(thing, KeyResult) and may_act_on(request.user, thing)
    context = {
        "thing": thing,
        "is_objective": isinstance(thing, Objective),
        "page": page,
        "lines": lines.lines_of(
            page.object_list,
            among=among,
            kind=kind,
            fixed=fixed_of(thing) if leads or owns else None,
            owner=None if leads else request.user,
            acts=acts.sizes_of(one.event for one in page.object_list) if leads else {},
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
