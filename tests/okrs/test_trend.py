"""Many days at once: each the same as the day by itself, from the same number of queries."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from okrs import paths
from okrs.history import plan_on
from okrs.models import KeyResult
from okrs.standings import Plan
from okrs.trend import plans_on, quarter_ends
from tests.factories import (
    BaselineChangeFactory,
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    StrategyFactory,
)

FIRST = date(2027, 1, 1)
DAYS = tuple(FIRST + timedelta(days=29 * n) for n in range(14))


@pytest.mark.parametrize(
    ("start", "until", "ends"),
    [
        (date(2027, 1, 1), date(2027, 3, 31), []),
        (date(2027, 1, 1), date(2027, 4, 1), [date(2027, 3, 31)]),
        (date(2027, 2, 14), date(2027, 7, 1), [date(2027, 3, 31), date(2027, 6, 30)]),
        (date(2027, 11, 30), date(2028, 2, 1), [date(2027, 12, 31)]),
        (date(2027, 6, 1), date(2027, 5, 1), []),
    ],
)
def test_quarters_end_between_the_start_and_the_day(start, until, ends):
    assert list(quarter_ends(start, until)) == ends


def test_of_many_quarters_the_newest_are_kept():
    found = quarter_ends(date(2020, 1, 1), date(2027, 1, 1))

    assert len(found) == 8
    assert found[-1] == date(2026, 12, 31)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_every_day_is_as_that_day_by_itself(seed):
    strategy = history(Random(seed))  # noqa: S311

    found = plans_on(strategy, DAYS)

    for day in DAYS:
        assert seen(found[day]) == seen(plan_on(strategy, day=day))


@pytest.mark.django_db
def test_more_days_and_rows_cost_no_more_queries(same_queries):
    strategy, days = history(Random(1)), list(DAYS[:3])  # noqa: S311

    def more():
        days.extend(DAYS[3:])
        tell(Random(2), ObjectiveFactory.create(strategy_id=strategy))  # noqa: S311

    same_queries(lambda: plans_on(strategy, days), add_rows=more)


@pytest.mark.django_db
def test_of_no_day_nothing_is_read(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert plans_on(1, ()) == {}


def seen(plan: Plan) -> list[object]:
    """All that a page could show of a plan."""
    rows = [
        (
            row.key_result.pk,
            row.standing,
            paths.words_of(row),
            row.key_result.latest_id,
            row.key_result.from_as_of,
            [step.done_on for step in row.key_result.milestones.all()],
        )
        for row in plan.rows
    ]
    return [plan.today, rows, [part.rollup for part in plan.pillars]]


def history(chance: Random) -> int:
    """A strategy to which everything happened that can, on days that chance chose."""
    strategy = StrategyFactory.create()
    for number in range(3):
        retired = a_moment(chance) if number == 2 else None
        tell(chance, ObjectiveFactory.create(strategy=strategy, retired_at=retired))
    return strategy.pk


def tell(chance: Random, objective) -> None:
    for given in ({}, {"status": True}, {"milestones": True}, {"unset": True}, {"archived": True}):
        key_result = KeyResultFactory.create(
            objective=objective, added_at=a_moment(chance, latest=60), **given
        )
        for _ in range(2):
            done_on = chance.choice([None, a_moment(chance).date()])
            MilestoneFactory.create(key_result=key_result, done_on=done_on)
        check_ins(chance, key_result)
        baselines(chance, key_result)


def check_ins(chance: Random, key_result: KeyResult) -> None:
    """Figures, comments without one, hidden ones, corrections, and what a survey took back."""
    before = None
    for _ in range(chance.randrange(6)):
        at = a_moment(chance)
        kind = chance.choice(["figure", "figure", "comment", "hidden"])
        before = CheckInFactory.create(
            key_result=key_result,
            as_of=at.date() - timedelta(days=chance.randrange(40)),
            recorded_at=at,
            value=Decimal(chance.randrange(80)) if kind == "figure" else None,
            suppressed=kind == "hidden",
            source=chance.choice(["person", "survey"]),
            blocked=chance.random() < 0.2,
            replaced_by=before if chance.random() < 0.3 else None,
        )


def baselines(chance: Random, key_result: KeyResult) -> None:
    for _ in range(chance.randrange(3)):
        at = a_moment(chance)
        BaselineChangeFactory.create(
            key_result=key_result,
            on=at.date() - timedelta(days=chance.randrange(30)),
            at=at,
            reason="The question changed",
            is_rebaseline=chance.random() < 0.6,
            old_from=chance.choice([None, Decimal(5), Decimal(9)]),
            new_from=chance.choice([Decimal(5), Decimal(20)]),
            old_to=Decimal(60),
            new_to=Decimal(66),
        )


def a_moment(chance: Random, *, latest: int = 390) -> datetime:
    first = datetime(2027, 1, 1, 9, tzinfo=UTC)
    return first + timedelta(days=chance.randrange(latest), minutes=chance.randrange(600))
