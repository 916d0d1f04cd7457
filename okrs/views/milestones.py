"""Milestones of a key result: add, change, tick, remove, make a key result of one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import milestones
from okrs.forms.milestone import MilestoneForm, initial_of
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import KeyResult, Milestone
from okrs.owning import may_tick
from okrs.refusals import CannotPlan
from okrs.views.offering import offer


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, pk: int) -> HttpResponse:
    key_result = get_object_or_404(KeyResult.objects.select_related("objective"), pk=pk)
    form = MilestoneForm(request.POST or None, initial={"kind": Milestone.ACTION, "weight": "1"})
    if form.is_valid():
        try:
            with audit.heard() as events:
                made = milestones.add_milestone(
                    key_result=key_result,
                    text=form.cleaned_data["text"],
                    by=request.user,
                    at=timezone.now(),
                    **form.step(),
                )
        except CannotPlan as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            offer(request, _("Added “%(text)s”.") % {"text": made.text}, events)
            return redirect(place_of(made))
    return _page(request, form, key_result)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    milestone = get_object_or_404(
        Milestone.objects.select_related("key_result__objective", "owner"), pk=pk
    )
    form = MilestoneForm(request.POST or None, initial=initial_of(milestone))
    with audit.heard() as events:
        changed = form.is_valid() and _saved(request, form, milestone)
    if changed:
        offer(request, _("Saved."), events)
        return redirect(place_of(milestone))
    return _page(request, form, milestone.key_result, milestone=milestone)


def _saved(request: PageRequest, form: MilestoneForm, milestone: Milestone) -> bool:
    """Whether it was saved; if not, the form says why, and can be sent again."""
    try:
        milestones.edit_milestone(
            milestone=milestone,
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
            version=form.cleaned_data["version"] or 0,
            **form.step(),
        )
    except CannotPlan as refusal:
        form.add_error(refusal.field, str(refusal))
        if isinstance(refusal, ChangedMeanwhile):
            form.show_what_is_stored(milestone)
        return False
    return True


def _page(
    request: PageRequest,
    form: MilestoneForm,
    key_result: KeyResult,
    *,
    milestone: Milestone | None = None,
) -> HttpResponse:
    return render(
        request,
        "okrs/milestone.html",
        {"form": form, "key_result": key_result, "milestone": milestone},
    )


@may(Capability.CHECK_IN)
@require_POST
def tick(request: PageRequest, pk: int) -> HttpResponse:
    """Its button then says the other: what takes a tick back stands where it was given."""
    milestone = _theirs(request, pk)
    try:
        if request.POST.get("done") == "no":
            milestones.untick(milestone=milestone, by=request.user, at=timezone.now())
        else:
            milestones.tick(
                milestone=milestone,
                by=request.user,
                at=timezone.now(),
                today=timezone.localdate(),
            )
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
    return redirect(place_of(milestone))


@may(Capability.EDIT_PLAN)
@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    milestone = get_object_or_404(Milestone.objects.select_related("key_result"), pk=pk)
    try:
        with audit.heard() as events:
            milestones.remove_milestone(
                milestone=milestone, by=request.user, at=timezone.now(), version=milestone.version
            )
        offer(request, _("Removed “%(text)s”.") % {"text": milestone.text}, events)
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
    return redirect("okrs:key_result", milestone.key_result_id)


@may(Capability.EDIT_PLAN)
@require_POST
def promote(request: PageRequest, pk: int) -> HttpResponse:
    milestone = get_object_or_404(Milestone.objects.select_related("key_result"), pk=pk)
    try:
        with audit.heard() as events:
            made = milestones.promote(
                milestone=milestone, by=request.user, at=timezone.now(), today=timezone.localdate()
            )
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
        return redirect(place_of(milestone))
    said = _("“%(title)s” is a key result of its own now.") % {"title": made.title}
    offer(request, said, [event for event in events if event.verb == "promoted"])
    return redirect("okrs:key_result", made.pk)


def _theirs(request: PageRequest, pk: int) -> Milestone:
    """A milestone that this person may tick; refused with a sentence otherwise."""
    milestone = get_object_or_404(Milestone.objects.select_related("key_result"), pk=pk)
    if not may_tick(request.user, milestone):
        raise PermissionDenied(
            _("You can tick milestones that are yours, or of key results that you own.")
        )
    return milestone


def place_of(milestone: Milestone) -> str:
    """The milestone in its key result's page, so that focus comes back to it."""
    page = reverse("okrs:key_result", args=[milestone.key_result_id])
    return f"{page}#milestone-{milestone.pk}"
