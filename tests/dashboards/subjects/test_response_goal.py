"""The goal of the plan beside the response rate: which one, and as it stood then."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dashboards.subjects import response_goal
from tests.dashboards.subjects.by_hand import look, wave
from tests.factories import BaselineChangeFactory, KeyResultFactory, StrategyFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)
LATER = datetime(2026, 12, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def strategy():
    return StrategyFactory.create()


def put(strategy, **over):
    told = {"playbook_id": "O1-5", "added_at": datetime(2026, 1, 1, tzinfo=UTC)}
    return KeyResultFactory.create(objective__strategy=strategy, **{**told, **over})


def test_the_key_result_about_the_response_rate_gives_the_goal(strategy):
    put(strategy)

    (found, *_others) = response_goal.findings(look(wave(invited=600)))

    assert found.title == "67% responded, past the 66% goal"


def test_one_that_follows_the_rate_gives_it_whatever_it_is_called(strategy):
    put(strategy, playbook_id="", follows="response_rate", cadence="on_survey", to_value=80)

    assert response_goal.aimed_for(DAY) == 80


@pytest.mark.parametrize(
    "over",
    [
        {"playbook_id": "O1-4"},
        {"kind": "number"},
        {"added_at": LATER},
        {"retired_as": "archived", "retired_at": datetime(2026, 6, 1, tzinfo=UTC)},
        {"to_value": None, "set_by": date(2027, 4, 1)},
    ],
)
def test_no_other_key_result_does(strategy, over):
    put(strategy, **over)

    assert response_goal.aimed_for(DAY) is None


def test_a_goal_that_was_moved_later_stood_where_it_was(strategy):
    moved = put(strategy, to_value=75)
    for at, old in ((LATER, 66), (datetime(2026, 12, 9, tzinfo=UTC), 70)):
        BaselineChangeFactory.create(key_result=moved, at=at, old_to=old, new_to=75)

    assert response_goal.aimed_for(DAY) == Decimal(66)
    assert response_goal.aimed_for(date(2026, 12, 31)) == Decimal(75)


def test_without_a_plan_there_is_none(strategy):
    strategy.delete()

    assert response_goal.aimed_for(DAY) is None


def test_it_takes_three_queries_at_most(strategy, django_assert_max_num_queries):
    put(strategy)
    put(strategy, follows="response_rate", cadence="on_survey")

    with django_assert_max_num_queries(3):
        response_goal.findings(look(wave()))
