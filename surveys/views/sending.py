"""Invitations, reminders and the last call: how far they have come, and sending the next ones."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys.forms.inviting import SendForm
from surveys.inviting import pages, sending
from surveys.inviting.how_far import how_far
from surveys.models.invitations import RunKind
from surveys.views.saving import asked_here


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest, label: str) -> HttpResponse:
    wave, at = asked_here(label), timezone.now()
    form = SendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kind = RunKind(form.cleaned_data["kind"])
        try:
            sending.start_run(wave=wave, kind=kind, by=request.user, at=at)
        except sending.CannotSend as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("surveys:send", label=label)
    shown = pages.sending(wave, kind=request.GET.get("kind"), at=at)
    context = {"wave": wave, "form": form, "page": shown, "kinds": RunKind.choices}
    return render(request, "surveys/send.html", context | {"far": shown.far})


@may(Capability.RUN_SURVEYS)
@require_safe
def progress(request: PageRequest, label: str) -> HttpResponse:
    """The part of the page that htmx asks for again while messages go out."""
    wave = asked_here(label)
    context = {"wave": wave, "far": how_far(wave, at=timezone.now())}
    return render(request, "surveys/send_progress.html", context)
