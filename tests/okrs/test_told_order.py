"""Mending the older of two readings of one day leaves the newer one the latest, everywhere."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrs import history, key_result_page, told, trend
from okrs.models import CheckIn, Period
from okrs.periods import as_at
from okrs.told_order import places, places_of
from tests.factories import KeyResultFactory
from tests.okrs.telling import at, mends, says

DAY = date(2027, 3, 1)
LATER = date(2027, 3, 10)


@pytest.fixture
def read_twice(db):
    """A key result read twice on one day, and the older of the two."""
    key_result = KeyResultFactory.create()
    older = says(key_result, 10, when=at(3, 1), as_of=DAY, confidence=4)
    says(key_result, 20, when=at(3, 1, 12), as_of=DAY, confidence=5)
    return key_result, older


@pytest.mark.parametrize("times", [1, 3])
def test_mending_the_older_of_two_readings_of_a_day_leaves_the_newer_the_latest(
    read_twice, times, lead
):
    key_result, one = read_twice
    for n in range(times):
        one = mends(one, 11 + n, when=at(3, 2 + n))
    key_result.refresh_from_db()

    assert key_result.latest.value == 20
    page = key_result_page.load(key_result.pk, user=lead, today=LATER)
    assert page.readings.standing[-1].check_in.value == 20
    strategy = key_result.objective.strategy_id
    for plan in (
        history.plan_on(strategy, day=LATER),
        trend.plans_on(strategy, [LATER])[LATER],
    ):
        assert plan.rows[0].key_result.latest.value == 20
    assert told.last_confidence(key_result) == 5


def test_at_the_end_of_a_period_it_is_so_too(read_twice):
    key_result, older = read_twice
    mends(older, 11, when=at(3, 2))
    period = Period.objects.create(
        strategy=key_result.objective.strategy,
        starts_on=key_result.starts_on,
        ends_on=DAY,
    )

    stood = as_at.at_the_end(period, known_by=at(3, 20))

    assert stood.plan.rows[0].key_result.latest.value == 20


def test_mending_the_newer_of_the_two_is_the_latest(read_twice):
    key_result, _older = read_twice
    mends(CheckIn.objects.get(value=20), 21, when=at(3, 2))
    key_result.refresh_from_db()

    assert key_result.latest.value == 21


def test_mended_to_a_later_day_it_is_the_latest(read_twice):
    key_result, older = read_twice
    right = mends(older, 11, when=at(3, 5))
    CheckIn.objects.filter(pk=right.pk).update(as_of=date(2027, 3, 3))
    again = mends(CheckIn.objects.get(pk=right.pk), 12, when=at(3, 6))
    key_result.refresh_from_db()

    assert key_result.latest == again


def test_what_is_told_on_the_key_result_is_as_told_on_an_earlier_day(read_twice):
    key_result, older = read_twice
    mends(older, 11, when=at(3, 5))
    strategy = key_result.objective.strategy_id

    for day in (DAY, date(2027, 3, 4), LATER):
        assert history.plan_on(strategy, day=day).rows[0].key_result.latest.value == Decimal(20)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(-1, 8), max_size=9))
def test_of_any_chain_the_place_is_that_of_its_beginning(mended):
    """Check-in n is told at hour n; `mended[n]` is what it mends, where that is open still."""
    begin = datetime(2027, 1, 1, tzinfo=UTC)
    root: dict[int, int] = {}
    replaced: dict[int, int] = {}
    for n, before in enumerate(mended):
        mends_it = 0 <= before < n and before not in replaced
        root[n] = root[before] if mends_it else n
        if mends_it:
            replaced[before] = n
    rows = [(n, begin + timedelta(hours=n), replaced.get(n)) for n in root]

    found = places_of(rows)

    assert found == {n: rows[root[n]][1::-1] for n in root if root[n] != n}
    check_ins = [CheckIn(pk=n, recorded_at=when, replaced_by_id=by) for n, when, by in rows]
    assert places(check_ins) == {n: rows[root[n]][1::-1] for n in root}
