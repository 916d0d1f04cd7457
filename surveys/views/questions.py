"""What a draft asks, and which tables are planned. Once the wave is open it can only be read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys import asking, wave_page
from surveys.checklist import PER_MINUTE
from surveys.forms.own_question import own_fields
from surveys.forms.questions import QuestionsForm
from surveys.models import Wave
from surveys.plan import NotAPlan
from surveys.questions.catalogue import LAWFUL_BASIS
from surveys.questions.refusals import NotAQuestionSet
from surveys.refusals import CannotDraft, ChangedMeanwhile
from surveys.states import State
from surveys.views.saving import asked_here, saved


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest, label: str) -> HttpResponse:
    wave = asked_here(label)
    if wave.state != State.DRAFT:
        return render(request, "surveys/questions_locked.html", _so_far(wave))
    form = QuestionsForm(request.POST if request.method == "POST" else None, wave=wave)
    changed = saved(form, lambda: _chosen(request, form, wave))
    if changed and "another" in request.POST:
        return redirect(f"{request.path}#own")
    if changed:
        messages.success(request, _("Saved."))
        return redirect("surveys:wave", label=label)
    shown = {"wave": wave, "frozen": None} if form.is_bound else _so_far(wave)
    return render(request, "surveys/questions.html", shown | _asked(form))


def _chosen(request: PageRequest, form: QuestionsForm, wave: Wave) -> Wave:
    try:
        return asking.choose_questions(
            wave=wave,
            choices=form.choices(),
            crossed=form.crossed_pairs(),
            minimum=form.cleaned_data["minimum"],
            version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except ChangedMeanwhile:
        raise
    except CannotDraft as refused:
        raise CannotDraft(str(refused), field=form.field_of(refused.field)) from refused


def _asked(form: QuestionsForm) -> dict[str, object]:
    return {
        "form": form,
        "own": list(own_fields(form)),
        "lawful_basis": LAWFUL_BASIS,
        "per_minute": PER_MINUTE,
    }


def _so_far(wave: Wave) -> dict[str, object]:
    """The wave, and what it would freeze to as it is stored; None where nothing comes of it."""
    try:
        return {"wave": wave, "frozen": wave_page.frozen(wave)}
    except (NotAQuestionSet, NotAPlan):
        return {"wave": wave, "frozen": None}
