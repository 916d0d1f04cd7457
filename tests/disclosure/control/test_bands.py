"""Medians and means of people of whom only the band of their pay is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.control.bands import NotBands, floors_of, median, total

FLOORS = (0, 20_000, 25_000, 30_000)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((0, 10, 0, 0), 22_500),  # all in one band: its middle
        ((4, 0, 0, 0), 10_000),
        ((10, 10, 0, 0), 20_000),  # half exactly below an edge
        ((10, 0, 10, 0), 20_000),  # nobody between: where half is reached first
        ((2, 4, 2, 2), 23_750),
        ((1, 2, 4, 3), 27_500),
        ((3, 0, 0, 3), 20_000),
        ((3, 0, 0, 4), None),  # in the open band: nobody knows
        ((0, 0, 0, 9), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_the_median_is_found_by_interpolation(people, expected):
    assert median(people, FLOORS) == expected


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4).filter(lambda people: any(people[:3])))
def test_half_of_the_people_may_be_paid_more_and_half_less(people):
    found = median(people, FLOORS)

    if found is None:
        assert people[3] > sum(people) / 2
    else:
        at_most = sum(many for many, floor in zip(people, FLOORS, strict=True) if floor <= found)
        ends = zip(people, (*FLOORS[1:], 1e9), strict=True)
        at_least = sum(many for many, end in ends if end >= found)
        assert min(at_most, at_least) >= sum(people) / 2


def test_a_mean_takes_the_middle_of_each_band_and_the_beginning_of_the_last():
    assert total((1, 2, 0, 4), FLOORS) == 10_000 + 2 * 22_500 + 4 * 30_000


def test_bands_are_named_by_where_they_begin_and_what_is_none_comes_after():
    named = ("FROM_0", "FROM_20000", "FROM_25000", "not_disclosed")

    assert floors_of(named) == (0, 20_000, 25_000)


@pytest.mark.parametrize(
    "named",
    [
        (),
        ("FROM_0", "not_disclosed"),
        ("FROM_0", "not_disclosed", "FROM_20000"),
        ("FROM_20000", "FROM_0"),
        ("FROM_0", "FROM_0"),
        ("FROM_0", "FROM_1e5"),
        ("FROM_0", "FROM_-5"),
    ],
)
def test_what_is_not_bands_is_refused(named):
    with pytest.raises(NotBands):
        floors_of(named)
