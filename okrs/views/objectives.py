"""Adding and changing an objective; retiring it with all that is under it, and bringing it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import planning
from okrs.forms.objective import ObjectiveForm
from okrs.models import Objective
from okrs.planning import CannotPlan, ChangedMeanwhile
from strategy.models import Strategy

VERBS = {"retire": planning.retire_objective, "restore": planning.restore_objective}


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    strategy = Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    data = request.POST if request.method == "POST" else None
    form = ObjectiveForm(data, initial={"pillar": request.GET.get("pillar")})
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "pillar", "weight")}
        try:
            objective = planning.add_objective(
                strategy=strategy, by=request.user, at=timezone.now(), **words
            )
        except CannotPlan as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("Added: “%(title)s”.") % {"title": objective.title})
            return redirect("pillar_page", slug=objective.pillar)
    return render(request, "okrs/objective.html", {"form": form})


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    objective = get_object_or_404(Objective, pk=pk)
    verb = next((VERBS[name] for name in VERBS if name in request.POST), None)
    data = request.POST if request.method == "POST" and verb is None else None
    form = ObjectiveForm(data, initial=_stored(objective))
    try:
        if verb:
            saved = verb(objective=objective, by=request.user, at=timezone.now())
        elif form.is_valid():
            saved = planning.edit_objective(
                objective=objective, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        else:
            return _page(request, form, objective)
    except ChangedMeanwhile as refusal:
        again = request.POST.copy()
        again["version"] = str(Objective.objects.get(pk=pk).version)
        form = ObjectiveForm(again)
        _refuse(form, refusal)
    except CannotPlan as refusal:
        form = ObjectiveForm(request.POST if data else _stored(objective))
        _refuse(form, refusal)
    else:
        messages.success(request, _("Saved: “%(title)s”.") % {"title": saved.title})
        return redirect("pillar_page", slug=saved.pillar)
    return _page(request, form, Objective.objects.get(pk=pk))


def _page(request: PageRequest, form: ObjectiveForm, objective: Objective) -> HttpResponse:
    under = objective.key_results.filter(retired_as="").count()
    context = {"form": form, "objective": objective, "under": under}
    return render(request, "okrs/objective.html", context)


def _stored(objective: Objective) -> dict[str, object]:
    names = ("title", "pillar", "weight", "version")
    return {name: getattr(objective, name) for name in names}


def _refuse(form: ObjectiveForm, refusal: CannotPlan) -> None:
    form.is_valid()
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
