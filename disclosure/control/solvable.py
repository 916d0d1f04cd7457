"""What of some groups follows from the equations that bind them: linear algebra, and no disclosure.

Equations come as `binding.equations` gives them, a row for each and a column for each group.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from disclosure.control.binding import Matrix
from disclosure.control.solving import hanging_together
from disclosure.control.system import Bools, Ints

Floats = NDArray[np.float64]
EXACT = 1e-8
"""A group's part in every way to change unknown groups is this small if it cannot change."""


def known(equations: Matrix, unknown: Bools) -> Bools:
    """Which groups these equations determine, each being unknown beside these. Shape (columns,).

    An unknown group is determined if nothing changes it in the null space of the unknown groups'
    columns; another one if its own column is no sum of theirs.
    """
    free = np.diff(equations[:, np.flatnonzero(unknown)].indptr) == 0
    exact: Bools = ~unknown & (abs(equations[np.flatnonzero(free)]).sum(axis=0) > 0)
    others = equations[:, np.flatnonzero(~unknown)]
    for groups, rows, made, ways in _solved(equations, unknown):
        exact[groups] = np.abs(ways).max(axis=0, initial=0) < EXACT
        exact[~unknown] |= _beyond(made, others[rows])
    return exact


def _solved(equations: Matrix, unknown: Bools) -> Iterator[tuple[Ints, Ints, Floats, Floats]]:
    """For unknown groups that hang together: these, their equations, an orthonormal basis of all
    that their columns make up, shape (equations, rank), and the ways to change them that keep every
    equation, shape (ways, groups)."""
    for groups in _components(equations, unknown):
        part = equations[:, groups]
        rows = np.flatnonzero(np.diff(part.indptr))
        few = len(rows) < len(groups)
        left, values, right = np.linalg.svd(part[rows].toarray(), full_matrices=few)
        rank = int((values > EXACT * max(len(rows), len(groups))).sum())
        yield groups, rows, left[:, :rank], right[rank:]


def _beyond(basis: Floats, columns: Matrix) -> Bools:
    """Which columns do not lie in the space of an orthonormal basis, given as columns."""
    some = np.flatnonzero(np.diff(sparse.csc_array(columns).indptr))
    beyond = np.zeros(columns.shape[1], bool)
    dense = columns[:, some].toarray()
    beyond[some] = np.abs(dense - basis @ (basis.T @ dense)).max(axis=0, initial=0) > EXACT
    return beyond


def _components(equations: Matrix, unknown: Bools) -> Iterator[Ints]:
    """The unknown groups that stand in equations, by what hangs together."""
    groups = np.flatnonzero(unknown)
    columns = equations[:, groups]
    component = hanging_together(columns)
    alone = np.diff(sparse.csc_array(columns).indptr) == 0
    parts = (groups[(component == part) & ~alone] for part in np.unique(component))
    return (part for part in parts if len(part))


def without(equations: Matrix, unknown: Bools, columns: Ints) -> Floats:
    """These groups' columns without all that a combination of the unknown groups' columns makes up
    of them. Shape (equations, columns)."""
    left: Floats = equations[:, columns].toarray()
    for _groups, rows, made, _ways in _solved(equations, unknown):
        left[rows] -= made @ (made.T @ left[rows])
    return left


def made_of(columns: Floats, one: int, others: Sequence[int]) -> bool:
    """Whether a column is a combination of some others."""
    some, own = columns[:, others], columns[:, one]
    solved = np.linalg.lstsq(some, own, rcond=None)[0]
    return bool(np.abs(own - some @ solved).max(initial=0) < EXACT)
