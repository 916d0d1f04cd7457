"""An owner sees the status differently: say so, until a date, or take it back."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import overrides
from okrs.forms.override import OverrideForm
from okrs.key_result_page import key_result_or_404
from okrs.models import KeyResult
from okrs.owning import may_act_on
from okrs.refusals import CannotPlan
from okrs.rules.words import Status
from okrs.standings import row_of
from okrs.views.offering import offer


@may(Capability.CHECK_IN)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest, pk: int) -> HttpResponse:
    key_result = key_result_or_404(pk)
    if not may_act_on(request.user, key_result):
        raise PermissionDenied(_("Only the owner of a key result, or a lead, can say its status."))
    if request.method == "POST" and "withdraw" in request.POST:
        _take_back(request, key_result)
        return redirect("okrs:key_result", pk)
    today = timezone.localdate()
    form = OverrideForm(request.POST or None, initial={"until": _offered(key_result, today)})
    with audit.heard() as events:
        said_so = form.is_valid() and _said(request, form, key_result, today)
    if said_so:
        offer(request, _("Said. Both statuses are shown from now on."), events)
        return redirect("okrs:key_result", pk)
    said = overrides.in_force(key_result.overrides.select_related("by"), today=today)
    row = row_of(key_result, today=today, override=said)
    context = {"form": form, "key_result": key_result, "row": row, "said": said}
    return render(request, "okrs/override.html", context)


def _take_back(request: PageRequest, key_result: KeyResult) -> None:
    try:
        with audit.heard() as events:
            overrides.withdraw(key_result=key_result, by=request.user, at=timezone.now())
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
    else:
        offer(request, _("Taken back. The calculated status stands alone."), events)


def _said(request: PageRequest, form: OverrideForm, key_result: KeyResult, today: date) -> bool:
    """Whether it was taken; if not, the form says why."""
    try:
        overrides.override(
            key_result=key_result,
            status=Status[form.cleaned_data["status"]],
            reason=form.cleaned_data["reason"],
            until=form.cleaned_data["until"],
            by=request.user,
            at=timezone.now(),
            today=today,
        )
    except CannotPlan as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


def _offered(key_result: KeyResult, today: date) -> date:
    """A month, or less where readings come more often."""
    return min(overrides.a_month_on(today), overrides.longest_until(key_result, today=today))
