"""Closing a period and opening it again: each asked first, with all that it will do."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs.forms.period import CloseForm, ReopenForm
from okrs.models import Period, PeriodResult, PeriodSnapshot
from okrs.periods import closing, gathering, pages, reopening
from okrs.periods.carrying import offered
from okrs.periods.closing import CannotClose, Closing
from okrs.periods.contents import Contents
from okrs.views.saving import saved


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def close(request: PageRequest, pk: int) -> HttpResponse:
    """What a close will do, and the close."""
    period = pages.period_or_404(pk)
    contents = gathering.gather(period, known_by=timezone.now())
    form = _close_form(request, period, contents)

    def close_it() -> PeriodSnapshot:
        return closing.close(
            period=period,
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
            closing=Closing(seen=form.cleaned_data["seen"] or None, choices=form.choices()),
        )

    if _is_sent_again(request, period) or saved(form, close_it) is not None:
        messages.success(request, _("%(name)s is closed.") % {"name": period.name})
        return redirect("okrs:period", pk)
    form.show(seen=closing.as_seen(contents))
    context = {"period": period, "contents": contents, "form": form, "why_not": _why_not(period)}
    return render(request, "okrs/period_close.html", context)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def reopen(request: PageRequest, pk: int) -> HttpResponse:
    """What opening it again will do, and the reason for it."""
    period = pages.period_or_404(pk)
    form = ReopenForm(request.POST or None, initial={"version": period.version})

    def open_it() -> Period:
        return reopening.reopen(
            period=period, by=request.user, at=timezone.now(), **form.cleaned_data
        )

    if saved(form, open_it):
        messages.success(
            request, _("%(name)s is open again. What was kept stays.") % {"name": period.name}
        )
        return redirect("okrs:period", pk)
    if period.closed_at is None:
        return redirect("okrs:period", pk)
    context = {"period": period, "form": form, "would": reopening.would_undo(period)}
    return render(request, "okrs/period_reopen.html", context)


def _close_form(request: PageRequest, period: Period, contents: Contents) -> CloseForm:
    carried = [
        result
        for result in contents.due
        if result.outcome == PeriodResult.CARRIED and result.successor is None
    ]
    held = {"key": uuid4(), "seen": closing.as_seen(contents)}
    return CloseForm(request.POST or None, carried=carried, offered=offered(period), initial=held)


def _is_sent_again(request: PageRequest, period: Period) -> bool:
    """Whether this very form closed it already: what it asked may not be there any more."""
    form = CloseForm(request.POST or None, carried=[], offered=offered(period))
    return form.is_valid() and period.snapshots.filter(key=form.cleaned_data["key"]).exists()


def _why_not(period: Period) -> str:
    """Why it cannot be closed yet, whatever is decided; "" where it can."""
    try:
        closing.refuse_close(period, at=timezone.now())
    except CannotClose as refusal:
        return str(refusal)
    return ""
