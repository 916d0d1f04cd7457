"""Both ways to solve a programme come to the same end, or say that there is none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.attacks.programs import ZERO, least
from disclosure.control.solving import NotSolved


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_through_the_interior_costs_as_little_and_obeys_as_well(seed):
    rng = np.random.default_rng(seed)
    matrix = rng.integers(-1, 2, (4, 12)).astype(float)
    bounds = np.stack([np.zeros(12), rng.integers(1, 7, 12)], axis=1).astype(float)
    known = {"matrix": matrix, "right": matrix @ (bounds[:, 1] / 2), "bounds": bounds}
    cost = rng.normal(size=12)
    one, other = least(cost, **known), least(cost, **known, inside=True)
    assert one.cost == pytest.approx(other.cost, abs=1e-6)
    assert np.abs(matrix @ other.at - known["right"]).max() <= ZERO
    assert ((bounds[:, 0] - ZERO <= other.at) & (other.at <= bounds[:, 1] + ZERO)).all()


@pytest.mark.parametrize("inside", [False, True])
def test_where_nothing_obeys_nothing_is_concluded(inside):
    known = {"matrix": np.ones((1, 1)), "right": np.array([2.0]), "bounds": np.array([[0, 1.0]])}
    with pytest.raises(NotSolved):
        least(np.ones(1), **known, inside=inside)
