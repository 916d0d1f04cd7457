"""The page on which a lead switches the letter of the week off, and on again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import week_letter


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PageRequest) -> HttpResponse:
    wanted = bool(week_letter.wanted_by([request.user]))
    asked = request.POST.get("wanted")
    if asked not in ("yes", "no"):
        return render(request, "okrs/week_letter.html", {"wanted": wanted})
    week_letter.switch(person=request.user, on=asked == "yes", at=timezone.now())
    said = _("You get the letter of the week."), _("You no longer get the letter of the week.")
    messages.success(request, said[asked == "no"])
    return redirect("okrs:week_letter")
