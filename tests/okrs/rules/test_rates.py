"""Section 5: how fast a figure moves, how fast it must, and where it would end."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules import pace, rates
from tests.okrs.rules.examples import START, figures

D = Decimal


def days_on(n: int) -> date:
    return START + timedelta(days=n)


def test_the_rate_required_is_what_is_left_per_year_left():
    needs = rates.required_rate(
        value=D("25.2"), target=D(30), today=date(2027, 1, 1), due_on=date(2031, 1, 1)
    )

    assert needs == D("1.2")


def test_the_rate_moved_is_what_changed_per_year_passed():
    moved = rates.moved_rate(
        baseline=D(20), baseline_on=date(2027, 1, 1), value=D("18.4"), value_as_of=date(2031, 1, 1)
    )

    assert moved == D("-0.4")


def test_no_rate_is_named_without_time():
    for today in (START, days_on(1)):
        assert rates.required_rate(value=D(1), target=D(2), today=today, due_on=START) is None
    assert rates.moved_rate(baseline=D(1), baseline_on=START, value=D(2), value_as_of=START) is None


def test_two_readings_make_no_forecast_and_three_do():
    readings = [(days_on(0), D(10)), (days_on(10), D(20)), (days_on(20), D(30))]

    assert rates.forecast(readings[:2], on=days_on(40)) is None
    assert rates.forecast(readings, on=days_on(40)) == D(50)


def test_a_correction_is_not_another_reading():
    readings = [(days_on(0), D(10)), (days_on(10), D(99)), (days_on(10), D(20))]

    assert rates.forecast(readings, on=days_on(40)) is None
    assert rates.forecast([*readings, (days_on(20), D(30))], on=days_on(40)) == D(50)


def test_one_reading_off_the_line_bends_a_forecast_by_least_squares():
    readings = [(days_on(n), D(v)) for n, v in ((0, 0), (1, 2), (2, 1))]

    assert rates.forecast(readings, on=days_on(3)) == D(2)


@given(st.sets(st.integers(0, 2000), min_size=3, max_size=8), figures, figures)
def test_readings_on_a_line_are_forecast_on_that_line(offsets, start, slope):
    readings = [(days_on(n), start + slope * n) for n in offsets]

    found = rates.forecast(readings, on=days_on(3000))

    assert found == pytest.approx(start + slope * 3000, abs=D("1E-15"))


def test_pace_offers_them_too():
    assert pace.forecast is rates.forecast
    assert pace.required_rate is rates.required_rate
    assert pace.moved_rate is rates.moved_rate
