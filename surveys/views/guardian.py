"""The guardian's page, reached by a signed link, and the lead's side of the same."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import PageRequest, may, open_door
from accounts.models import User
from accounts.plain_form import PlainForm
from accounts.roles import Capability
from surveys import guardian_counts, guardians
from surveys.forms.guardian import CountForm, PublicKeyForm
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.states import State


@open_door
@never_cache
@sensitive_variables("key")
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request: HttpRequest, label: str) -> HttpResponse:
    """For whoever holds the link: make the key while the wave is a draft, bring the count after."""
    key = request.GET.get("k", "")
    if not key and _runs_surveys(request):
        return redirect("surveys:guardian_link", label=label)
    try:
        wave = guardians.wave_of(label=label, key=key)
    except guardians.LinkGone as refusal:
        return render(request, "surveys/guardian_gone.html", {"refusal": refusal}, status=400)
    form = _form_for(wave, request)
    if form.is_valid() and _took(request, wave, form):
        return redirect(request.get_full_path())
    return render(request, "surveys/guardian.html", _page(wave, form))


def _runs_surveys(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and user.may(Capability.RUN_SURVEYS)


def _form_for(wave: Wave, request: HttpRequest) -> PlainForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return PublicKeyForm(*sent) if wave.state == State.DRAFT else CountForm(*sent)


def _took(request: HttpRequest, wave: Wave, form: PlainForm) -> bool:
    """Keep what the guardian sent; a refusal stands on the form."""
    now, said = timezone.now(), form.cleaned_data
    try:
        if isinstance(form, PublicKeyForm):
            guardians.keep_public_key(wave=wave, public=said["public"], at=now)
            messages.success(request, _("The public key has arrived. Keep the private key safe."))
        else:
            guardian_counts.take(wave=wave, content=said["count"], by=None, at=now)
            messages.success(request, _("The count has arrived and fits the box. Thank you."))
    except guardians.CannotGuard as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(wave: Wave, form: PlainForm) -> dict[str, Any]:
    return {
        "wave": wave,
        "form": form,
        "fingerprint": guardians.key_fingerprint(wave),
        "too_few": guardians.is_too_few(wave),
    }


@may(Capability.RUN_SURVEYS)
@never_cache
@require_safe
def link(request: PageRequest, label: str) -> HttpResponse:
    """The lead's page: the link to give to the guardian, and whose key is held."""
    wave = get_object_or_404(Wave, label=label, custody=Custody.GUARDIAN)
    context = {
        "wave": wave,
        "link": guardians.link_to(wave),
        "days": guardians.LASTS.days,
        "fingerprint": guardians.key_fingerprint(wave),
    }
    return render(request, "surveys/guardian_link.html", context)


@may(Capability.RUN_SURVEYS)
@never_cache
@require_safe
def sealed_box(request: PageRequest, label: str) -> HttpResponse:
    """The sealed box as a file, for the guardian."""
    wave = get_object_or_404(Wave, label=label)
    try:
        box = guardians.sealed_box(wave=wave, by=request.user, at=timezone.now())
    except guardians.CannotGuard as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:guardian_count", label=label)
    answer = HttpResponse(box, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{label}-sealed-box.json"'
    return answer


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: PageRequest, label: str) -> HttpResponse:
    """The lead's page: hand out the box, and bring in the count that came back."""
    wave = get_object_or_404(Wave, label=label)
    form = CountForm(request.POST, request.FILES) if request.method == "POST" else CountForm()
    if form.is_valid():
        content = form.cleaned_data["count"]
        try:
            guardian_counts.take(wave=wave, content=content, by=request.user, at=timezone.now())
        except guardians.CannotGuard as refusal:
            form.add_error("count", str(refusal))
        else:
            messages.success(request, _("The count fits the box. The wave is closed."))
            return redirect("surveys:wave", label=label)
    return render(request, "surveys/guardian_count.html", _page(wave, form))
