"""The list of all key results, and the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.csv_safely import rows_to_csv
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import listing_file
from okrs.asking import SORTS, STATUSES
from okrs.falls import falls
from okrs.listing import Listing, rows_for
from okrs.workbooks import rows_to_workbook
from strategy.pillars import Pillar


@may(Capability.SEE_PLAN)
@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def page(request: PageRequest) -> HttpResponse:
    listing, today = _asked(request), timezone.localdate()
    context = {
        "listing": listing,
        "fell": falls((row.key_result for row in listing.shown), today=today),
        "pillars": Pillar,
        "statuses": STATUSES,
        "sorts": SORTS.items(),
        "today": today,
        "asked": request.GET.urlencode(),
    }
    alone = request.htmx and not request.htmx.history_restore_request
    return render(request, "okrs/list_alone.html" if alone else "okrs/list.html", context)


@may(Capability.SEE_PLAN)
@require_safe
def export(request: PageRequest) -> HttpResponse:
    """What the list shows under the same address, as a text file."""
    rows = map(listing_file.in_words, _asked(request).shown)
    return rows_to_csv(listing_file.header(), rows, filename=f"{_file_name()}.csv")


@may(Capability.SEE_PLAN)
@require_safe
def workbook(request: PageRequest) -> HttpResponse:
    """The same as a workbook, with numbers to go on counting with."""
    rows = map(listing_file.in_numbers, _asked(request).shown)
    return rows_to_workbook(
        listing_file.header(), rows, filename=f"{_file_name()}.xlsx", sheet=_("Key results")
    )


def _file_name() -> str:
    return f"key-results-{timezone.localdate():%Y-%m-%d}"


def _asked(request: PageRequest) -> Listing:
    rows = rows_for(today=timezone.localdate())
    return Listing.asked(request.GET.dict(), of=rows, reader=request.user)
