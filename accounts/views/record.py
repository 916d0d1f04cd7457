"""The record of who changed what and when, newest first, and what was found of it as a file."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import audit, record_things, record_words
from accounts.audit import Way
from accounts.csv_safely import rows_to_csv_stream
from accounts.doors import PageRequest, may
from accounts.models import User
from accounts.record_entries import Entry, entries_of, entry_of
from accounts.record_finding import NOBODY, NOT_RECORDED, Question
from accounts.roles import Capability

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
    asked = Question.asked(request.GET.dict())
    entries = (entry_of(event) for event in asked.answer().iterator(chunk_size=A_BATCH))
    header = [_("Entry"), _("When"), _("Who"), _("What was done"), _("Kind"), _("Name")]
    header += [_("Field"), _("Before"), _("After"), _("In their words"), _("Where")]
    return rows_to_csv_stream(
        header,
        (row for entry in entries for row in _rows(entry)),
        filename=f"record-{timezone.localdate():%Y-%m-%d}.csv",
    )


def _rows(entry: Entry) -> Iterator[list[object]]:
    event = entry.event
    first: list[object] = [event.pk, event.at, entry.who, entry.did, entry.kind, event.title]
    last = [event.note, entry.where]
    if not entry.changes:
        yield [*first, "", "", "", *last]
    for change in entry.changes:
        yield [*first, change.field, change.before, change.after, *last]


def _choices() -> dict[str, list[tuple[str, str]]]:
    people = User.objects.order_by("name", "pk").values_list("pk", "name")
    return {
        "who": [*((str(pk), name) for pk, name in people), (NOBODY, _("The program itself"))],
        "kind": record_things.kinds(),
        "did": record_words.groups(),
        "via": [*((way.value, str(way.label)) for way in Way), (NOT_RECORDED, _("not recorded"))],
    }
