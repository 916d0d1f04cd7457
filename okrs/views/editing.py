"""Adding, changing, retiring and restoring key results, one page for one task."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.models import AuditEvent, User
from accounts.roles import Capability
from okrs import baselines, planning, weighing
from okrs.duplicating import newest_of
from okrs.ends import NO_FIGURES, ends_of
from okrs.forms.differences import differences
from okrs.forms.following import CHOSEN
from okrs.forms.key_result import KeyResultForm, initial_of
from okrs.forms.objective import RetireForm
from okrs.models import KeyResult
from okrs.rules.words import Kind
from okrs.views.kinds import kind_of, kinds, sent
from okrs.views.offering import offer
from okrs.views.saving import choices, saved, say_beside_to, say_weight, warn_of_chance
from strategy.models import Strategy

DISTANCE = {*NO_FIGURES, "follows", *CHOSEN}  # what decides how far apart the ends are, and of what


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    """First how it is measured, then what that kind needs."""
    data = sent(request)
    kind, strategy = kind_of(request, data), Strategy.current()
    if kind is None or strategy is None:
        return render(request, "okrs/choose_kind.html", {"kinds": kinds(), "strategy": strategy})
    form = _add_form(data, kind, strategy, objective=request.GET.get("objective"))
    form.say_weight(weighing.beside(strategy.pk, today=timezone.localdate()))
    with audit.heard() as events:
        key_result = saved(form, lambda: _add(form, by=request.user))
    if key_result:
        return _told(request, _("Added: “%(title)s”."), key_result, events)
    return render(request, "okrs/add.html", {"form": form, "kind": kind, "kinds": kinds()})


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    key_result = get_object_or_404(KeyResult.objects.select_related("objective__strategy"), pk=pk)
    changeable = not key_result.check_ins.exists()
    data = sent(request)
    kind = (kind_of(request, data) if changeable else None) or Kind[key_result.kind]
    form = _edit_form(data, key_result, kind)
    say_beside_to(form, key_result)
    say_weight(form, key_result)
    with audit.heard() as events:
        changed = saved(form, lambda: _save(form, key_result, by=request.user))
    if changed:
        tell = _told if set(form.changed_data) & DISTANCE else _said
        return tell(request, _("Saved: “%(title)s”."), changed, events)
    context = {
        "form": form,
        "key_result": key_result,
        "kind": kind,
        "kinds": kinds(),
        "changeable": changeable,
        "newest": newest_of(KeyResult),
    }
    return render(request, "okrs/edit.html", context | _both(form, pk))


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def retire(request: PageRequest, pk: int) -> HttpResponse:
    """Archive it, or say that it does not apply; one that is retired is restored."""
    key_result = get_object_or_404(KeyResult.objects.select_related("objective"), pk=pk)
    if "restore" in request.POST:
        return _restore(request, key_result)
    form = RetireForm(request.POST if request.method == "POST" else None)
    with audit.heard() as events:
        retired = saved(
            form,
            lambda: planning.retire_key_result(
                key_result=key_result, by=request.user, at=timezone.now(), **form.cleaned_data
            ),
        )
    if retired:
        return _said(request, _("Taken out of the plan: “%(title)s”."), retired, events)
    return render(request, "okrs/retire.html", {"form": form, "key_result": key_result})


def _restore(request: PageRequest, key_result: KeyResult) -> HttpResponse:
    try:
        with audit.heard() as events:
            planning.restore_key_result(key_result=key_result, by=request.user, at=timezone.now())
    except planning.CannotPlan as refusal:
        messages.error(request, str(refusal))
        return redirect("okrs:key_result", pk=key_result.pk)
    return _said(request, _("Restored: “%(title)s”."), key_result, events)


def _said(
    request: PageRequest, sentence: str, key_result: KeyResult, events: Sequence[AuditEvent] = ()
) -> HttpResponse:
    """The message offers to undo it."""
    offer(request, sentence % {"title": key_result.title}, events)
    return redirect("okrs:key_result", pk=key_result.pk)


def _told(
    request: PageRequest, sentence: str, key_result: KeyResult, events: Sequence[AuditEvent] = ()
) -> HttpResponse:
    """The same, and whether its ends are closer than the survey can tell."""
    reply = _said(request, sentence, key_result, events)
    warn_of_chance(request, key_result)
    return reply


def _add_form(
    data: QueryDict | None, kind: Kind, strategy: Strategy, *, objective: str | None
) -> KeyResultForm:
    starts_on = max(strategy.starts_on, timezone.localdate())
    initial = {"objective": objective, "starts_on": starts_on}
    return KeyResultForm(data, kind=kind, initial=initial, **choices(strategy))


def _add(form: KeyResultForm, *, by: User) -> KeyResult:
    return planning.add_key_result(
        objective=form.objective_chosen, by=by, at=timezone.now(), **form.terms()
    )


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
def _save(form: KeyResultForm, key_result: KeyResult, *, by: User) -> KeyResult:
    """The edit, and with it the first setting of ends that were still to be set."""
    at = timezone.now()
    changed = planning.edit_key_result(
        key_result=key_result,
        by=by,
        at=at,
        version=form.cleaned_data["version"],
        objective=form.objective_chosen,
        **form.terms(),
    )
    if form.measured.value == key_result.kind and set(form.changed_data) & set(NO_FIGURES):
        ends: dict[str, Any] = {name: form.cleaned_data.get(name) for name in NO_FIGURES}
        ends_of(form.measured, ends)  # the same From and To is refused as it is when adding
        baselines.set_baseline(key_result=key_result, by=by, at=at, **ends)
    return changed


def _both(form: KeyResultForm, pk: int) -> dict[str, Any]:
    """Where what was typed differs from what somebody else saved meanwhile."""
    if not form.changed_meanwhile:
        return {}
    theirs = KeyResult.objects.select_related("objective__strategy").get(pk=pk)
    return {
        "stored": True,
        "differences": differences(form, _edit_form(None, theirs, form.measured)),
    }
