"""A wave is opened, given more time, closed early or abandoned: each after a page that says so."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys import abandoning, closing, extending, opening, wave_page
from surveys.forms.lifecycle import AbandonForm, ConfirmForm, ExtendForm
from surveys.models import Wave
from surveys.plan import NotAPlan
from surveys.questions.refusals import NotAQuestionSet
from surveys.states import State
from surveys.views.saving import asked_here, saved, too_late


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def open_wave(request: PageRequest, label: str) -> HttpResponse:
    wave, at = asked_here(label), timezone.now()
    if wave.state != State.DRAFT:
        return too_late(request, wave)
    today = timezone.localdate(at)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    verb = lambda: opening.ask_to_open(wave=wave, by=request.user, at=at, today=today)  # noqa: E731
    if opened := saved(form, verb):
        messages.success(request, _now_or_soon(opened))
        return redirect("surveys:wave", label=label)
    missing = wave_page.missing(wave, today=today)
    context = {"form": form, "wave": wave, "missing": missing, "frozen": _frozen(wave)}
    return render(request, "surveys/open.html", context)


def _now_or_soon(wave: Wave) -> str:
    if wave.state == State.OPEN:
        return _("The wave is open. Now send the invitations.")
    return _("The list is long, so the wave opens within a few minutes. You can leave this page.")


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def extend(request: PageRequest, label: str) -> HttpResponse:
    wave, at = asked_here(label), timezone.now()
    form = ExtendForm(request.POST if request.method == "POST" else None)
    return _step(
        request,
        wave,
        form,
        lambda: extending.extend_wave(
            wave=wave,
            closes_on=form.cleaned_data["closes_on"],
            by=request.user,
            at=at,
            today=timezone.localdate(at),
        ),
        template="surveys/extend.html",
        done=_("People have more time now. The survey’s own page says so too."),
    )


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def close(request: PageRequest, label: str) -> HttpResponse:
    wave = asked_here(label)
    return _step(
        request,
        wave,
        ConfirmForm(request.POST if request.method == "POST" else None),
        lambda: closing.close_wave(wave=wave, by=request.user, at=timezone.now()),
        template="surveys/close.html",
        done=_("The wave is closed. No more answers are accepted."),
    )


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def abandon(request: PageRequest, label: str) -> HttpResponse:
    wave = asked_here(label)
    return _step(
        request,
        wave,
        AbandonForm(request.POST if request.method == "POST" else None, title=wave.title),
        lambda: abandoning.abandon_wave(wave=wave, by=request.user, at=timezone.now()),
        template="surveys/abandon.html",
        done=_("The wave is abandoned, and all that was in it is destroyed."),
        possible=(State.DRAFT, State.OPEN, State.CLOSING),
    )


def _step(
    request: PageRequest,
    wave: Wave,
    form: ConfirmForm | ExtendForm | AbandonForm,
    verb: Callable[[], Wave],
    *,
    template: str,
    done: str,
    possible: tuple[State, ...] = (State.OPEN,),
) -> HttpResponse:
    """Ask, do, say so. A wave that has moved on meanwhile says how it stands instead."""
    if wave.state not in possible:
        return too_late(request, wave)
    if saved(form, verb):
        messages.success(request, done)
        return redirect("surveys:wave", label=wave.label)
    return render(request, template, {"form": form, "wave": wave})


def _frozen(wave: Wave) -> wave_page.Frozen | None:
    try:
        return wave_page.frozen(wave)
    except (NotAQuestionSet, NotAPlan):
        return None
