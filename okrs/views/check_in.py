"""Checking in, and correcting a check-in: one screen each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audit import subject_of
from accounts.doors import PageRequest, may
from accounts.models import AuditEvent
from accounts.roles import Capability
from okrs import checkins, milestones, previewing, told
from okrs.forms.check_in import NO_STEP, NOTHING_WRITTEN, NOTHING_YET, CheckInForm, CorrectForm
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import CheckIn, KeyResult
from okrs.owning import may_act_on
from okrs.refusals import CannotPlan
from okrs.standings import row_of
from okrs.told import Reading


@may(Capability.CHECK_IN)
@require_http_methods(["GET", "POST"])
def check_in(request: PageRequest, pk: int) -> HttpResponse:
    key_result = _theirs(request, pk)
    form = CheckInForm(request.POST or None, key_result=key_result, today=timezone.localdate())
    if "preview" in request.POST or not form.is_valid():
        return _page(request, form)
    try:
        made = _save(request, form)
    except ChangedMeanwhile as refusal:
        form.add_error(None, str(refusal))
        key_result.refresh_from_db()
        form.data = request.POST.copy()
        form.data["version"] = str(key_result.version)
        return _page(request, form, told_meanwhile=_told_last(key_result))
    except CannotPlan as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _page(request, form)
    return _after(request, made)


@may(Capability.CHECK_IN)
@require_POST
def preview(request: PageRequest, pk: int) -> HttpResponse:
    """The panel beside the form alone: refreshed as the person types, where there is script."""
    form = CheckInForm(request.POST, key_result=_theirs(request, pk), today=timezone.localdate())
    return render(request, "okrs/check_in_preview.html", _shown(form))


@may(Capability.CHECK_IN)
@require_http_methods(["GET", "POST"])
def correct(request: PageRequest, pk: int, check_in_pk: int) -> HttpResponse:
    key_result = _theirs(request, pk)
    wrong = get_object_or_404(key_result.check_ins.select_related("key_result"), pk=check_in_pk)
    form = CorrectForm.of(wrong, request.POST or None, today=timezone.localdate())
    if form.is_valid():
        try:
            right = checkins.correct_checkin(
                check_in=wrong,
                reading=form.reading(),
                as_of=form.cleaned_data["as_of"],
                why=form.cleaned_data["why"],
                by=request.user,
                at=timezone.now(),
                key=form.cleaned_data["key"],
            )
        except CannotPlan as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            kept = _("Corrected. The earlier reading is kept, and marked.")
            messages.success(request, told.said_with_what_is_withheld(kept, right))
            return redirect("okrs:key_result", pk=pk)
    context = {"form": form, "key_result": key_result, "check_in": wrong}
    return render(request, "okrs/correct.html", context)


def _theirs(request: PageRequest, pk: int) -> KeyResult:
    """The key result, if this person may check in on it; 404 or a refusal otherwise."""
    found = KeyResult.objects.with_all_that_a_row_shows().select_related("latest__recorded_by")
    key_result = get_object_or_404(found, pk=pk)
    if not may_act_on(request.user, key_result):
        raise PermissionDenied(_("Only its owner, or a lead, checks in on this key result."))
    return key_result


@transaction.atomic
def _save(request: PageRequest, form: CheckInForm) -> CheckIn:
    key_result, at = form.key_result, timezone.now()
    confirms = "confirm" in request.POST
    _refuse_slips(form, confirms=confirms)
    made = checkins.record_checkin(
        key_result=key_result,
        reading=Reading() if confirms else form.reading(),
        story=form.story(),
        as_of=timezone.localdate(at) if confirms else form.cleaned_data["as_of"],
        by=request.user,
        at=at,
        key=form.cleaned_data["key"],
        version=form.cleaned_data["version"],
    )
    for step in key_result.milestones.filter(pk__in=form.cleaned_data.get("steps", [])):
        milestones.tick(milestone=step, by=request.user, at=at, today=timezone.localdate(at))
    return made


def _refuse_slips(form: CheckInForm, *, confirms: bool) -> None:
    """Sent empty, confirmed before anything was read, or confirmed beside a figure just written.

    What was saved already is not asked about when it is sent a second time.
    """
    if form.key_result.check_ins.filter(key=form.cleaned_data["key"]).exists():
        return
    row = row_of(form.key_result, today=timezone.localdate())
    was_read = bool(previewing.what_is_confirmed(row))
    if confirms:
        told.refuse_to_lose(form.key_result, form.reading())
    if not was_read if confirms else form.says_nothing():
        if not form.figures:
            raise CannotPlan(NO_STEP)
        words = NOTHING_WRITTEN if was_read else NOTHING_YET
        raise CannotPlan(words, field=form.figures[0].name)


def _after(request: PageRequest, made: CheckIn) -> HttpResponse:
    """Back to the key result, or on to its baseline if this reading could be it."""
    key_result = KeyResult.objects.select_related("latest").get(pk=made.key_result_id)
    draft = f"check-in-{made.key_result_id}"  # what the browser kept may go now
    said = told.said_with_what_is_withheld(_what_became_of(made, key_result), made)
    messages.success(request, said, extra_tags=draft)
    wants_baseline = made.value is not None and key_result.from_value is None
    if wants_baseline and key_result.low is None and request.user.may(Capability.EDIT_PLAN):
        return redirect(
            reverse("okrs:baseline", args=[made.key_result_id], query={"reading": made.pk})
        )
    return redirect("okrs:key_result", pk=key_result.pk)


def _what_became_of(made: CheckIn, key_result: KeyResult) -> str:
    newer = key_result.latest
    began = previewing.old_line_until(key_result, made.as_of) if made.gives_a_reading else None
    if began:
        return _(
            "Saved with the earlier readings: the baseline was set anew on %(day)s, so this one "
            "does not change how it stands."
        ) % {"day": date_format(began, "j F Y")}
    if newer and newer.pk != made.pk and newer.as_of > made.as_of:
        return _("Saved. A newer reading is there already, and still stands.")
    return _("Saved. Thank you.")


def _told_last(key_result: KeyResult) -> CheckIn | None:
    """Who checked in meanwhile; None when it was something else that changed."""
    told = key_result.check_ins.standing().select_related("recorded_by")
    last = AuditEvent.objects.about(subject_of(key_result)).first()
    return told.filter(recorded_at=last.at).order_by("-pk").first() if last else None


def _page(
    request: PageRequest, form: CheckInForm, told_meanwhile: CheckIn | None = None
) -> HttpResponse:
    context = _shown(form) | {"told_meanwhile": told_meanwhile}
    return render(request, "okrs/check_in.html", context)


def _shown(form: CheckInForm) -> dict[str, object]:
    """The form, how it stands now, and what saving would make of it when that can be said."""
    key_result, today = form.key_result, timezone.localdate()
    row = row_of(key_result, today=today)
    shown: dict[str, object] = {
        "form": form,
        "key_result": key_result,
        "row": row,
        "confirms": previewing.what_is_confirmed(row),
        "last_reading": previewing.last_reading(key_result),
        "last_confidence": told.last_confidence(key_result),
    }
    if form.is_bound and form.is_valid():
        try:
            _refuse_slips(form, confirms=False)
            shown["preview"] = previewing.preview(
                key_result=key_result,
                reading=form.reading(),
                story=form.story(),
                as_of=form.cleaned_data["as_of"],
                at=timezone.now(),
                steps=form.cleaned_data.get("steps", []),
            )
        except CannotPlan as refusal:
            shown["preview_refusal"] = str(refusal)
    elif form.early:
        shown["preview_refusal"] = form.errors["as_of"][0]
    return shown
