"""Section 5: the days on which readings are due."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given

from okrs.rules import calendar
from okrs.rules.words import Cadence
from tests.okrs.rules.examples import DUE, START, days, periods


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (Cadence.quarterly, [(2027, 4, 1), (2027, 7, 1), (2027, 10, 1), (2027, 12, 31)]),
        (Cadence.annual, [(2027, 12, 31)]),
        (Cadence.on_survey, [(2027, 12, 31)]),
    ],
)
def test_readings_are_due_every_period_and_on_the_due_date(cadence, expected):
    dates = calendar.reading_dates(starts_on=START, due_on=DUE, cadence=cadence)

    assert dates == tuple(date(*day) for day in expected)


def test_weekly_readings_are_seven_days_apart():
    dates = calendar.reading_dates(
        starts_on=START, due_on=date(2027, 1, 20), cadence=Cadence.weekly
    )

    assert dates == (date(2027, 1, 8), date(2027, 1, 15), date(2027, 1, 20))


def test_a_month_that_is_too_short_gives_its_last_day_and_the_next_its_own():
    days = calendar.schedule(
        starts_on=date(2028, 1, 31), due_on=date(2029, 1, 31), cadence=Cadence.monthly
    )

    assert list(islice(days, 3)) == [date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]


def test_the_rhythm_goes_on_past_the_due_date():
    days = calendar.schedule(starts_on=START, due_on=date(2027, 5, 15), cadence=Cadence.quarterly)

    assert list(islice(days, 4)) == [
        date(2027, 4, 1), date(2027, 5, 15), date(2027, 7, 1), date(2027, 10, 1),
    ]  # fmt: skip


def test_a_period_shorter_than_the_cadence_is_read_once_when_it_ends():
    due = date(2027, 2, 1)

    assert calendar.reading_dates(starts_on=START, due_on=due, cadence=Cadence.annual) == (due,)


@given(periods())
def test_reading_dates_rise_to_the_due_date_and_none_is_the_start(period):
    dates = calendar.reading_dates(**period)

    assert dates[-1] == period["due_on"]
    assert all(before < after for before, after in pairwise((period["starts_on"], *dates)))


@given(periods(), days)
def test_the_first_date_after_a_day_is_what_walking_there_would_find(period, day):
    found = calendar.first_after(day, **period)

    assert found == next(due for due in calendar.schedule(**period) if due > day)


@given(periods(), days)
def test_the_last_date_until_a_day_is_what_walking_there_would_find(period, day):
    passed = [due for due in calendar.reading_dates(**period) if due <= day]

    assert calendar.last_until(day, **period) == (passed[-1] if passed else None)


@given(periods())
def test_a_day_later_is_the_same_for_the_weekly_rhythm(period):
    weekly = period | {"cadence": Cadence.weekly}
    later = weekly | {key: weekly[key] + timedelta(days=1) for key in ("starts_on", "due_on")}

    shifted = tuple(day + timedelta(days=1) for day in calendar.reading_dates(**weekly))

    assert calendar.reading_dates(**later) == shifted
