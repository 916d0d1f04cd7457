"""People who sign in: who they are, and what they may do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import leaving, post
from accounts import people as verbs
from accounts.doors import PageRequest, may
from accounts.forms import EditPersonForm, PersonForm
from accounts.models import User
from accounts.roles import Capability


@may(Capability.MANAGE_PEOPLE)
@require_safe
def people(request: PageRequest) -> HttpResponse:
    everyone = User.objects.order_by("-is_active", "name", "pk")
    return render(request, "accounts/people.html", {"everyone": everyone})


@may(Capability.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if form.is_valid():
        try:
            made = verbs.add_person(by=request.user, at=timezone.now(), **form.cleaned_data)
        except verbs.CannotManage as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            _invite(request, made)
            return redirect("people")
    return render(request, "accounts/person.html", {"form": form})


@may(Capability.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    if "invite" in request.POST:
        _invite(request, person)
        return redirect("people_edit", pk=pk)
    stored = {"name": person.name, "role": person.role, "is_active": person.is_active}
    form = EditPersonForm(request.POST or None, initial=stored)
    if form.is_valid():
        try:
            verbs.edit_person(user=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except verbs.StillHolds as refusal:
            form.offer_even_so()
            form.add_error(refusal.field, str(refusal))
        except verbs.CannotManage as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("people")
    held = leaving.held_by(person)
    return render(request, "accounts/person.html", {"form": form, "person": person, "held": held})


def _invite(request: PageRequest, person: User) -> None:
    """Send the invitation, and say on the next page whether it went."""
    try:
        verbs.invite(user=person, by=request.user, at=timezone.now())
    except verbs.CannotManage as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _invited(person))


def _invited(person: User) -> str:
    """That it went; or, without a mail server, where it can be read and passed on."""
    if post.is_printed():
        return _(
            "No mail server is set up here. The invitation of %(name)s is printed where Mobility "
            "was started: pass its link on."
        ) % {"name": person.name}
    return _("%(name)s was sent an invitation.") % {"name": person.name}
