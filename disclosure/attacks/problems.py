"""All that is known of the counts of one measure, as a linear programme: how far can they move?"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from disclosure.attacks.apart import NOTHING, Apart
from disclosure.attacks.programs import ZERO, Floats, Solved, least
from disclosure.attacks.ranges import Ranges
from disclosure.control.system import Bools, Ints, System


@dataclass(frozen=True)
class Problem:
    """`matrix` @ columns = `right`, and each column in its `bounds`, shape (columns, 2). The first
    columns are counts, numbered through groups, then categories: `exact` has their true numbers,
    shape (groups, categories). The others are how many people are in one group and not in another:
    `of` says which counts those are sums of, shape (others, counts)."""

    exact: Ints
    matrix: sparse.csr_array
    right: Floats
    bounds: Floats
    of: sparse.csr_array

    def furthest(self, cells: Ints, signs: Floats) -> Solved:
        """Move as many of these counts by a person as can be moved together, each up (1) or down
        (-1).

        Each has a gain: how far it moved, at most 1. The sum of gains is made as large as can be;
        the first weigh more, as of two that stand in each other's way one is to move all the way.
        """
        many, columns = len(cells), self.matrix.shape[1]
        picked = sparse.csr_array((signs, (np.arange(many), cells)), shape=(many, columns))
        split = sparse.csr_array(sparse.kron(-np.ones((1, 2)), sparse.eye_array(many)))
        gains, beyond = np.tile([-np.inf, 1], (many, 1)), np.tile([0, np.inf], (many, 1))
        return least(
            np.concatenate([np.zeros(columns), -np.linspace(2, 1, many), np.zeros(many)]),
            matrix=_stacked(self.matrix, picked, split),
            right=np.concatenate([self.right, signs * self.exact.ravel()[cells]]),
            bounds=np.concatenate([self.bounds, gains, beyond]),
            inside=True,
        )

    def table(self, solved: Solved) -> Floats:
        """The counts that a programme found. Shape (groups, categories)."""
        return solved.at[: self.exact.size].reshape(self.exact.shape)

    def used(self, solved: Solved) -> Bools:
        """The groups of which something was used to come to it. Shape (groups,)."""
        priced = np.abs(solved.bounds[: len(self.bounds)]) > ZERO
        counts = priced[: self.exact.size]
        also = abs(self.of[np.flatnonzero(priced[self.exact.size :])]).sum(axis=0) > 0
        return np.asarray((counts | also).reshape(self.exact.shape).any(axis=1))


def problem(system: System, exact: Ints, ranges: Ranges, apart: Apart) -> Problem:
    """The system's equations for each category, that those of a group add up to its n, and which
    people are not the same."""
    categories = exact.shape[1]
    each = sparse.kron(system.matrix, sparse.eye_array(categories))
    together = sparse.kron(sparse.eye_array(len(system.n)), np.ones((1, categories)))
    counts = np.stack([ranges.low.ravel(), ranges.high.ravel()], axis=1)
    told = np.flatnonzero(apart.least.ravel() > NOTHING)
    of = sparse.csr_array(sparse.kron(apart.sums, sparse.eye_array(categories)))[told]
    others = np.stack([apart.least.ravel()[told], np.full(len(told), np.inf)], axis=1)
    known = sparse.csr_array(sparse.vstack([each, together]))
    return Problem(
        exact=exact,
        matrix=_stacked(known, of, sparse.csr_array(-sparse.eye_array(len(told)))),
        right=np.concatenate([np.zeros(each.shape[0]), system.n, np.zeros(len(told))]),
        bounds=np.concatenate([counts, others]),
        of=of,
    )


def _stacked(
    top: sparse.csr_array, left: sparse.csr_array, right: sparse.csr_array
) -> sparse.csr_array:
    """The two below the one, with nothing beside it."""
    none = sparse.csr_array((top.shape[0], right.shape[1]))
    above, below = sparse.hstack([top, none]), sparse.hstack([left, right])
    return sparse.csr_array(sparse.vstack([above, below]))
