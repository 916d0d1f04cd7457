"""The leaders' view: the plan against its baseline, and what moved since a month ago."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.csv_safely import rows_to_csv
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards.kept_pages import kept
from dashboards.plan_report import PlanReport
from okrs import figures
from okrs.history import plan_on
from okrs.models import CheckIn
from okrs.rules.calendar import add_months
from okrs.rules.words import Status
from okrs.standings import current_plan
from strategy.models import Strategy


@may(Capability.SEE_PLAN)
@require_safe
@kept
def page(request: PageRequest) -> HttpResponse:
    today = timezone.localdate()
    strategy = Strategy.current()
    report = strategy and report_of(strategy, today=today)
    return render(
        request,
        "dashboards/plan.html",
        {"strategy": strategy, "report": report, "today": today},
    )


@may(Capability.SEE_PLAN)
@require_safe
def export(request: PageRequest) -> HttpResponse:
    """The pillars with their counts: the table under the first chart, to take away."""
    today = timezone.localdate()
    strategy = Strategy.current()
    lines = report_of(strategy, today=today).pillars if strategy else []
    header = [
        _("Pillar"),
        _("Progress"),
        _("Measurable"),
        _("Key results"),
        _("Counts"),
        _("Since"),
    ]
    rows = [
        [
            str(line.part.pillar.label),
            figures.share(line.part.rollup.progress),
            line.part.rollup.measurable,
            line.part.rollup.active,
            "; ".join(words for _status, _n, words in line.part.rollup.counts.parts()),
            line.moved,
        ]
        for line in lines
    ]
    return rows_to_csv(header, rows, filename=f"plan-{today:%Y-%m-%d}.csv")


def report_of(strategy: Strategy, *, today: date) -> PlanReport:
    """Now beside the same day a month ago, and the last words on what is red: ten queries."""
    now = current_plan(strategy.pk, today=today)
    red = [row.key_result.pk for row in now.rows if row.standing.status is Status.off_track]
    told = CheckIn.objects.filter(key_result__in=red).told_last()
    return PlanReport(
        now=now,
        then=plan_on(strategy.pk, day=add_months(today, -1)),
        told_last={check_in.key_result_id: check_in for check_in in told},
    )
