"""The numbers behind a status agree with the status."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules import pace
from okrs.why import gap_words


@pytest.mark.parametrize(
    ("progress", "expected", "said"),
    [
        ("0.395", "0.4999", "−10.5"),  # Behind, though the whole number is the limit itself
        ("0.3996", "0.4999", "−10.1"),
        ("0.3999", "0.4999", "−10"),
        ("0.2451", "0.4999", "−25.5"),
        ("0.2499", "0.4999", "−25"),
        ("0.404", "0.496", "−9"),
        ("0.5", "0.5", "0"),
        ("0.62", "0.5", "+12"),
        ("0.38", "0.5", "−12"),
    ],
)
def test_a_gap_is_whole_unless_the_whole_number_says_another_colour(progress, expected, said):
    assert gap_words(Decimal(progress) - Decimal(expected)) == said


@given(st.decimals(min_value=-2, max_value=2, places=6))
def test_the_printed_gap_never_denies_the_status(gap):
    printed = Decimal(gap_words(gap).replace("−", "-"))

    assert pace.judge(printed / 100) is pace.judge(gap)
