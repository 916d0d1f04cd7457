"""Adding and changing an objective; retiring it with all that is under it, and bringing it back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.models import AuditEvent
from accounts.roles import Capability
from okrs import planning
from okrs.duplicating import newest_of
from okrs.forms.objective import ObjectiveForm
from okrs.models import Objective
from okrs.views.offering import offer
from okrs.views.saving import saved
from strategy.models import Strategy

VERBS = {"retire": planning.retire_objective, "restore": planning.restore_objective}
ASKED = ("title", "pillar", "weight")


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    strategy = Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    data = request.POST if request.method == "POST" else None
    form = ObjectiveForm(data, initial={"pillar": request.GET.get("pillar")})
    objective = saved(
        form,
        lambda: planning.add_objective(
            strategy=strategy,
            by=request.user,
            at=timezone.now(),
            **{name: form.cleaned_data[name] for name in ASKED},
        ),
    )
    if objective:
        messages.success(request, _("Added: “%(title)s”.") % {"title": objective.title})
        return redirect("pillar_page", slug=objective.pillar)
    return render(request, "okrs/objective.html", {"form": form})


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    objective = get_object_or_404(Objective, pk=pk)
    if asked := next((name for name in VERBS if name in request.POST), None):
        return _retire_or_restore(request, objective, asked)
    form = ObjectiveForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(objective, name) for name in (*ASKED, "version")},
    )
    with audit.heard() as events:
        changed = saved(
            form,
            lambda: planning.edit_objective(
                objective=objective, by=request.user, at=timezone.now(), **form.cleaned_data
            ),
        )
    if changed:
        return _said(request, changed, events)
    under = objective.key_results.filter(retired_as="").count()
    context = {"form": form, "objective": objective, "under": under}
    context["newest"] = newest_of(Objective)
    return render(request, "okrs/objective.html", context)


def _retire_or_restore(request: PageRequest, objective: Objective, asked: str) -> HttpResponse:
    try:
        with audit.heard() as events:
            done = VERBS[asked](objective=objective, by=request.user, at=timezone.now())
    except planning.CannotPlan as refusal:
        messages.error(request, str(refusal))
        return redirect("okrs:objective_edit", pk=objective.pk)
    return _said(request, done, events)


def _said(request: PageRequest, objective: Objective, events: Sequence[AuditEvent]) -> HttpResponse:
    """Saved, with a way to undo it."""
    offer(request, _("Saved: “%(title)s”.") % {"title": objective.title}, events)
    return redirect("pillar_page", slug=objective.pillar)
