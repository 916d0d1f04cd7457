"""Periods: the list, naming one, its page, what is said of each key result, and its files."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.csv_safely import rows_to_csv
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs.forms.period import PeriodForm, ReflectForm
from okrs.models import Period
from okrs.periods import files, naming, pages, reviewing, spans, taken_back
from okrs.periods.spans import Span
from okrs.refusals import CannotPlan
from okrs.views.period_rows import whole_page
from okrs.views.saving import saved
from okrs.workbooks import rows_to_workbook
from strategy.models import Strategy


@may(Capability.SEE_PLAN)
@require_safe
def listing(request: PageRequest) -> HttpResponse:
    """Every period, how far each is, and the way to the next."""
    strategy, today = Strategy.current(), timezone.localdate()
    context = {"strategy": strategy, "periods": pages.listed(strategy, today=today)}
    return render(request, "okrs/periods.html", context)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    """Name a period; a year, a half or a quarter is suggested from the strategy's days."""
    strategy = Strategy.current()
    if strategy is None:
        return redirect("okrs:periods")
    offers = _offers(strategy)
    form = PeriodForm(request.POST or None, initial=_initial(offers, request.GET.get("length", "")))

    def name_it() -> Period:
        return naming.name_period(
            strategy=strategy, by=request.user, at=timezone.now(), **_span(form)
        )

    if made := saved(form, name_it):
        messages.success(request, _("Named: “%(name)s”.") % {"name": made.name})
        return redirect("okrs:period", made.pk)
    return render(request, "okrs/period_add.html", {"form": form, "offers": offers})


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    """Another name or other days, or take it away, while nothing was kept of it."""
    period = pages.period_or_404(pk)
    if "remove" in request.POST:
        return _removed(request, period)
    held = {name: getattr(period, name) for name in ("name", "starts_on", "ends_on", "version")}
    form = PeriodForm(request.POST or None, initial=held)

    def change_it() -> Period:
        version = form.cleaned_data["version"]
        return naming.change_period(
            period=period, by=request.user, at=timezone.now(), version=version, **_span(form)
        )

    if saved(form, change_it):
        messages.success(request, _("Saved."))
        return redirect("okrs:period", pk)
    return render(request, "okrs/period_add.html", {"form": form, "period": period})


@may(Capability.SEE_PLAN)
@require_safe
def page(request: PageRequest, pk: int, number: int | None = None) -> HttpResponse:
    """A period: reviewed while it is open, as it stood once it was closed."""
    return whole_page(request, _loaded(request, pk, number))


@may(Capability.EDIT_PLAN)
@require_POST
def reflect(request: PageRequest, pk: int) -> HttpResponse:
    """What the whole period taught."""
    period = pages.period_or_404(pk)
    form = ReflectForm(request.POST)

    def say_it() -> Period:
        return reviewing.reflect(
            period=period, by=request.user, at=timezone.now(), **form.cleaned_data
        )

    if saved(form, say_it):
        messages.success(request, _("Saved."))
        return redirect(reverse("okrs:period", args=[pk]) + "#taught")
    return whole_page(request, _loaded(request, pk), form=form)


@may(Capability.SEE_PLAN)
@require_safe
def file(request: PageRequest, pk: str, number: str, kind: str) -> HttpResponse:
    """What was kept of a closed period, as CSV, workbook or the very text that was kept."""
    found = _loaded(request, int(pk), int(number))
    if found.contents is None or found.snapshot is None:
        messages.error(request, found.trouble)
        return redirect("okrs:period", pk)
    name = f"period-{pk}-{number}"
    if kind == "json":
        kept = taken_back.text_shown(found.snapshot)
        response = HttpResponse(kept, content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return response
    rows = files.rows(found.contents)
    if kind == "csv":
        return rows_to_csv(files.header(), rows, filename=f"{name}.csv")
    return rows_to_workbook(files.header(), rows, filename=f"{name}.xlsx", sheet=_("Period"))


def _loaded(request: PageRequest, pk: int, number: int | None = None) -> pages.PeriodPage:
    now = timezone.now()
    found = pages.load(pk, number=number, now=now, today=timezone.localdate(now))
    return found if request.user.may(Capability.EDIT_PLAN) else pages.without_drafts(found)


def _span(form: PeriodForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("name", "starts_on", "ends_on")}


def _offers(strategy: Strategy) -> list[tuple[str, str, Span]]:
    """For each length its name and the first stretch that is free."""
    taken = [
        Span(name=one.name, starts_on=one.starts_on, ends_on=one.ends_on)
        for one in Period.objects.filter(strategy=strategy).order_by("starts_on", "pk")
    ]
    found = (
        (
            length,
            str(label),
            spans.suggested(
                length, starts_on=strategy.starts_on, ends_on=strategy.ends_on, taken=taken
            ),
        )
        for length, (_months, label) in spans.LENGTHS.items()
    )
    return [(length, label, span) for length, label, span in found if span]


def _initial(offers: list[tuple[str, str, Span]], length: str) -> dict[str, Any]:
    spans_by = {name: span for name, _label, span in offers}
    span = spans_by.get(length) or next(iter(spans_by.values()), None)
    if span is None:
        return {}
    return {"name": span.name, "starts_on": span.starts_on, "ends_on": span.ends_on}


def _removed(request: PageRequest, period: Period) -> HttpResponse:
    try:
        naming.remove_period(period=period, by=request.user, at=timezone.now())
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
        return redirect("okrs:period", period.pk)
    messages.success(request, _("Taken away: “%(name)s”.") % {"name": period.name})
    return redirect("okrs:periods")
