"""Section 7: weights as whole percent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules.weights import shares
from tests.okrs.rules.examples import weights


@pytest.mark.parametrize(
    ("given_weights", "percent"),
    [
        ([], ()),
        (["1"], (100,)),
        (["1", "1"], (50, 50)),
        (["1", "1", "1"], (34, 33, 33)),
        (["2", "2", "1"], (40, 40, 20)),
        (["1", "2", "4"], (14, 29, 57)),
        (["0.01", "100"], (0, 100)),
    ],
)
def test_weights_as_percent(given_weights, percent):
    assert shares([Decimal(weight) for weight in given_weights]) == percent


@given(st.lists(weights, min_size=1, max_size=30))
def test_they_add_up_and_none_is_a_point_off(some):
    found, whole = shares(some), sum(some)

    assert sum(found) == 100
    assert all(abs(part - 100 * one / whole) < 1 for part, one in zip(found, some, strict=True))
