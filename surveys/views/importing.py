"""An earlier survey is brought in: its file, its columns, its answers, a look, and the wave.

One address. What was read travels in the page from step to step; no step writes, but the last.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys import wave_results
from surveys.forms.importing import ColumnsForm, SurveyFileForm
from surveys.forms.importing_answers import AnswersForm
from surveys.importing import confirming, showing
from surveys.importing.answers import Answers, CannotImport
from surveys.models import Wave
from surveys.models.waves import Origin


@may(Capability.RUN_SURVEYS)
@never_cache
@require_http_methods(["GET", "POST"])
def bring(request: PageRequest) -> HttpResponse:
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        return _file(request)
    try:
        answers = Answers.unpacked(request.POST.get("sheet", ""))
    except CannotImport as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:import")
    columns = ColumnsForm(request.POST, answers=answers)
    return step(request, columns) if columns.is_valid() else _columns_page(request, columns)


def _file(request: PageRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = SurveyFileForm(request.POST, request.FILES) if sent else SurveyFileForm()
    if form.is_valid():
        return _columns_page(request, ColumnsForm(answers=form.answers))
    return render(request, "surveys/import.html", {"form": form})


def _columns_page(request: PageRequest, form: ColumnsForm) -> HttpResponse:
    try:
        page = {"form": form, "answers": form.answers, "sheet": form.answers.packed()}
    except CannotImport as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:import")
    return render(request, "surveys/import_columns.html", page)


def _meaning(request: PageRequest, columns: ColumnsForm) -> HttpResponse:
    return _answers_page(request, AnswersForm(columns=columns))


def _again(request: PageRequest, columns: ColumnsForm) -> HttpResponse:
    return _answers_page(request, AnswersForm(request.POST, columns=columns))


def _answers_page(request: PageRequest, form: AnswersForm) -> HttpResponse:
    page = {"form": form, "carried": showing.carried(request.POST, ("sheet", "column"))}
    return render(request, "surveys/import_answers.html", page)


def _look(request: PageRequest, columns: ColumnsForm) -> HttpResponse:
    form = AnswersForm(request.POST, columns=columns)
    if not form.is_valid():
        return _answers_page(request, form)
    try:
        found, _asked = confirming.checked(form.answers, form.mapping, form.about)
    except CannotImport as refusal:
        form.refuse(refusal)
        return _answers_page(request, form)
    carried = showing.carried(request.POST, ("sheet", *form.fields, "column"))
    page = {"found": showing.found(found, form.mapping), "about": form.about, "carried": carried}
    return render(request, "surveys/import_check.html", page)


def _confirm(request: PageRequest, columns: ColumnsForm) -> HttpResponse:
    form = AnswersForm(request.POST, columns=columns)
    if not form.is_valid():
        return _answers_page(request, form)
    try:
        wave = confirming.bring_in(
            answers=form.answers,
            mapping=form.mapping,
            about=form.about,
            by=request.user,
            at=timezone.now(),
        )
    except CannotImport as refusal:
        form.refuse(refusal)
        return _answers_page(request, form)
    messages.success(request, _("“%(title)s” is in. Its file was not kept.") % {"title": wave})
    return redirect("surveys:imported", label=wave.label)


STEPS: dict[str, Callable[[PageRequest, ColumnsForm], HttpResponse]] = {
    "columns": _meaning,
    "answers": _look,
    "again": _again,
    "confirm": _confirm,
}


@may(Capability.SEE_PLAN)
@require_safe
def imported(request: PageRequest, label: str) -> HttpResponse:
    wave = get_object_or_404(
        Wave.objects.select_related("count"), label=label, origin=Origin.IMPORTED
    )
    runs = request.user.may(Capability.RUN_SURVEYS)
    tables = wave_results.of(wave, runs=runs)
    page = {"wave": wave, "shown": showing.imported(wave), "runs": runs, "tables": tables}
    return render(request, "surveys/imported.html", page)


@may(Capability.RUN_SURVEYS)
@require_POST
def take_back(request: PageRequest, label: str) -> HttpResponse:
    wave = get_object_or_404(Wave, label=label, origin=Origin.IMPORTED)
    try:
        confirming.take_back(wave=wave, by=request.user, at=timezone.now())
    except CannotImport as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:imported", label=label)
    messages.success(request, _("“%(title)s” is deleted.") % {"title": wave})
    return redirect("surveys:list")
