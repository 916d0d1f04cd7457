"""Benchmarks: all of them, to read; the organisation's own, to add, put right and retire."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from disclosure.benchmarks import adding, listing
from disclosure.benchmarks.models import OwnBenchmark
from surveys.forms.benchmarks import BenchmarkForm
from surveys.questions import catalogue


@may(Capability.SEE_PLAN)
@require_safe
def page(request: PageRequest) -> HttpResponse:
    asked = [(question.code, question.mapping) for question in catalogue.smc().questions]
    return render(request, "surveys/benchmarks.html", {"sections": listing.sections(asked)})


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    form = BenchmarkForm(request.POST if request.method == "POST" else None)
    if _saved(form, lambda: _added(request, form)):
        messages.success(request, _("Added."))
        return redirect("surveys:benchmarks")
    return render(request, "surveys/benchmark.html", {"form": form})


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    benchmark = get_object_or_404(OwnBenchmark.objects.current(), pk=pk)
    if "retire" in request.POST:
        adding.retire_benchmark(benchmark=benchmark, by=request.user, at=timezone.now())
        messages.success(request, _("Retired. Nothing is compared with it any more."))
        return redirect("surveys:benchmarks")
    form = BenchmarkForm(request.POST if request.method == "POST" else None, benchmark=benchmark)
    if _saved(form, lambda: _changed(request, form, benchmark)):
        messages.success(request, _("Saved."))
        return redirect("surveys:benchmarks")
    theirs = benchmark.as_benchmark() if getattr(form, "changed_meanwhile", False) else None
    context = {"form": form, "benchmark": benchmark, "theirs": theirs}
    return render(request, "surveys/benchmark.html", context)


def _added(request: PageRequest, form: BenchmarkForm) -> OwnBenchmark:
    return adding.add_benchmark(
        told=form.told(), by=request.user, at=timezone.now(), today=timezone.localdate()
    )


def _changed(request: PageRequest, form: BenchmarkForm, benchmark: OwnBenchmark) -> OwnBenchmark:
    return adding.change_benchmark(
        benchmark=benchmark,
        told=form.told(),
        version=form.cleaned_data["version"] or 0,
        by=request.user,
        at=timezone.now(),
        today=timezone.localdate(),
    )


def _saved(form: Any, verb: Callable[[], OwnBenchmark]) -> OwnBenchmark | None:
    """What the verb gives; None where the form was refused, which then says why."""
    if not form.is_valid():
        return None
    try:
        return verb()
    except adding.ChangedMeanwhile as refusal:
        form.changed_meanwhile = True
        form.data = form.data.copy()
        form.data["version"] = str(refusal.version)
        form.add_error(None, str(refusal))
    except adding.CannotKeep as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None
