"""Looking after the plan: what was put aside, and copies to go on from."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs.archive import archive
from okrs.duplicating import duplicate_key_result, duplicate_objective
from okrs.models import KeyResult, Objective
from okrs.refusals import CannotPlan
from okrs.views.offering import offer
from okrs.views.order import is_key
from strategy.models import Strategy


@may(Capability.EDIT_PLAN)
@require_safe
def archived(request: PageRequest) -> HttpResponse:
    strategy = Strategy.current()
    found = archive(strategy.pk) if strategy else None
    return render(request, "okrs/archived.html", {"archive": found})


@may(Capability.EDIT_PLAN)
@require_POST
def copy_key_result(request: PageRequest, pk: int) -> HttpResponse:
    """A copy, and then its form: its From is to be set, and its title to be changed."""
    key_result = get_object_or_404(
        KeyResult.objects.select_related("objective", "owner", "reviewer", "guardrail"), pk=pk
    )
    newest = _newest(request, pk)
    try:
        with audit.heard() as events:
            made = duplicate_key_result(
                key_result=key_result, newest=newest, by=request.user, at=timezone.now()
            )
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
        return redirect("okrs:key_result", pk=pk)
    said = _("This is the copy. Change what is different, and set its From.")
    offer(request, said, events)
    return redirect("okrs:edit", pk=made.pk)


@may(Capability.EDIT_PLAN)
@require_POST
def copy_objective(request: PageRequest, pk: int) -> HttpResponse:
    objective = get_object_or_404(Objective.objects.select_related("strategy"), pk=pk)
    try:
        with audit.heard() as events:
            made = duplicate_objective(
                objective=objective, newest=_newest(request, pk), by=request.user, at=timezone.now()
            )
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
        return redirect("okrs:objective_edit", pk=pk)
    offer(request, _("This is the copy, with copies of its key results."), events)
    return redirect("okrs:objective_edit", pk=made.pk)


def _newest(request: PageRequest, pk: int) -> int:
    """The newest key that the page knew of; without it the thing's own."""
    sent = request.POST.get("newest", "")
    return max(int(sent), pk) if is_key(sent) else pk
