"""Bringing one's own sheet: paste or upload, match the columns, check the rows, import, undo."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import collecting
from accounts.doors import PageRequest, may
from accounts.plain_sheets import CannotReadSheet
from accounts.roles import Capability
from okrs.forms.importing import ColumnsForm, PlanSheetForm
from okrs.importing import asking, confirming, drafts, pages, undoing
from okrs.models import SheetImport
from okrs.offline import arriving, recognising
from strategy.models import Strategy


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
@collecting.later()
def start(request: PageRequest) -> HttpResponse:
    strategy = Strategy.current()
    if request.method == "POST" and "throw_away" in request.POST:
        return _throw_away(request)
    sent = request.method == "POST"
    form = PlanSheetForm(request.POST, request.FILES) if sent else PlanSheetForm()
    if strategy and form.is_valid() and _is_whole(form):
        return _started(request, form, strategy)
    page = {"form": form, "strategy": strategy, "imports": pages.recent(at=timezone.now())}
    return render(request, "okrs/import.html", page)


def _is_whole(form: PlanSheetForm) -> bool:
    """Whether it can be told what the sheet is; what speaks against it stands in the form."""
    sheets: Any = form.sheets_and_name()["sheets"]
    try:
        if not recognising.recognised(sheets):
            recognising.refuse_half(sheets)
    except CannotReadSheet as refusal:
        form.add_error(form.given, str(refusal))
        return False
    return True


def _started(request: PageRequest, form: PlanSheetForm, strategy: Strategy) -> HttpResponse:
    """A sheet that was taken away from here is known by its ids, and goes to its own page."""
    brought: Any = {"strategy": strategy, "by": request.user, "at": timezone.now()}
    sheets: Any = form.sheets_and_name()
    if recognising.recognised(sheets["sheets"]):
        draft = arriving.start(**brought, **sheets, is_text=form.is_text)
        return redirect("okrs:import_differences", key=draft.key)
    draft = drafts.start(**brought, **sheets)
    return redirect("okrs:import_columns", key=draft.key)


def _throw_away(request: PageRequest) -> HttpResponse:
    draft = _draft(request.POST["throw_away"])
    try:
        drafts.throw_away(draft=draft, by=request.user, at=timezone.now())
    except drafts.CannotImport as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(name)s” is thrown away.") % {"name": draft.name})
    return redirect("okrs:import")


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def columns(request: PageRequest, key: UUID) -> HttpResponse:
    draft = _draft(key)
    if draft.confirmed_at or draft.shape == arriving.SHAPE:
        return redirect("okrs:import_check", key=key)
    if request.method == "POST" and "sheet" in request.POST:
        return _choose_sheet(request, draft)
    if draft.shape:
        return _export(request, draft)
    sheet, match = drafts.sheet_of(draft), drafts.match_of(draft)
    form = ColumnsForm(request.POST or None, sheet=sheet, match=match)
    if form.is_valid():
        try:
            drafts.set_columns(draft=draft, **form.said())
        except drafts.CannotImport as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("okrs:import_check", key=key)
    page = {"draft": draft, "form": form, "sheets": drafts.sheet_names(draft)}
    return render(request, "okrs/import_columns.html", page)


def _export(request: PageRequest, draft: SheetImport) -> HttpResponse:
    """It looks like another product's export: it is read as one, unless somebody says it is not."""
    if request.method == "GET":
        return render(request, "okrs/import_export.html", pages.export(draft))
    if "plain" not in request.POST:
        return redirect("okrs:import_check", key=draft.key)
    try:
        drafts.read_as_plain(draft=draft)
    except drafts.CannotImport as refusal:
        messages.error(request, str(refusal))
    return redirect("okrs:import_columns", key=draft.key)


def _choose_sheet(request: PageRequest, draft: SheetImport) -> HttpResponse:
    wanted = request.POST["sheet"]
    try:
        drafts.choose_sheet(draft=draft, sheet=int(wanted) if wanted.isdecimal() else -1)
    except drafts.CannotImport as refusal:
        messages.error(request, str(refusal))
    return redirect("okrs:import_columns", key=draft.key)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def check(request: PageRequest, key: UUID) -> HttpResponse:
    draft, today = _draft(key), timezone.localdate()
    if draft.shape == arriving.SHAPE:
        return redirect("okrs:import_differences", key=key)
    if draft.confirmed_at:
        page = pages.done(draft, at=timezone.now())
        return render(request, "okrs/import_done.html", page)
    if request.method == "POST":
        return _checked(request, draft, today)
    page = pages.check(draft, today=today, page=request.GET.get("page"), row=request.GET.get("row"))
    return render(request, "okrs/import_check.html", page)


def _checked(request: PageRequest, draft: SheetImport, today: date) -> HttpResponse:
    """Keep what was typed, then do what the button asked; back to the rows in either case."""
    order = asking.order_of(request.POST)
    here = asking.where(draft, order, page=request.GET.get("page"))
    try:
        changed = asking.mend(draft, order, asking.mended_in(request.POST), today=today)
        if order.what == "confirm" and changed:
            messages.warning(request, _("Your changes are kept. Look once more, then import."))
        elif order.what == "confirm":
            _confirm(request, draft, today)
    except drafts.CannotImport as refusal:
        messages.error(request, str(refusal))
    return redirect(here)


def _confirm(request: PageRequest, draft: SheetImport, today: date) -> None:
    outcome = confirming.confirm(
        draft=draft,
        by=request.user,
        at=timezone.now(),
        today=today,
        version=asking.number_in(request.POST.get("version")),
    )
    messages.success(request, str(outcome))


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
@collecting.later()
def undo(request: PageRequest, key: UUID) -> HttpResponse:
    draft = _draft(key)
    if request.method == "POST":
        try:
            reach = undoing.undo(draft=draft, by=request.user, at=timezone.now())
        except drafts.CannotImport as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(reach))
        return redirect("okrs:import")
    if not undoing.can_undo(draft, at=timezone.now()):
        return redirect("okrs:import_check", key=key)
    page = {"draft": draft, "reach": undoing.reach(draft)}
    return render(request, "okrs/import_undo.html", page)


def _draft(key: UUID | str) -> SheetImport:
    """The import with this key, unless it was undone or thrown away."""
    try:
        draft = drafts.find(UUID(str(key)))
    except ValueError:
        draft = None
    if draft is None:
        raise Http404
    return draft
