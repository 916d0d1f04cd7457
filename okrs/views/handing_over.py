"""Handing over: who holds something, and all that one person holds, given to others in one go."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.models import User
from accounts.people import CannotManage
from accounts.roles import Capability
from okrs import holding
from okrs.forms.handing_over import HandOverForm
from okrs.handing_over import hand_over
from okrs.holding import Holding
from okrs.refusals import CannotPlan
from okrs.views.offering import offer


@may(Capability.EDIT_PLAN)
@require_safe
def people(request: PageRequest) -> HttpResponse:
    return render(request, "okrs/hand_over_people.html", {"people": holding.people()})


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def person(request: PageRequest, pk: int) -> HttpResponse:
    """Everything of theirs; one page, one button, one transaction."""
    found = get_object_or_404(User, pk=pk)
    held = holding.of(found, today=timezone.localdate())
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        held=held,
        successors=list(User.objects.owners().exclude(pk=pk).order_by("name", "pk")),
        may_close=found.is_active and request.user.may(Capability.MANAGE_PEOPLE),
    )
    if form.is_valid() and _done(request, found, form):
        return redirect("okrs:hand_over", pk=pk)
    context = {"person": found, "held": held, "form": form, "groups": list(_groups(form, held))}
    return render(request, "okrs/hand_over.html", context)


def _done(request: PageRequest, person: User, form: HandOverForm) -> bool:
    """Whether it was written. A refusal is shown above the form, and nothing was written."""
    try:
        with audit.heard() as events:
            moved = hand_over(
                person=person, wishes=form.wishes(), by=request.user, at=timezone.now()
            )
    except (CannotPlan, CannotManage) as refusal:
        form.add_error(None, str(refusal))
        return False
    said = ngettext("%(n)s thing was handed over.", "%(n)s things were handed over.", moved)
    offer(request, said % {"n": moved}, events)
    return True


def _groups(form: HandOverForm, held: Holding) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """What can be given away, kind by kind, each thing with its question."""
    for name, things in (
        ("owns", held.owned),
        ("reviews", held.reviewed),
        ("step", held.steps),
    ):
        rows = [{"thing": thing, "field": form[f"{name}-{thing.pk}"]} for thing in things]
        if rows:
            yield name, rows
