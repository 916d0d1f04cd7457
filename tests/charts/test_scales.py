"""Axes that people can read: round figures, whole months, never too many."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.scales import month_ticks, round_ticks

FIGURES = st.decimals(-10_000_000, 10_000_000, places=4)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["17", "25"], ["0", "5", "10", "15", "20", "25"]),
        (["0", "66"], ["0", "20", "40", "60", "80"]),
        (["4500", "5000"], ["4500", "4600", "4700", "4800", "4900", "5000"]),
        (["-5", "5"], ["-6", "-4", "-2", "0", "2", "4", "6"]),
        (["0"], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ([], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_figures_are_enclosed_by_round_ones(values, ticks):
    assert round_ticks(map(Decimal, values)) == [Decimal(tick) for tick in ticks]


@given(st.lists(FIGURES, min_size=1, max_size=8))
def test_every_figure_is_between_the_outer_ticks_and_there_are_few(values):
    ticks = round_ticks(values)

    assert ticks[0] <= min(values)
    assert ticks[-1] >= max(values)
    assert 2 <= len(ticks) <= 8
    assert len({after - before for before, after in pairwise(ticks)}) == 1


DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@given(DAYS, DAYS, st.integers(3, 8))
def test_months_are_first_days_in_order_inside_the_chart_and_few(one, other, most):
    first, last = sorted([one, other])

    ticks = month_ticks(first, last, most=most)

    assert len(ticks) <= most + 1
    assert all(day.day == 1 and day <= last for day in ticks)
    assert ticks == sorted(set(ticks))


def test_four_years_have_a_tick_a_year():
    assert [day.year for day in month_ticks(date(2025, 10, 1), date(2029, 10, 31), most=6)] == [
        2025,
        2026,
        2027,
        2028,
        2029,
    ]
