"""What the words mean, by which method figures are made, and of which version each wave is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards.definitions.listing import SECTIONS


@may(Capability.SEE_PLAN)
@require_safe
def page(request: PageRequest) -> HttpResponse:
    return render(request, "dashboards/definitions.html", {"sections": SECTIONS})
