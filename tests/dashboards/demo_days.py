"""The demo loaded as of a day, and what must be there whatever the day."""

import time_machine
from django.utils import timezone

from dashboards.demo import loading
from okrs.rules.words import Kind, Status
from okrs.standings import Plan, current_plan
from tests.surveys.demo_gate import passed_once


def demo_on(moment: str) -> Plan:
    with passed_once(), time_machine.travel(moment, tick=False):
        strategy = loading.load(at=timezone.now())
        return current_plan(strategy.pk, today=timezone.localdate())


def assert_every_page_has_something(plan: Plan) -> None:
    assert {row.standing.status for row in plan.rows} >= {
        Status.achieved,
        Status.on_track,
        Status.behind,
        Status.off_track,
        Status.unset,
        Status.stale,
    }
    assert {row.key_result.kind for row in plan.rows} == {kind.value for kind in Kind}
    assert all(part.rows for part in plan.pillars)
    assert {str(row.standing.word) for row in plan.rows} >= {
        "Exceeded",
        "May have moved backwards",
        "Blocked",
        "Held",
    }
