"""The checklist of a new organisation: each step ticks itself, and the whole of it goes away."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from accounts import audit
from dashboards.first_steps import first_steps
from okrs.standings import current_plan
from strategy.models import Strategy
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    ObjectiveFactory,
    StrategyFactory,
    UserFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def first_of_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def admin():
    StrategyFactory.create()
    return UserFactory.create(admin=True)


def steps(reader, today=TODAY):
    strategy = Strategy.current()
    plan = current_plan(strategy.pk, today=today) if strategy else None
    return first_steps(plan, reader=reader, today=today)


def done(reader):
    return [step.done for step in steps(reader).steps]


def test_an_administrator_alone_has_five_steps_and_none_is_done(admin):
    found = steps(admin)

    assert [step.title for step in found.steps] == [
        "Choose your first key results",
        "Name your people",
        "Give key results an owner",
        "Set a baseline, or give a first reading",
        "Prepare the first survey",
    ]
    assert found.done == 0
    assert found.next == found.steps[0]


def test_each_step_ticks_itself_by_what_is_there(admin):
    key_result = KeyResultFactory.create(
        objective=ObjectiveFactory.create(strategy=Strategy.current()), owner=None
    )
    assert done(admin) == [True, False, False, False, False]

    UserFactory.create(contributor=True)
    assert done(admin) == [True, True, False, False, False]

    key_result.owner = admin
    key_result.save()
    assert done(admin) == [True, True, True, False, False]

    key_result.latest = CheckInFactory.create(key_result=key_result, value=Decimal(20))
    key_result.confirmed_on = TODAY
    key_result.save()
    assert done(admin) == [True, True, True, True, False]


def test_when_all_is_done_the_list_is_gone(admin):
    key_result = KeyResultFactory.create(
        objective=ObjectiveFactory.create(strategy=Strategy.current()), owner=admin
    )
    key_result.confirmed_on = TODAY
    key_result.save()
    UserFactory.create()
    WaveFactory.create()

    assert steps(admin) is None


def test_after_ninety_days_it_is_gone_whatever_is_left(admin):
    audit.record(by=admin, verb="added", about=admin, at=NOW)

    assert steps(admin, TODAY + timedelta(days=90))
    assert steps(admin, TODAY + timedelta(days=91)) is None


def test_a_lead_is_asked_only_for_steps_a_lead_may_take(admin):
    assert [step.title for step in steps(UserFactory.create()).steps] == [
        "Choose your first key results",
        "Give key results an owner",
        "Set a baseline, or give a first reading",
        "Prepare the first survey",
    ]


@pytest.mark.parametrize("role", ["viewer", "contributor"])
def test_who_cannot_edit_the_plan_has_no_list(role, admin, client):
    reader = UserFactory.create(**{role: True})
    client.force_login(reader)

    assert steps(reader) is None
    text = client.get("/").content.decode()
    assert "What to do first" not in text
    assert "lead is setting it up" in text


def test_home_shows_the_list_with_one_filled_button(admin, client):
    client.force_login(admin)

    text = client.get("/").content.decode()

    assert "What to do first" in text
    assert "0 of 5 done" in text
    assert text.count('class="btn-m btn-s" href=') == 1


def test_it_costs_three_queries_at_most(admin, django_assert_max_num_queries):
    plan = current_plan(Strategy.current().pk, today=TODAY)

    with django_assert_max_num_queries(3):
        first_steps(plan, reader=admin, today=TODAY)
