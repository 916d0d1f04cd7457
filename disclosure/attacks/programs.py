"""The linear programmes of attacks: the least cost, where it is, and its prices."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from disclosure.control.solving import NotSolved, solve

Floats = NDArray[np.float64]
ZERO = 1e-7
"""Weights and movements below this are none; the solver is exact to about as much. Those that
matter are of the order of 1, as the equations hold nothing but 1 and -1."""
INSIDE: Any = {"method": "highs-ipm", "options": {"presolve": False}}
"""By an interior point method that ends in a corner as well: its answers are as exact."""


@dataclass(frozen=True)
class Solved:
    """The least cost, where it is, and what each equation and each bound adds to it (prices)."""

    cost: float
    at: Floats
    equations: Floats
    bounds: Floats


def least(
    cost: Floats,
    *,
    matrix: sparse.csr_array | Floats,
    right: Floats,
    bounds: Floats,
    inside: bool = False,
) -> Solved:
    """Minimise cost @ x where matrix @ x = right and each x lies in its bounds, shape (x, 2).

    `inside` goes through the interior first, which is quicker for many equations of a few each.
    Raises NotSolved.
    """
    known: dict[str, Any] = {"A_eq": sparse.csr_array(matrix), "b_eq": right, "bounds": bounds}
    try:
        found = solve(cost, **known, **(INSIDE if inside else {}))
    except NotSolved:
        if not inside:
            raise
        found = solve(cost, **known)
    return Solved(
        cost=float(found.fun),
        at=np.asarray(found.x),
        equations=np.asarray(found.eqlin.marginals),
        bounds=np.asarray(found.lower.marginals + found.upper.marginals),
    )
