"""The one way to the solver of linear programmes: HiGHS (Huangfu and Hall 2018), through scipy."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from scipy.sparse import csgraph


class NotSolved(ArithmeticError):
    """The solver gave up. All our programmes have an end, so nothing may be concluded."""


def solve(cost: NDArray[np.float64], *, method: str = "highs", **program: Any) -> Any:
    """The least cost of a programme as `scipy.optimize.linprog` takes it, with what it gives.

    Raises NotSolved for one that comes to no end, also where it has none.
    """
    call: Any = optimize.linprog  # its types know of no sparse matrices
    found = call(cost, method=method, **program)
    if found.status != 0:
        raise NotSolved(found.message)
    return found


def hanging_together(columns: sparse.csr_array | sparse.csc_array) -> NDArray[np.int64]:
    """By which equations (rows) some groups (columns) hang together: a number for each column."""
    there = abs(columns)
    label = csgraph.connected_components(there.T @ there, directed=False)[1]
    return np.asarray(label, dtype=np.int64)
