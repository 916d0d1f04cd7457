"""Checking in, and correcting a check-in: one screen each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import checkins, taking_back, told
from okrs.forms.check_in import CheckInForm, CorrectForm
from okrs.models import CheckIn, KeyResult
from okrs.owning import may_act_on
from okrs.paths import read_now
from okrs.refusals import CannotPlan
from okrs.views import checking_in
from okrs.views.check_in_saved import Stood, what_became_of


@may(Capability.CHECK_IN)
@require_http_methods(["GET", "POST"])
def check_in(request: PageRequest, pk: int) -> HttpResponse:
    key_result = _theirs(request, pk)
    form = CheckInForm(request.POST or None, key_result=key_result, today=timezone.localdate())
    sent = checking_in.send(form, posted=request.POST, by=request.user)
    if sent.made:
        return _after(request, sent.made, was=sent.was)
    context = checking_in.shown(form) | {"told_meanwhile": sent.told_meanwhile}
    return render(request, "okrs/check_in.html", context)


@may(Capability.CHECK_IN)
@require_POST
def preview(request: PageRequest, pk: int) -> HttpResponse:
    """The panel beside the form alone: refreshed as the person types, where there is script."""
    form = CheckInForm(request.POST, key_result=_theirs(request, pk), today=timezone.localdate())
    return render(request, "okrs/check_in_preview.html", checking_in.shown(form))


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


@may(Capability.CHECK_IN)
@require_POST
def take_back(request: PageRequest, pk: int, check_in_pk: int) -> HttpResponse:
    """One press after a slip: the figure goes, and the one before counts again."""
    key_result = _theirs(request, pk)
    wrong = get_object_or_404(key_result.check_ins.select_related("key_result"), pk=check_in_pk)
    try:
        taking_back.take_back(check_in=wrong, by=request.user, at=timezone.now())
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
    else:
        stored = KeyResult.objects.select_related("latest").get(pk=pk)
        messages.success(request, _stands_again(stored))
    return redirect("okrs:key_result", pk=pk)


def _stands_again(key_result: KeyResult) -> str:
    """What counts now that a reading is taken back."""
    if key_result.latest is None:
        return _("Taken back. It has no reading now; what was said is kept, and marked.")
    told = {"now": read_now(key_result), "day": date_format(key_result.latest.as_of, "j F Y")}
    said = _("Taken back: %(now)s of %(day)s counts again. What was said is kept, and marked.")
    return said % told


def _theirs(request: PageRequest, pk: int) -> KeyResult:
    """The key result, if this person may check in on it; 404 or a refusal otherwise."""
    found = KeyResult.objects.with_all_that_a_row_shows().select_related("latest__recorded_by")
    key_result = get_object_or_404(found, pk=pk)
    if not may_act_on(request.user, key_result):
        raise PermissionDenied(_("Only its owner, or a lead, checks in on this key result."))
    return key_result


def _after(request: PageRequest, made: CheckIn, *, was: Stood) -> HttpResponse:
    """Back to the key result, or on to its baseline if this reading could be it."""
    key_result = KeyResult.objects.with_all_that_a_row_shows().get(pk=made.key_result_id)
    draft = f"check-in-{made.key_result_id}"  # what the browser kept may go now
    messages.success(request, what_became_of(made, key_result, was=was), extra_tags=draft)
    wants_baseline = made.value is not None and key_result.from_value is None
    if wants_baseline and key_result.low is None and request.user.may(Capability.EDIT_PLAN):
        return redirect(
            reverse("okrs:baseline", args=[made.key_result_id], query={"reading": made.pk})
        )
    return redirect("okrs:key_result", pk=key_result.pk)
