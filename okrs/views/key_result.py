"""One key result: its page, its chart as data, and its readings as a download."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.csv_safely import rows_to_csv
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from charts.plotly_figures import path_figure
from okrs import key_result_page, readings_file
from okrs.chart_data import chart_of
from okrs.periods.kin import kin_of
from okrs.standings import row_of


@may(Capability.SEE_PLAN)
@require_safe
def page(request: PageRequest, pk: int) -> HttpResponse:
    """Chart, readings, milestones, evidence and history of one key result."""
    today = timezone.localdate()
    shown = key_result_page.load(pk, user=request.user, today=today)
    return render(
        request,
        "okrs/key_result.html",
        {
            "page": shown,
            "key_result": shown.row.key_result,
            "today": today,
            "kin": kin_of(shown.row.key_result),
        },
    )


@may(Capability.SEE_PLAN)
@require_safe
def chart(request: PageRequest, pk: int) -> HttpResponse:
    """The figure that replaces the drawing when somebody looks or touches; 404 without one."""
    key_result = key_result_page.key_result_or_404(pk)
    told, _check_ins = key_result_page.load_readings(key_result)
    series = chart_of(row_of(key_result, today=timezone.localdate()), told)
    if series is None:
        return JsonResponse({"error": _("There is nothing to draw yet.")}, status=404)
    return JsonResponse(path_figure(series))


@may(Capability.SEE_PLAN)
@require_safe
def readings_csv(request: PageRequest, pk: int) -> HttpResponse:
    """Every reading ever given, those replaced too, with From and To as they were in force."""
    key_result = key_result_page.key_result_or_404(pk)
    told, _check_ins = key_result_page.load_readings(key_result)
    return rows_to_csv(
        readings_file.HEADER,
        readings_file.csv_rows(told),
        filename=f"readings-{key_result.pk}.csv",
    )
