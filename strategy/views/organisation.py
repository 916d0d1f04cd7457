"""The organisation's name and its units; and the strategy's own words."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from strategy import organising
from strategy.forms import OrganisationForm, UnitForm
from strategy.models import Organisation, Unit


@may(Capability.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest) -> HttpResponse:
    organisation = Organisation.objects.first()
    if organisation is None:
        raise Http404
    stored = {"name": organisation.name, "headcount": organisation.headcount}
    form = OrganisationForm(request.POST or None, initial=stored)
    if form.is_valid():
        organising.rename_organisation(
            organisation=organisation, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect("organisation")
    units = Unit.objects.filter(retired_at=None).in_tree_order()
    return render(request, "strategy/organisation.html", {"form": form, "units": units})


@may(Capability.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def add_unit(request: PageRequest) -> HttpResponse:
    form = UnitForm(request.POST or None)
    if form.is_valid():
        try:
            organising.add_unit(by=request.user, at=timezone.now(), **form.cleaned_data)
        except organising.CannotOrganise as refusal:
            form.add_error("parent", str(refusal))
        else:
            return redirect("organisation")
    return render(request, "strategy/unit.html", {"form": form})


@may(Capability.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def edit_unit(request: PageRequest, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.filter(retired_at=None), pk=pk)
    form = UnitForm(
        request.POST or None, unit=unit, initial={"name": unit.name, "parent": unit.parent_id}
    )
    if form.is_valid():
        try:
            if "retire" in request.POST:
                organising.retire_unit(unit=unit, by=request.user, at=timezone.now())
            else:
                organising.move_unit(
                    unit=unit, by=request.user, at=timezone.now(), **form.cleaned_data
                )
        except organising.CannotOrganise as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("organisation")
    return render(request, "strategy/unit.html", {"form": form, "unit": unit})
