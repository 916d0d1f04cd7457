"""Waves on pages: the list of them, and each one in the state it is in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys.models import Wave


@may(Capability.SEE_PLAN)
@require_safe
def listing(request: PageRequest) -> HttpResponse:
    waves = Wave.objects.newest_first()
    return render(request, "surveys/list.html", {"waves": waves})
