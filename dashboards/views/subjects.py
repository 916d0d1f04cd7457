"""The page of one subject, and its findings as files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards import finding_files, presenting, subject_page
from dashboards.kept_pages import kept
from dashboards.subject_page import SubjectPage
from dashboards.subjects.listing import BY_SLUG
from surveys.views.results import as_published


@may(Capability.SEE_PLAN)
@require_safe
@kept
@as_published
def page(request: PageRequest, subject: str) -> HttpResponse:
    shown = _page(request, subject)
    slides = presenting.address(subject, shown.chosen) if shown.findings else ""
    return render(request, "dashboards/subject.html", {"page": shown, "slides": slides})


@may(Capability.SEE_PLAN)
@require_safe
@as_published
def file(request: PageRequest, subject: str, finding: str, kind: str) -> HttpResponse:
    """One finding, with the choices of the address."""
    shown = _page(request, subject)
    found = {one.key: one for one in shown.findings}.get(finding)
    if found is None or kind not in finding_files.offered(found):
        raise Http404(kind)
    return finding_files.KINDS[kind](found, subject_page.file_name(shown, found, kind))


def _page(request: PageRequest, subject: str) -> SubjectPage:
    if subject not in BY_SLUG:
        raise Http404(subject)
    return subject_page.page(BY_SLUG[subject], request.GET.dict(), today=timezone.localdate())
