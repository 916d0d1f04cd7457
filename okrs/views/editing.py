"""Adding, changing, retiring and restoring key results, one page for one task."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.models import User
from accounts.roles import Capability
from okrs import baselines, planning
from okrs.ends import NO_FIGURES, ends_of
from okrs.forms.differences import differences
from okrs.forms.key_result import KeyResultForm, initial_of
from okrs.forms.objective import RetireForm
from okrs.models import KeyResult, Objective
from okrs.planning import CannotPlan, CannotStandStill, ChangedMeanwhile
from okrs.rules.words import Kind
from okrs.views.kinds import kind_of, kinds, sent
from strategy.models import Strategy


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    """First how it is measured, then what that kind needs."""
    data = sent(request)
    kind = kind_of(request, data)
    strategy = Strategy.current()
    if kind is None or strategy is None:
        return render(request, "okrs/choose_kind.html", {"kinds": kinds(), "strategy": strategy})
    form = KeyResultForm(
        data,
        kind=kind,
        initial=_first_words(request, strategy),
        **choices(strategy),
    )
    if form.is_valid():
        try:
            key_result = planning.add_key_result(
                objective=form.objective_chosen,
                by=request.user,
                at=timezone.now(),
                **form.terms(),
            )
        except CannotPlan as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Added: “%(title)s”.") % {"title": key_result.title})
            return redirect("okrs:key_result", pk=key_result.pk)
    return render(request, "okrs/add.html", {"form": form, "kind": kind, "kinds": kinds()})


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    key_result = get_object_or_404(KeyResult.objects.select_related("objective__strategy"), pk=pk)
    changeable = not key_result.check_ins.exists()
    data = sent(request)
    kind = (kind_of(request, data) if changeable else None) or Kind[key_result.kind]
    form = _edit_form(data, key_result, kind)
    stored = None
    if form.is_valid():
        try:
            _save(form, key_result, by=request.user)
        except ChangedMeanwhile as refusal:
            form, stored = _told(request.POST, key_result, kind, refusal)
        except CannotPlan as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved: “%(title)s”.") % {"title": key_result.title})
            return redirect("okrs:key_result", pk=pk)
    context = {
        "form": form,
        "key_result": key_result,
        "kind": kind,
        "kinds": kinds(),
        "changeable": changeable,
        "stored": stored,
        "differences": differences(form, stored) if stored else [],
    }
    return render(request, "okrs/edit.html", context)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def retire(request: PageRequest, pk: int) -> HttpResponse:
    """Archive it or say that it does not apply; for one that is retired, restore it."""
    key_result = get_object_or_404(KeyResult.objects.select_related("objective"), pk=pk)
    asked = request.method == "POST" and "restore" not in request.POST
    form = RetireForm(request.POST if asked else None)
    try:
        if "restore" in request.POST:
            planning.restore_key_result(key_result=key_result, by=request.user, at=timezone.now())
            messages.success(request, _("Restored: “%(title)s”.") % {"title": key_result.title})
            return redirect("okrs:key_result", pk=pk)
        if form.is_valid():
            planning.retire_key_result(
                key_result=key_result, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("Retired: “%(title)s”.") % {"title": key_result.title})
            return redirect("okrs:key_result", pk=pk)
    except CannotPlan as refusal:
        refuse(form, refusal)
    return render(request, "okrs/retire.html", {"form": form, "key_result": key_result})


def choices(strategy: Strategy) -> dict[str, Any]:
    """What a key result can be put under, and whom it can be given to: two queries."""
    objectives = Objective.objects.active().filter(strategy=strategy).in_page_order()
    return {
        "objectives": list(objectives),
        "owners": list(User.objects.owners().order_by("name", "pk")),
    }


def refuse(form: Any, refusal: Exception) -> None:
    """Put a refusal beside its field; a From that equals To also offers to keep it."""
    field = getattr(refusal, "field", None)
    if isinstance(refusal, CannotStandStill):
        form.keep_at = refusal
    form.add_error(field if field in form.fields else None, str(refusal))


def _first_words(request: PageRequest, strategy: Strategy) -> dict[str, Any]:
    starts_on = max(strategy.starts_on, timezone.localdate())
    return {"objective": request.GET.get("objective"), "starts_on": starts_on}


def _edit_form(data: QueryDict | None, key_result: KeyResult, kind: Kind) -> KeyResultForm:
    """Ends that are set are not asked for: they move by a re-baseline."""
    same_kind = kind.value == key_result.kind
    return KeyResultForm(
        data,
        kind=kind,
        initial=initial_of(key_result) | {"kind": kind.value},
        ends=not (same_kind and planning.baseline_is_set(key_result)),
        **choices(key_result.objective.strategy),
    )


@transaction.atomic
def _save(form: KeyResultForm, key_result: KeyResult, *, by: User) -> None:
    """The edit, and with it the first setting of ends that were still to be set."""
    at = timezone.now()
    planning.edit_key_result(
        key_result=key_result,
        by=by,
        at=at,
        version=form.cleaned_data["version"],
        objective=form.objective_chosen,
        **form.terms(),
    )
    if form.measured.value != key_result.kind or not set(form.changed_data) & set(NO_FIGURES):
        return
    ends: dict[str, Any] = {name: form.cleaned_data.get(name) for name in NO_FIGURES}
    ends_of(form.measured, ends)  # the same From and To is refused with "keep it", as when adding
    baselines.set_baseline(key_result=key_result, by=by, at=at, **ends)


def _told(
    data: QueryDict, key_result: KeyResult, kind: Kind, refusal: ChangedMeanwhile
) -> tuple[KeyResultForm, KeyResultForm]:
    """What was typed, ready to be sent again, and beside it what is stored by now."""
    key_result.refresh_from_db()
    again = data.copy()
    again["version"] = str(key_result.version)
    form = _edit_form(again, key_result, kind)
    form.is_valid()
    form.add_error(None, str(refusal))
    return form, _edit_form(None, key_result, kind)
