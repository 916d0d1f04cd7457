"""The plan taken away to be edited offline, and what differs when it comes back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import collecting
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from accounts.workbook_safely import XLSX
from okrs.importing import drafts
from okrs.importing.asking import number_in
from okrs.models import SheetImport
from okrs.offline import accepting, arriving, deciding, files, pages, taking
from okrs.offline.pages import Looked
from strategy.models import Strategy


@may(Capability.EDIT_PLAN)
@require_safe
def workbook(request: PageRequest) -> HttpResponse:
    """The whole plan as a workbook of four sheets."""
    strategy = _strategy()
    content = files.as_workbook(taking.everything(strategy), name=strategy.name)
    return _download(HttpResponse(content, content_type=XLSX), "xlsx")


@may(Capability.EDIT_PLAN)
@require_safe
def archive(request: PageRequest) -> HttpResponse:
    """The whole plan as three .csv files in one archive."""
    strategy = _strategy()
    content = files.as_archive(taking.everything(strategy), name=strategy.name)
    return _download(HttpResponse(content, content_type="application/zip"), "zip")


@may(Capability.EDIT_PLAN)
@require_safe
def text(request: PageRequest, slug: str) -> HttpResponse:
    """One table alone, as text."""
    for taken in taking.everything(_strategy()):
        if taken.table.slug == slug:
            content = files.as_text(taken)
            response = HttpResponse(content, content_type="text/csv; charset=utf-8")
            return _download(response, "csv", name=slug)
    raise Http404


def _strategy() -> Strategy:
    strategy = Strategy.current()
    if strategy is None:
        raise Http404
    return strategy


def _download(response: HttpResponse, ending: str, *, name: str = "plan") -> HttpResponse:
    file = f"{name}-to-edit-{timezone.localdate():%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
@collecting.later()
def differences(request: PageRequest, key: UUID) -> HttpResponse:
    """Every difference, to be taken over or left; when it is done, what went in."""
    draft = drafts.find(key)
    if draft is None:
        raise Http404
    if draft.shape != arriving.SHAPE:
        return redirect("okrs:import_check", key=key)
    if draft.confirmed_at:
        return render(request, "okrs/offline_done.html", pages.done(draft, at=timezone.now()))
    looked = pages.look(draft, today=timezone.localdate(), page=request.GET.get("page"))
    if request.method == "POST":
        return _decided(request, looked)
    return render(request, "okrs/offline_differences.html", pages.differences(looked))


def _decided(request: PageRequest, looked: Looked) -> HttpResponse:
    """Keep what was ticked, then go on as the button says; nothing typed is lost in a refusal."""
    try:
        _refuse_old(request, looked.draft)
        decisions = deciding.read(looked.rows, request.POST, looked.decisions)
        stored = deciding.keep(draft=looked.draft, decisions=decisions)
        if request.POST.get("do") == "accept":
            messages.success(request, str(_accept(request, stored, looked)))
    except drafts.CannotImport as refusal:
        return _refused(request, looked, str(refusal))
    page = number_in(request.POST.get("to")) or looked.page.number
    return redirect(f"{request.path}?page={page}" if page > 1 else request.path)


def _refuse_old(request: HttpRequest, draft: SheetImport) -> None:
    if number_in(request.POST.get("version")) != draft.version:
        raise drafts.CannotImport(
            _("What is chosen changed since you opened this page. Look once more.")
        )


def _accept(request: PageRequest, draft: SheetImport, looked: Looked) -> accepting.Outcome:
    return accepting.accept(
        draft=draft,
        found=looked.found,
        by=request.user,
        at=timezone.now(),
        version=draft.version,
        reason=request.POST.get("reason", ""),
        approved_by=request.POST.get("approved_by", "")[:160],
    )


def _refused(request: PageRequest, looked: Looked, sentence: str) -> HttpResponse:
    draft = drafts.find(looked.draft.key) or looked.draft
    today = timezone.localdate()
    again = pages.look(draft, today=today, page=str(looked.page.number))
    typed = {name: request.POST.get(name, "") for name in ("reason", "approved_by")}
    context = pages.differences(again) | {"refusal": sentence, "typed": typed}
    return render(request, "okrs/offline_differences.html", context)
