"""Messages that came back: noting them, and correcting an address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys.forms.inviting import AddressForm, CameBackForm
from surveys.inviting import bouncing, pages
from surveys.models.invitations import Delivery
from surveys.views.saving import asked_here


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest, label: str) -> HttpResponse:
    wave = asked_here(label)
    form = CameBackForm(request.POST if request.method == "POST" else None)
    noted = None
    if form.is_valid():
        text = form.cleaned_data["pasted"]
        try:
            noted = bouncing.note_what_came_back(
                wave=wave, text=text, by=request.user, at=timezone.now()
            )
        except bouncing.CannotNote as refusal:
            form.add_error("pasted", str(refusal))
        else:
            form = CameBackForm()
    context = {"wave": wave, "form": form, "noted": noted, "came_back": pages.came_back(wave)}
    return render(request, "surveys/came_back.html", context | _said(noted))


def _said(noted: bouncing.CameBack | None) -> dict[str, str]:
    if noted is None:
        return {}
    words = ngettext("%(n)s person is marked.", "%(n)s people are marked.", noted.marked)
    return {"said": words % {"n": f"{noted.marked:,}"}}


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def correct(request: PageRequest, label: str, pk: int) -> HttpResponse:
    wave = asked_here(label)
    back = wave.invitations.filter(delivery=Delivery.BOUNCED)
    invitation = get_object_or_404(back.select_related("wave"), pk=pk)
    form = AddressForm(request.POST or None, initial={"email": invitation.email})
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            bouncing.correct_address(
                invitation=invitation, email=email, by=request.user, at=timezone.now()
            )
        except bouncing.CannotNote as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Saved. It is written to again with the next messages."))
            return redirect("surveys:came_back", label=label)
    refused = bouncing.was_refused(invitation)
    context = {"wave": wave, "form": form, "invitation": invitation, "refused": refused}
    return render(request, "surveys/came_back_correct.html", context)
