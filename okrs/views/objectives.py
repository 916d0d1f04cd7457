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
from okrs import planning, weighing
from okrs.duplicating import newest_of
from okrs.forms.objective import ObjectiveForm, RetireObjectiveForm
from okrs.models import Objective
from okrs.standings import current_plan
from okrs.views.offering import offer
from okrs.views.saving import saved
from strategy.models import Strategy

ASKED = ("title", "pillar", "weight")


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    strategy = Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    data = request.POST if request.method == "POST" else None
    form = ObjectiveForm(data, initial={"pillar": request.GET.get("pillar")})
    _say_weight(form, strategy.pk)
    with audit.heard() as events:
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
        offer(request, _("Added: “%(title)s”.") % {"title": objective.title}, events)
        return redirect("pillar_page", slug=objective.pillar)
    return render(request, "okrs/objective.html", {"form": form})


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    objective = get_object_or_404(Objective, pk=pk)
    if "restore" in request.POST:
        return _restored(request, objective)
    retiring = RetireObjectiveForm(request.POST if "retire" in request.POST else None)
    if retiring.is_valid():
        return _retired(request, objective, why=retiring.cleaned_data["why"])
    asked = request.method == "POST" and not retiring.is_bound
    form = ObjectiveForm(
        request.POST if asked else None,
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
    _say_weight(form, objective.strategy_id, without=objective)
    return render(request, "okrs/objective.html", _shown(objective, form, retiring))


def _shown(
    objective: Objective, form: ObjectiveForm, retiring: RetireObjectiveForm
) -> dict[str, object]:
    return {
        "form": form,
        "retiring": retiring,
        "objective": objective,
        "under": objective.key_results.filter(retired_as="").count(),
        "newest": newest_of(Objective),
    }


def _say_weight(form: ObjectiveForm, strategy_id: int, without: Objective | None = None) -> None:
    """Beside the weight, what it comes to among the others that can be measured today."""
    plan = current_plan(strategy_id, today=timezone.localdate())
    form.say_weight(weighing.beside_objectives(plan, without=without))


def _retired(request: PageRequest, objective: Objective, *, why: str) -> HttpResponse:
    with audit.heard() as events:
        done = planning.retire_objective(
            objective=objective, by=request.user, at=timezone.now(), why=why
        )
    return _said(request, done, events)


def _restored(request: PageRequest, objective: Objective) -> HttpResponse:
    try:
        with audit.heard() as events:
            done = planning.restore_objective(
                objective=objective, by=request.user, at=timezone.now()
            )
    except planning.CannotPlan as refusal:
        messages.error(request, str(refusal))
        return redirect("okrs:objective_edit", pk=objective.pk)
    return _said(request, done, events)


def _said(request: PageRequest, objective: Objective, events: Sequence[AuditEvent]) -> HttpResponse:
    """Saved, with a way to undo it."""
    offer(request, _("Saved: “%(title)s”.") % {"title": objective.title}, events)
    return redirect("pillar_page", slug=objective.pillar)
