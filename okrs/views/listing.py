"""The list of all key results, and the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import figures, paths
from okrs.asking import SORTS, STATUSES
from okrs.csv_safely import rows_to_csv
from okrs.listing import Listing, rows_for
from okrs.standings import Row
from strategy.pillars import Pillar


@may(Capability.SEE_PLAN)
@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def page(request: PageRequest) -> HttpResponse:
    context = {
        "listing": _asked(request),
        "pillars": Pillar,
        "statuses": STATUSES,
        "sorts": SORTS.items(),
        "today": timezone.localdate(),
        "asked": request.GET.urlencode(),
    }
    alone = request.htmx and not request.htmx.history_restore_request
    return render(request, "okrs/list_alone.html" if alone else "okrs/list.html", context)


@may(Capability.SEE_PLAN)
@require_safe
def export(request: PageRequest) -> HttpResponse:
    """What the list shows under the same address, as a file."""
    header = [
        _("Pillar"),
        _("Objective"),
        _("Key result"),
        _("From"),
        _("Now"),
        _("To"),
        _("As of"),
        _("Progress"),
        _("Expected"),
        _("Status"),
        _("Owner"),
        _("Next check-in"),
        _("Due"),
    ]
    name = f"key-results-{timezone.localdate():%Y-%m-%d}.csv"
    return rows_to_csv(header, map(_cells, _asked(request).shown), filename=name)


def _asked(request: PageRequest) -> Listing:
    rows = rows_for(today=timezone.localdate())
    return Listing.asked(request.GET.dict(), of=rows, reader=request.user)


def _cells(row: Row) -> list[object]:
    key_result, standing, words = row.key_result, row.standing, paths.words_of(row)
    return [
        str(Pillar(key_result.objective.pillar).label),
        key_result.objective.title,
        key_result.title,
        words.start,
        words.now,
        words.end,
        key_result.latest.as_of if key_result.latest else None,
        figures.share(standing.progress),
        figures.share(standing.expected),
        str(standing.word),
        key_result.owner.name if key_result.owner else "",
        standing.next_due,
        key_result.due_on,
    ]
