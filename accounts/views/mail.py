"""The demo's post: what would have been sent, to be read here. Not there outside the demo."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, signed_in
from accounts.models import SentMail
from accounts.roles import Capability

SHOWN = 100


@signed_in
@require_safe
def page(request: PageRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    mail = SentMail.objects.order_by("-at", "-pk")
    if not request.user.may(Capability.EDIT_PLAN):
        mail = mail.filter(to__iexact=request.user.email)
    return render(request, "accounts/mail.html", {"mail": mail[:SHOWN]})
