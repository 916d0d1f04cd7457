"""The demo: the same for the same day, whatever the day, and never where somebody is."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import AuditEvent
from dashboards.demo import loading
from okrs.models import CheckIn, KeyResult, Milestone
from okrs.standings import Plan
from strategy.models import Organisation
from tests.dashboards.demo_days import assert_every_page_has_something, demo_on
from tests.factories import UserFactory
from tests.surveys.demo_gate import passed_once

pytestmark = pytest.mark.django_db
MIDNIGHT = "2027-01-01 00:03+00:00"  # the first of a month: nothing may be told from the future
MOMENTS = [MIDNIGHT, "2028-02-29 12:00+00:00"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_whatever_the_day_every_page_has_something_and_nothing_is_from_the_future(moment):
    assert_every_page_has_something(demo_on(moment))

    soon = parse_datetime(moment) + timedelta(minutes=30)  # each tale is told a minute apart
    assert not CheckIn.objects.filter(recorded_at__gt=soon).exists()


def test_the_same_day_gives_the_same_demo():
    with transaction.atomic():
        first = told(demo_on("2026-11-22 12:00"))
        transaction.set_rollback(True)
    cache.clear()

    assert told(demo_on("2026-11-22 12:00")) == first


def told(plan: Plan) -> dict[str, list[tuple[object, ...]]]:
    """All that a reader of the demo sees, without the numbers that the database gives."""
    return {
        "standings": [
            (row.key_result.title, str(row.standing.word), row.standing.progress)
            for row in plan.rows
        ],
        "terms": list(
            KeyResult.objects.order_by("pk").values_list(
                "title", "owner__email", "starts_on", "due_on", "set_by", "confirmed_on"
            )
        ),
        "readings": list(
            CheckIn.objects.order_by("pk").values_list(
                "key_result__title",
                "as_of",
                "recorded_at",
                "recorded_by__email",
                "value",
                "word",
                "changed",
                "confidence",
            )
        ),
        "milestones": list(Milestone.objects.order_by("pk").values_list("text", "done_on")),
        "record": list(
            AuditEvent.objects.order_by("pk").values_list("at", "by_name", "verb", "title", "note")
        ),
    }


def test_it_is_refused_where_somebody_is():
    UserFactory.create()

    with pytest.raises(loading.CannotLoad, match="empty database"):
        loading.load(at=timezone.now())


def test_it_is_refused_outside_demo_mode(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="MOBILITY_DEMO=1"):
        call_command("load_demo")


def test_loaded_twice_it_is_there_once(capsys):
    with passed_once():
        call_command("load_demo")
    call_command("load_demo")

    assert Organisation.objects.count() == 1
    assert "already" in capsys.readouterr().out
