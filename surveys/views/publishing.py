"""A counted wave is published, after a page that says what everybody will see; and put right."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from disclosure import correcting
from disclosure.correcting import CannotCorrect
from surveys import publishing, wave_results
from surveys.forms.correcting import CorrectForm
from surveys.forms.lifecycle import ConfirmForm
from surveys.models import Wave
from surveys.models.waves import Origin
from surveys.states import State
from surveys.views.saving import saved, too_late


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def publish(request: PageRequest, label: str) -> HttpResponse:
    wave = get_object_or_404(Wave, label=label)
    if wave.state != State.CLOSED:
        return too_late(request, wave)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if saved(form, lambda: publishing.publish_wave(wave=wave, by=request.user, at=timezone.now())):
        messages.success(request, _("The results are published: everybody who signs in sees them."))
        return redirect("surveys:wave", label=label)
    context = {"form": form, "wave": wave, "tables": wave_results.of(wave, runs=True)}
    return render(request, "surveys/publish.html", context)


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def correct(request: PageRequest, label: str) -> HttpResponse:
    wave = get_object_or_404(Wave, label=label)
    results = wave_results.of(wave, runs=True)
    if results is None or results.publication is None:
        raise Http404
    form = CorrectForm(
        request.POST if request.method == "POST" else None,
        publication=results.publication,
        may_invite=wave.origin == Origin.IMPORTED,
    )
    if form.is_valid() and _corrected(request, wave, form):
        messages.success(request, _("Corrected. The version before is kept."))
        return redirect("surveys:wave", label=label)
    return render(request, "surveys/correct.html", {"form": form, "wave": wave})


def _corrected(request: PageRequest, wave: Wave, form: CorrectForm) -> bool:
    """A refusal stands on the form."""
    try:
        correcting.correct(
            source=wave.label,
            seen=form.cleaned_data["version"],
            correction=form.correction(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except CannotCorrect as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True
