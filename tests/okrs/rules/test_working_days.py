"""Working days of England and Wales, against the days that the government has published."""

from datetime import date, timedelta

import pytest
from dateutil import easter
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules.working_days import (
    bank_holidays,
    easter_sunday,
    is_working_day,
    working_days_after,
)

# As listed on gov.uk/bank-holidays, for years without a day of their own.
PUBLISHED = {
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_days_are_those_that_were_published(year):
    days = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}

    assert bank_holidays(year) == days


def test_where_christmas_day_is_a_sunday_the_two_days_after_it_are_kept():
    assert {date(2033, 12, 26), date(2033, 12, 27)} <= bank_holidays(2033)


def test_easter_is_when_the_churches_keep_it():
    assert all(easter_sunday(year) == easter.easter(year) for year in range(1900, 2200))


@given(st.integers(1974, 2200))
def test_each_year_has_eight_and_none_at_a_weekend(year):
    days = bank_holidays(year)

    assert len(days) == 8
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2027, 3, 3), 2, date(2027, 3, 5)),  # Wednesday: Friday
        (date(2027, 3, 4), 2, date(2027, 3, 8)),  # Thursday: Monday
        (date(2027, 3, 6), 2, date(2027, 3, 9)),  # Saturday: Tuesday
        (date(2027, 3, 25), 2, date(2027, 3, 31)),  # over Easter
        (date(2027, 12, 24), 1, date(2027, 12, 29)),  # over Christmas
        (date(2027, 12, 31), 1, date(2028, 1, 4)),  # New Year's Day is kept on the Monday
        (date(2027, 3, 3), 0, date(2027, 3, 3)),
    ],
)
def test_so_many_working_days_later(day, number, then):
    assert working_days_after(day, number) == then


def test_a_day_proclaimed_for_one_year_is_given_by_whoever_asks():
    coronation = date(2023, 5, 8)

    assert is_working_day(coronation)
    assert not is_working_day(coronation, extra={coronation})
    assert working_days_after(date(2023, 5, 5), 1, extra={coronation}) == date(2023, 5, 9)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 10))
def test_between_lie_only_that_many_working_days(day, number):
    then = working_days_after(day, number)
    passed = [day + timedelta(days=n) for n in range(1, (then - day).days + 1)]

    assert is_working_day(then)
    assert sum(map(is_working_day, passed)) == number
