"""The list of people to invite: brought, checked on a page, and put in when somebody says so."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys.forms.inviting import StaffForm
from surveys.inviting import checking, listing, pages
from surveys.inviting.known import known_in
from surveys.inviting.reading import CannotReadList
from surveys.models import Wave
from surveys.views.saving import asked_here


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest, label: str) -> HttpResponse:
    wave = asked_here(label)
    if "checked" in request.POST:
        return _put(request, wave)
    sent = request.method == "POST"
    form = StaffForm(request.POST, request.FILES) if sent else StaffForm()
    if form.is_valid():
        try:
            found = checking.check(form.rows, known_in(wave))
        except CannotReadList as refusal:
            form.refuse(refusal)
        else:
            context = {"wave": wave, "list": pages.checked(wave, found)}
            return render(request, "surveys/staff_check.html", context)
    context = {"wave": wave, "form": form, "answers": pages.answers(wave)}
    context |= {"listed": wave.invitations.count(), "can_change": wave.state in pages.CAN_CHANGE}
    return render(request, "surveys/staff.html", context)


def _put(request: PageRequest, wave: Wave) -> HttpResponse:
    """Put in what was checked. A list that is refused has to be sent again, and says why."""
    try:
        people = listing.taken_up(wave, request.POST["checked"])
        listed = listing.put_list(wave=wave, people=people, by=request.user, at=timezone.now())
    except listing.CannotList as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:staff", label=wave.label)
    messages.success(request, _said(listed))
    return redirect("surveys:staff", label=wave.label)


def _said(listed: listing.Listed) -> str:
    added = ngettext(
        "%(n)s person is on the list now.", "%(n)s people are on the list now.", listed.added
    ) % {"n": f"{listed.added:,}"}
    if not listed.already:
        return added
    return _("%(added)s %(already)s were on it before, and are left as they were.") % {
        "added": added,
        "already": f"{listed.already:,}",
    }
