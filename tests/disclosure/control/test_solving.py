"""The one way to the solver: what has no end is never taken for an answer."""

import numpy as np
import pytest
from scipy import sparse

from disclosure.control.solving import NotSolved, hanging_together, solve


def test_the_least_cost_of_a_programme() -> None:
    found = solve(np.ones(2), A_eq=np.array([[1.0, 1.0]]), b_eq=np.array([3.0]), bounds=(0, 2))
    assert found.fun == pytest.approx(3)


@pytest.mark.parametrize(
    ("right", "bounds"),
    [([9.0], (0, 2)), ([0.0], (None, None))],  # no point at all; no least one
)
def test_a_programme_without_an_end_is_refused(
    right: list[float], bounds: tuple[int | None, int | None]
) -> None:
    with pytest.raises(NotSolved):
        solve(
            np.array([1.0, 2.0]), A_eq=np.array([[1.0, 1.0]]), b_eq=np.array(right), bounds=bounds
        )


def test_columns_hang_together_by_any_equation_also_where_signs_cancel() -> None:
    """The first two share two equations, in which their signs are alike and opposite."""
    columns = sparse.csr_array(np.array([[1, 1, 0, 0], [1, -1, 0, 0], [0, 0, 1, 1]]))
    assert hanging_together(columns).tolist() == [0, 0, 1, 1]
