"""Waves on pages: the list of them, and each one in the state it is in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys import checklist, counting_words, wave_page, wave_results
from surveys.ballot import door
from surveys.models import Wave
from surveys.models.waves import Origin
from surveys.plan import NotAPlan
from surveys.questions.refusals import NotAQuestionSet
from surveys.states import State


@may(Capability.SEE_PLAN)
@require_safe
def listing(request: PageRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {"rows": wave_page.rows(today=today), "today": today}
    return render(request, "surveys/list.html", context)


@may(Capability.SEE_PLAN)
@require_safe
def page(request: PageRequest, label: str) -> HttpResponse:
    """Whoever may see the plan sees how many take part; preparing it is for those who run it."""
    wave = get_object_or_404(Wave.objects.select_related("count"), label=label)
    if wave.origin == Origin.IMPORTED:
        return redirect("surveys:imported", label=label)
    runs = request.user.may(Capability.RUN_SURVEYS)
    context = {"wave": wave, "today": timezone.localdate(), "runs": runs}
    return render(request, "surveys/wave.html", context | _by_state(wave, runs))


def _by_state(wave: Wave, runs: bool) -> dict[str, Any]:
    today = timezone.localdate()
    if wave.state == State.DRAFT:
        if not runs:
            return {}
        return {
            "steps": checklist.steps(wave, today=today),
            "missing": wave_page.missing(wave, today=today),
        }
    shown: dict[str, Any] = {
        "count": wave_page.count_of(wave),
        "tables": wave_results.of(wave, runs=runs),
    }
    if shown["count"]:
        shown["said"] = wave_page.counted(shown["count"])
    if wave.state == State.OPEN:
        shown["open"] = wave_page.while_open(wave, today=today)
    if wave.state == State.CLOSING:
        shown["opens_here"] = door.opens_here(wave.label)
        shown["how_far"] = counting_words.how_far(wave)
    return shown | {"frozen": _frozen(wave)}


def _frozen(wave: Wave) -> wave_page.Frozen | None:
    """None for what has no questions of its own: a draft that was abandoned, or an import."""
    try:
        return wave_page.frozen(wave) if wave.plan else None
    except (NotAQuestionSet, NotAPlan):
        return None
