"""The record of who changed what and when, newest first, and what was found of it as files."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import audit, record_files, record_things, record_words
from accounts.audit import Way
from accounts.csv_safely import rows_to_csv_stream
from accounts.doors import PageRequest, may
from accounts.models import AuditEvent, User
from accounts.record_entries import entries_of
from accounts.record_finding import NOBODY, NOT_RECORDED, Question
from accounts.roles import Capability
from accounts.workbook_safely import rows_to_workbook_file

A_PAGE = 100
A_BATCH = 500  # entries of a file that are held in memory at once


@may(Capability.SEE_RECORD)
@require_safe
def page(request: PageRequest) -> HttpResponse:
    asked = Question.asked(request.GET.dict())
    found = Paginator(asked.answer(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "page": found,
        "entries": entries_of(found.object_list, reader=request.user),
        "choices": _choices(),
        "broken": audit.first_broken() if "check" in request.GET else None,
        "checked": "check" in request.GET,
    }
    return render(request, "accounts/record.html", context)


@may(Capability.SEE_RECORD)
@require_safe
def export(request: PageRequest) -> StreamingHttpResponse:
    """All that the page found, one line for each value that changed, sent while it is read."""
    return rows_to_csv_stream(
        record_files.header(), record_files.lines(_found(request)), filename=_named("csv")
    )


@may(Capability.SEE_RECORD)
@require_safe
def workbook(request: PageRequest) -> HttpResponse:
    """The same lines as a workbook, for who filters and sorts them in a spreadsheet."""
    return rows_to_workbook_file(
        record_files.header(),
        record_files.lines(_found(request)),
        filename=_named("xlsx"),
        sheet=_("The record"),
        widths=record_files.WIDTHS,
    )


def _found(request: PageRequest) -> Iterator[AuditEvent]:
    return Question.asked(request.GET.dict()).answer().iterator(chunk_size=A_BATCH)


def _named(ending: str) -> str:
    return f"record-{timezone.localdate():%Y-%m-%d}.{ending}"


def _choices() -> dict[str, list[tuple[str, str]]]:
    people = User.objects.order_by("name", "pk").values_list("pk", "name")
    return {
        "who": [*((str(pk), name) for pk, name in people), (NOBODY, _("The program itself"))],
        "kind": record_things.kinds(),
        "did": record_words.groups(),
        "via": [*((way.value, str(way.label)) for way in Way), (NOT_RECORDED, _("not recorded"))],
    }
