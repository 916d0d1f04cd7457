"""The demo: the same for the same day, true to itself, and never where somebody is."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from dashboards.demo import loading
from okrs.models import BaselineChange, CheckIn
from okrs.playbook.offers import offers_for
from okrs.rules.words import Kind, Status
from okrs.standings import Plan, current_plan
from strategy.models import Organisation, Strategy
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29), date(2027, 12, 31)]


def demo_on(day: date) -> Plan:
    with time_machine.travel(f"{day.isoformat()} 12:00", tick=False):
        strategy = loading.load(at=timezone.now())
        return current_plan(strategy.pk, today=day)


@pytest.mark.parametrize("day", DAYS)
def test_whatever_the_day_every_page_has_something_to_show(day):
    plan = demo_on(day)

    there = {row.standing.status for row in plan.rows}
    assert there >= {
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
        "Moved backwards",
        "Blocked",
        "Held",
    }


def test_the_playbook_shows_what_was_taken_up_left_out_and_is_still_to_decide():
    demo_on(DAYS[0])

    tally = offers_for(Strategy.current(), today=DAYS[0]).tally
    assert tally.taken_up > 30
    assert tally.declined == 2
    assert tally.undecided > 0


def test_the_same_day_gives_the_same_demo(db):
    with transaction.atomic():
        first = told(demo_on(DAYS[0]))
        transaction.set_rollback(True)
    cache.clear()

    assert told(demo_on(DAYS[0])) == first


def told(plan: Plan) -> list[tuple[str, str, str]]:
    return [
        (row.key_result.title, str(row.standing.word), str(row.standing.progress))
        for row in plan.rows
    ]


def test_just_after_midnight_on_the_first_nothing_is_told_from_the_future():
    with time_machine.travel("2027-01-01 00:03", tick=False):
        loading.load(at=timezone.now())

    assert (
        CheckIn.objects.filter(recorded_at__gt=datetime(2027, 1, 1, 0, 30, tzinfo=UTC)).count() == 0
    )


def test_history_is_written_on_the_day_it_is_said_to_be_of():
    demo_on(DAYS[0])

    assert CheckIn.objects.filter(recorded_at__date__gt=DAYS[0]).count() == 0
    assert CheckIn.objects.exclude(replaced_by=None).count() == 1
    assert BaselineChange.objects.filter(is_rebaseline=True).count() == 1
    assert audit.first_broken() is None


def test_its_people_are_marked_and_only_four_can_sign_in():
    demo_on(DAYS[0])

    assert User.objects.filter(is_demo=False).count() == 0
    can = [user.email for user in User.objects.order_by("email") if user.has_usable_password()]
    assert can == [
        "admin@demo.example",
        "lead@demo.example",
        "leader@demo.example",
        "owner@demo.example",
    ]


def test_it_is_refused_where_somebody_is():
    UserFactory.create()

    with pytest.raises(loading.CannotLoad, match="empty database"):
        loading.load(at=timezone.now())


def test_it_is_refused_outside_demo_mode(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="MOBILITY_DEMO=1"):
        call_command("load_demo")


def test_loaded_twice_it_is_there_once(capsys):
    call_command("load_demo")
    call_command("load_demo")

    assert Organisation.objects.count() == 1
    assert "already" in capsys.readouterr().out
