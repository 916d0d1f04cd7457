"""The week that leads are told by mail: what moved, what waits, what stands in the way."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from dashboards import week
from mobility.management.commands import worker
from okrs import trend
from okrs.models import KeyResult
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    ObjectiveFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2027, 7, 5)
IN_THE_WEEK = datetime(2027, 7, 1, 9, tzinfo=UTC)
BEFORE = datetime(2027, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def objective():
    return ObjectiveFactory.create(strategy=StrategyFactory.create())


@pytest.fixture
def sam():
    return UserFactory.create(contributor=True, name="Sam Okafor")


def told(key_result, value, *, at=IN_THE_WEEK, **more):
    """A reading as a check-in leaves it."""
    as_of = at.date()
    check_in = CheckInFactory.create(
        key_result=key_result, value=Decimal(value), as_of=as_of, recorded_at=at, **more
    )
    key_result.latest, key_result.confirmed_on = check_in, as_of
    key_result.save()
    return key_result


def part(text, heading):
    """The lines under a heading; none where it is not there."""
    return [
        line
        for block in text.split("\n\n")
        if block.startswith(heading)
        for line in block.splitlines()[1:]
    ]


def answered(objective, **more):
    """Nothing is asked of it until October."""
    return told(KeyResultFactory.create(objective=objective, **more), 17, at=BEFORE)


def test_without_a_strategy_there_is_nothing_to_say():
    assert week.told(MONDAY) == ""


def test_a_plan_in_which_nothing_moved_and_nothing_waits_is_passed_over(objective):
    told(KeyResultFactory.create(objective=objective), 40, at=IN_THE_WEEK - timedelta(days=10))

    assert week.told(MONDAY) == ""


def test_what_moved_is_said_with_its_figures_and_its_status(objective, sam):
    key_result = answered(objective, owner=sam, title="Listen")
    told(key_result, 35)

    text = week.told(MONDAY)

    assert text.startswith("The week to 4 July 2027. How the plan stands: 1 on track.")
    assert part(text, "What moved") == ["- Listen: 17% to 35% (+18 points). On track"]
    assert text.endswith("The whole picture: http://127.0.0.1:8000/dashboards/")


def test_a_move_that_may_be_chance_is_said_to_be(objective):
    key_result = KeyResultFactory.create(objective=objective, title="Listen")
    for at, n in ((BEFORE, 18), (IN_THE_WEEK, 20)):
        told(key_result, n, at=at, numerator=Decimal(n), denominator=Decimal(100))

    assert "(+2 points, no clear change)" in week.told(MONDAY)


def test_a_changed_status_is_said_beside_what_it_was(objective):
    """On the first of July its steps went on without it."""
    key_result = KeyResultFactory.create(objective=objective, title="Listen")
    told(key_result, 17, at=IN_THE_WEEK - timedelta(days=10))

    lines = part(week.told(MONDAY), "What moved")
    assert lines == ["- Listen. Behind, was On track"]


def test_what_fell_due_in_the_week_is_named_with_its_owner(objective, sam):
    answered(objective, owner=sam, title="Listen")
    text = week.told(MONDAY)

    assert part(text, "What fell due") == ["- Listen, due 1 July 2027. Sam Okafor"]


def test_what_fell_due_in_an_earlier_week_is_told_once_and_again_when_it_is_stale(objective):
    answered(objective, title="Listen")
    later = {n: week.told(MONDAY + timedelta(weeks=n)) for n in range(4)}

    due = [n for n, text in later.items() if part(text, "What fell due")]
    stale = [n for n, text in later.items() if part(text, "What is stale")]
    assert (due, stale) == ([0], [2, 3])
    assert part(later[2], "What is stale") == ["- Listen, due 1 July 2027. Nobody owns it"]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (date(2027, 7, 18), ["- Ask, by 18 July 2027"]),
        (date(2027, 7, 19), []),
        (date(2027, 7, 4), ["- Ask, by 4 July 2027"]),
        (date(2027, 7, 3), ["- Ask, was to be set by 3 July 2027"]),
    ],
)
def test_baselines_to_set_within_a_fortnight_are_named_and_those_that_are_late(by, said, objective):
    KeyResultFactory.create(objective=objective, title="Ask", unset=True, set_by=by)

    assert part(week.told(MONDAY), "Baselines and targets to set:") == said


def test_what_is_blocked_is_said_in_the_words_of_its_owner_of_that_time(objective):
    key_result = answered(objective, title="Listen")
    told(key_result, 17, blocked=True, blockers="No\nroom.")
    after = IN_THE_WEEK + timedelta(days=4)
    CheckInFactory.create(key_result=key_result, recorded_at=after, blockers="Since cleared.")
    KeyResult.objects.update(blocked=True)

    assert part(week.told(MONDAY), "What its owner says") == ["- Listen: No room."]


def test_what_happened_after_sunday_waits_for_the_next_week(objective):
    key_result = answered(objective, title="Listen")
    before = week.told(MONDAY)
    told(key_result, 40, at=datetime(2027, 7, 5, 7, tzinfo=UTC))

    assert week.told(MONDAY) == before
    assert week.told(date(2027, 7, 8)) == before
    assert "17% to 40%" in week.told(date(2027, 7, 12))


def test_long_parts_say_how_much_they_leave_out(objective):
    for _each in range(week.MOST + 2):
        answered(objective)

    lines = part(week.told(MONDAY), "What fell due")
    assert len(lines) == week.MOST + 1
    assert lines[-1] == "- and 2 more"


def test_it_costs_the_same_however_large_the_plan(objective, same_queries):
    answered(objective)
    same_queries(
        lambda: week.told(MONDAY), add_rows=lambda: [answered(objective) for _more in range(5)]
    )


def test_the_worker_sends_it_on_monday_morning_to_the_leads(objective, sam):
    key_result = KeyResultFactory.create(objective=objective, title="Listen", owner=sam)
    told(key_result, 17, at=BEFORE, recorded_by=sam)
    told(key_result, 35, recorded_by=sam)
    UserFactory.create(email="lead@example.org", name="Priya Nair")

    for hour in (6, 7, 8, 9):
        worker.look_round(at=datetime(2027, 7, 5, hour, tzinfo=UTC))

    assert [message.to for message in mail.outbox] == [["lead@example.org"]]
    assert mail.outbox[0].body.startswith("Hello Priya,\n\nThe week to 4 July 2027.")
    assert "- Listen: 17% to 35%" in mail.outbox[0].body


def test_a_week_that_held_nothing_is_not_worked_out_again_every_half_minute(objective, monkeypatch):
    asked = []

    def plans_on(strategy_id, days):
        asked.append(days)
        return trend.plans_on(strategy_id, days)

    monkeypatch.setattr(week, "plans_on", plans_on)

    assert [week.told(MONDAY), week.told(MONDAY), week.told(MONDAY + timedelta(days=7))] == [""] * 3
    assert len(asked) == 2
