"""Putting objectives, key results and milestones in order: by buttons, and with script by hand."""

from collections.abc import Sequence
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.models import AuditEvent
from accounts.roles import Capability
from okrs import order_page, ordering
from okrs.models import KeyResult, Objective
from okrs.order_page import KINDS, OrderList
from okrs.ordering import Moved, Thing
from okrs.refusals import CannotPlan
from okrs.undoing.since import is_undone
from strategy.models import Strategy
from strategy.pillars import Pillar

STEPS = {"up": -1, "down": 1}
CONFLICT = 409
LONGEST = 9  # digits


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def pillar(request: PageRequest, slug: str) -> HttpResponse:
    strategy = Strategy.current()
    if slug not in Pillar.values or strategy is None:
        raise Http404
    here = reverse("okrs:order", args=[slug])
    problem = ""
    if request.method == "POST":
        with audit.heard() as events:
            moved, problem = _move(request, among=("objective", "key_result"))
        if moved:
            return redirect(_to(here, moved, request, events))
    lists = order_page.of_pillar(strategy.pk, slug)
    context = {"pillar": Pillar(slug), "pillars": Pillar, "here": here}
    return _page(request, lists, problem, context)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def milestones(request: PageRequest, pk: int) -> HttpResponse:
    key_result = get_object_or_404(KeyResult.objects.select_related("objective"), pk=pk)
    here = reverse("okrs:order_milestones", args=[pk])
    problem = ""
    if request.method == "POST":
        with audit.heard() as events:
            moved, problem = _move(request, among=("milestone",))
        if moved:
            return redirect(_to(here, moved, request, events))
    context = {"key_result": key_result, "here": here}
    return _page(request, order_page.of_milestones(key_result), problem, context)


def _page(
    request: PageRequest, lists: OrderList, problem: str, context: dict[str, object]
) -> HttpResponse:
    """The lists, what was moved last, and where its button is now. A refusal is a conflict."""
    moved = request.GET.get("moved", "")
    context |= {"list": lists, "problem": problem, "way": request.GET.get("way", "")}
    context |= {"moved": moved, "said": _said(lists, moved), "undo": _undo(request)}
    return render(request, "okrs/order.html", context, status=CONFLICT if problem else None)


def _said(lists: OrderList, key: str) -> str:
    """Where what was moved stands now: "“Listen” is now 2 of 5."."""
    inner = [item.inner for item in lists.items if item.inner]
    for one in (lists, *inner):
        for place, item in enumerate(one.items, start=1):
            if item.key == key:
                return ordering.place_in_words(item.title, place, len(one.items))
    return ""


def _move(request: PageRequest, *, among: tuple[str, ...]) -> tuple[Moved | None, str]:
    """What was moved; or None, and a sentence why it was not."""
    thing, seen = _thing(request, among), _seen(request)
    to = _wanted(request, thing, seen)
    try:
        if into := request.POST.get("into", ""):
            return _under(request, thing, into, to, seen), ""
        at = timezone.now()
        return ordering.move(thing=thing, to=to, seen=seen, by=request.user, at=at), ""
    except CannotPlan as refusal:
        return None, str(refusal)


def _under(request: PageRequest, thing: Thing, into: str, to: int, seen: list[int]) -> Moved:
    if not isinstance(thing, KeyResult) or not is_key(into):
        raise Http404
    objective = get_object_or_404(Objective, pk=int(into))
    if "seen" not in request.POST:  # chosen from a list, so it comes last, whatever stands there
        seen = [one.pk for one in ordering.under(objective.pk)]
        to = len(seen)
    return ordering.move_under(
        key_result=thing, objective=objective, to=to, seen=seen, by=request.user, at=timezone.now()
    )


def _thing(request: PageRequest, among: tuple[str, ...]) -> Thing:
    kind, _dash, pk = request.POST.get("thing", "").partition("-")
    if kind not in among or not is_key(pk):
        raise Http404
    return cast(Thing, get_object_or_404(KINDS[kind], pk=int(pk)))


def is_key(text: str) -> bool:
    """Whether it is a whole number that a table can hold."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST


def _seen(request: PageRequest) -> list[int]:
    """The keys as the page showed them; what is no key was not shown by us."""
    return [int(pk) for pk in request.POST.get("seen", "").split(",") if is_key(pk)]


def _wanted(request: PageRequest, thing: Thing, seen: list[int]) -> int:
    """The place asked for: one up, one down, or a number."""
    to = request.POST.get("to", "")
    if is_key(to):
        return int(to)
    step = STEPS.get(request.POST.get("move", ""))
    if step is None or thing.pk not in seen:
        return 0
    return max(0, seen.index(thing.pk) + step)


def _to(here: str, moved: Moved, request: PageRequest, events: Sequence[AuditEvent]) -> str:
    """The page again, with the focus where it was, and with what undoes the move."""
    key, way = order_page.key_of(moved.thing), request.POST.get("move", "")
    undo = f"&undo={events[-1].pk}" if events else ""
    return f"{here}?moved={key}&way={way if way in STEPS else ''}{undo}"


def _undo(request: PageRequest) -> AuditEvent | None:
    """The move that the address speaks of: of this reader, and standing."""
    asked = request.GET.get("undo", "")
    mine = AuditEvent.objects.filter(verb="moved", by=request.user)
    found = mine.filter(pk=int(asked)).first() if is_key(asked) else None
    return found if found and not is_undone(found) else None
