"""The response rate that the plan aims for, beside the one there was.

A key result follows the response rate, or was taken up from the playbook's row about it. The goal
is the one that stood on the day that is looked at: whoever moved it later did not move it then.
"""

from datetime import date
from decimal import Decimal

from django.db.models import Q

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import response
from okrs.followed import RESPONSE_RATE
from okrs.history import end_of
from okrs.models import BaselineChange, KeyResult
from okrs.rules.words import Kind
from strategy.models import Strategy

ROW = "O1-5"  # of the playbook: the response rate of an employee-wide survey


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    """Response and coverage beside the goal, if the plan has one. Three queries at most."""
    return response.findings(chosen, aimed_for(chosen.evidence.day))


def aimed_for(day: date) -> Decimal | None:
    """In percent, as it stood at the end of `day`; of several the first in the plan's order."""
    strategy = Strategy.current()
    if strategy is None:
        return None
    until = end_of(day)
    found = KeyResult.objects.filter(
        Q(retired_at=None) | Q(retired_at__gt=until),
        Q(follows=RESPONSE_RATE) | Q(playbook_id=ROW),
        objective__strategy=strategy,
        kind=Kind.percent.value,
        added_at__lte=until,
        to_value__isnull=False,
    )
    first = found.in_page_order().first()
    return _as_it_stood(first, day) if first else None


def _as_it_stood(key_result: KeyResult, day: date) -> Decimal | None:
    """Its To, with whatever was set later undone: the earliest later change knows the old one."""
    later = BaselineChange.objects.filter(key_result=key_result, at__gt=end_of(day))
    change = later.order_by("at", "pk").first()
    to: Decimal | None = change.old_to if change else key_result.to_value
    return to
