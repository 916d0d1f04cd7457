"""A wave is begun, and its settings are written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys import drafting
from surveys.forms.settings import WaveForm
from surveys.models import Wave
from surveys.states import State
from surveys.views.saving import asked_here, saved, too_late


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    form = WaveForm(request.POST if request.method == "POST" else None)
    wave = saved(
        form,
        lambda: drafting.start_wave(settings=form.settings(), by=request.user, at=timezone.now()),
    )
    if wave:
        messages.success(request, _("The draft is there. Nobody sees it until you open it."))
        return redirect("surveys:wave", label=wave.label)
    return render(request, "surveys/edit.html", {"form": form})


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, label: str) -> HttpResponse:
    wave = asked_here(label)
    if wave.state not in (State.DRAFT, State.OPEN):
        return too_late(request, wave)
    form = WaveForm(request.POST if request.method == "POST" else None, wave=wave)
    if saved(form, lambda: _edited(request, form, wave)):
        messages.success(request, _("Saved."))
        return redirect("surveys:wave", label=label)
    context = {"form": form, "wave": wave, "theirs": _theirs(form, label)}
    return render(request, "surveys/edit.html", context)


def _edited(request: PageRequest, form: WaveForm, wave: Wave) -> Wave:
    return drafting.edit_wave(
        wave=wave,
        settings=form.settings(),
        version=form.cleaned_data["version"] or 0,
        by=request.user,
        at=timezone.now(),
    )


def _theirs(form: WaveForm, label: str) -> Wave | None:
    """The wave as somebody else just saved it, where that happened."""
    return asked_here(label) if getattr(form, "changed_meanwhile", False) else None
