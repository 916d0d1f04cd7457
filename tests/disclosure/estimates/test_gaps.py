"""The gap to a benchmark: points, their ends, and on which side we are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.estimates.gaps import Gap, Side, gap
from disclosure.estimates.saying import WORD, Precision, Said

WHOLE, FIVES, WORDS = Precision.WHOLE, Precision.FIVES, Precision.WORDS
BELOW, ABOVE, NOT_CLEAR = Side.BELOW, Side.ABOVE, Side.NOT_CLEAR


@pytest.mark.parametrize(
    ("told", "benchmark", "expected"),
    [
        (Said(WHOLE, 19, 15, 24), "39", Gap(BELOW, WHOLE, -20, -24, -15)),
        (Said(WHOLE, 45, 41, 49), "39", Gap(ABOVE, WHOLE, 6, 2, 10)),
        (Said(WHOLE, 45, 39, 51), "39", Gap(NOT_CLEAR, WHOLE, 6, 0, 12)),  # touching is not beyond
        (Said(WHOLE, 39, 35, 43), "39", Gap(NOT_CLEAR, WHOLE, 0, -4, 4)),
        (Said(WHOLE, 23, 20, 27), "7.5", Gap(ABOVE, WHOLE, 16, 12, 20)),
        (Said(WHOLE, 7, 7, 7), "7.4", Gap(NOT_CLEAR, WHOLE, 0, -1, 0)),  # less than half a point
        (Said(FIVES, 20, 10, 30), "39", Gap(BELOW, FIVES, -20, -30, -5)),
        (Said(FIVES, 20, 10, 40), "39", Gap(NOT_CLEAR, FIVES, -20, -30, 5)),
        (Said(FIVES, 0, 0, 5), "2", Gap(NOT_CLEAR, FIVES, 0, -5, 5)),
        (Said(WORDS, 10, 0, 33), "39", Gap(BELOW, WORDS, None, None, None)),
        (Said(WORDS, 75, 50, 100), "39", Gap(ABOVE, WORDS, None, None, None)),
        (Said(WORDS, 25, 0, 50), "39", Gap(NOT_CLEAR, WORDS, None, None, None)),
    ],
)
def test_a_gap_follows_from_what_is_said(told, benchmark, expected):
    assert gap(told, Decimal(benchmark)) == expected


percents = st.integers(0, 20).map(lambda fives: 5 * fives)


@given(
    ends=st.lists(percents, min_size=3, max_size=3).map(sorted),
    mark=st.decimals(0, 100, places=1),
    precision=st.sampled_from([WHOLE, FIVES]),
)
def test_points_lie_between_their_ends_and_agree_with_the_side(ends, mark, precision):
    low, value, high = ends
    found = gap(Said(precision, value, low, high), mark)

    assert found.low <= found.points <= found.high
    if found.side is BELOW:
        assert found.points < 0
        assert high < mark
    if found.side is ABOVE:
        assert found.points > 0
        assert low > mark


@given(value=st.sampled_from(sorted(WORD)), mark=st.decimals(0, 100, places=1))
def test_what_is_said_in_words_has_a_side_and_no_points(value, mark):
    found = gap(Said(WORDS, value, value, value), mark)

    assert (found.points, found.low, found.high) == (None, None, None)
