"""The plan as a file: the table under the chart of the pillars."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.csv_safely import rows_to_csv
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards import plan_reading
from okrs import figures
from strategy.models import Strategy


@may(Capability.SEE_PLAN)
@require_safe
def export(request: PageRequest) -> HttpResponse:
    """The pillars with their counts: the table under the first chart, to take away."""
    today = timezone.localdate()
    strategy = Strategy.current()
    lines = plan_reading.since_a_month(strategy, today=today).pillars if strategy else []
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
