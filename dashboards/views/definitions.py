"""What the words mean, by which method figures are made, and of which version each wave is."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards import waves
from dashboards.definitions import versions
from dashboards.definitions.listing import SECTIONS
from dashboards.kept_pages import kept
from surveys.views.results import as_published


@may(Capability.SEE_PLAN)
@require_safe
@kept
@as_published
def page(request: PageRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "sections": SECTIONS,
        "versions": versions.of(waves.published(day=today, today=today)),
        "software": settings.VERSION,
    }
    return render(request, "dashboards/definitions.html", context)
