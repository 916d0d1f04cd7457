"""The plan of an earlier day, rebuilt from what was known that day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from okrs.history import plan_on
from okrs.rules.words import Status
from okrs.standings import Row
from tests.factories import (
    BaselineChangeFactory,
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
)

pytestmark = pytest.mark.django_db
JUNE = date(2027, 6, 30)


def told(month: int, day: int = 1) -> datetime:
    return datetime(2027, month, day, 9, tzinfo=UTC)


def row_then(key_result, day: date = JUNE) -> Row:
    rows = plan_on(key_result.objective.strategy_id, day=day).rows
    return next(row for row in rows if row.key_result.pk == key_result.pk)


def test_a_reading_told_later_was_not_known_then():
    key_result = KeyResultFactory.create()
    CheckInFactory.create(
        key_result=key_result, value=33, as_of=date(2027, 3, 31), recorded_at=told(4)
    )
    CheckInFactory.create(
        key_result=key_result, value=66, as_of=date(2027, 6, 1), recorded_at=told(7)
    )

    assert row_then(key_result).standing.progress == Decimal("0.5")


def test_a_reading_corrected_later_still_stood_then():
    key_result = KeyResultFactory.create()
    right = CheckInFactory.create(key_result=key_result, value=66, recorded_at=told(8))
    CheckInFactory.create(key_result=key_result, value=33, recorded_at=told(4), replaced_by=right)

    assert row_then(key_result).standing.progress == Decimal("0.5")
    assert row_then(key_result, date(2027, 9, 1)).standing.progress == 1


def test_a_figure_of_the_survey_that_was_taken_back_later_is_hidden_then_too():
    key_result = KeyResultFactory.create()
    survey = {"key_result": key_result, "source": "survey", "as_of": date(2027, 3, 1)}
    hides = CheckInFactory.create(**survey, value=None, suppressed=True, recorded_at=told(8))
    CheckInFactory.create(**survey, value=33, recorded_at=told(4), replaced_by=hides)

    assert row_then(key_result).standing.progress is None
    assert row_then(key_result).key_result.latest == hides
    assert row_then(key_result, date(2027, 3, 31)).key_result.latest is None


def test_a_baseline_set_later_was_still_to_set_then():
    key_result = KeyResultFactory.create(set_by=date(2027, 12, 1))
    BaselineChangeFactory.create(
        key_result=key_result, at=told(7), new_from=Decimal(0), new_to=Decimal(66)
    )

    assert row_then(key_result).standing.status is Status.unset


def test_of_two_baselines_since_the_first_says_what_was_before():
    key_result = KeyResultFactory.create(from_value=Decimal(20))
    BaselineChangeFactory.create(
        key_result=key_result, at=told(7), old_from=Decimal(5), old_to=Decimal(66)
    )
    BaselineChangeFactory.create(
        key_result=key_result, at=told(8), old_from=Decimal(9), old_to=Decimal(66)
    )

    assert row_then(key_result).key_result.from_value == 5


def test_a_step_ticked_later_was_open_then():
    key_result = KeyResultFactory.create(milestones=True)
    MilestoneFactory.create(key_result=key_result, done_on=date(2027, 5, 1))
    MilestoneFactory.create(key_result=key_result, done_on=date(2027, 7, 1))

    assert row_then(key_result).standing.progress == Decimal("0.5")
    assert row_then(key_result, date(2027, 7, 2)).standing.progress == 1


def test_what_was_added_later_was_not_there_and_what_was_retired_later_was():
    kept = KeyResultFactory.create()
    KeyResultFactory.create(objective=kept.objective, added_at=told(7))
    gone = KeyResultFactory.create(
        objective=kept.objective, retired_as="archived", retired_at=told(7)
    )

    there = {row.key_result.pk for row in plan_on(kept.objective.strategy_id, day=JUNE).rows}

    assert there == {kept.pk, gone.pk}


def test_looking_back_writes_nothing():
    key_result = KeyResultFactory.create()
    BaselineChangeFactory.create(key_result=key_result, at=told(7))

    row_then(key_result)

    key_result.refresh_from_db()
    assert (key_result.from_value, key_result.to_value) == (0, 66)


def test_more_rows_cost_no_more_queries(same_queries):
    key_result = KeyResultFactory.create()
    strategy = key_result.objective.strategy_id

    def more() -> None:
        for _ in range(4):
            another = KeyResultFactory.create(objective=key_result.objective)
            CheckInFactory.create_batch(3, key_result=another)
            BaselineChangeFactory.create(key_result=another, at=told(8))
            MilestoneFactory.create(key_result=another)

    more()
    same_queries(lambda: plan_on(strategy, day=JUNE), add_rows=more)
