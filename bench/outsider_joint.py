"""Everybody's answer at once: a joint program over patterns of people, answers and all tables.

For what the outsider knows, see bench/outsider.py. The program is exact, not a sample: at 20,000
staff it has some 50,000 unknowns and goes through the interior (HiGHS).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rows = sparse.csr_array
LARGE = 20_000
"""From so many unknowns on the program goes through the interior: below, corners are quicker."""
ENOUGH, NEAR = 1 - 1e-6, 2.0
"""Of how many people a sum that must be 1 is enough; from how many on it is left to itself."""
NONE = 1e-9
"""Leeway below this is none."""
_solve: Any = optimize.linprog  # its types know of no sparse matrices


@dataclass(frozen=True)
class Joint:
    """`groups`, shape (shown groups, patterns), is 1 where a group has the people of a pattern;
    `people` has how many they are, `shown` the published counts, shape (shown groups, categories),
    which are `noise` off at most."""

    groups: Rows
    people: Floats
    shown: Ints
    noise: int

    def leeway(self, *, differing: bool) -> float:
        """The most that everyone's chance of every category can be; 0 if nothing fits.

        The unknowns are by how many people each pattern has more of each category than that least.
        `differing` also asks that counts that differ are not of the same people.
        """
        more: list[Rows] = []
        while True:
            solved = self._solved(more)
            if solved.status != 0:
                return 0.0
            least = float(solved.x[-1])
            if least < NONE or not differing:
                return least
            found = solved.x[:-1].reshape(self.shown.shape[1], -1) + least * self.people
            broken = self._the_same(found)
            if broken is None:
                return least
            more.append(broken)

    def _solved(self, more: list[Rows]) -> Any:
        categories, patterns = self.shown.shape[1], len(self.people)
        each = sparse.block_diag([self.groups] * categories, format="csr")
        most = self.shown.T.ravel() + self.noise
        least = np.maximum(self.shown - self.noise, np.minimum(self.shown, 1)).T.ravel()
        at_most = [self._with_least(each), -self._with_least(each)]
        at_most += [-self._with_least(rows) for rows in more]
        all_answered = self._with_least(
            sparse.csr_array(sparse.hstack([sparse.eye_array(patterns)] * categories))
        )
        return _solve(
            np.r_[np.zeros(categories * patterns), -1.0],
            A_ub=sparse.vstack(at_most, format="csr"),
            b_ub=np.r_[most, -least, -np.ones(sum(rows.shape[0] for rows in more))],
            A_eq=all_answered,
            b_eq=self.people,
            bounds=(0, None),
            method="highs-ipm" if categories * patterns > LARGE else "highs",
        )

    def _with_least(self, rows: Rows) -> Rows:
        """Sums of people, with the column of what everybody has of every category at least."""
        everybody = rows @ np.tile(self.people, self.shown.shape[1])
        return sparse.csr_array(sparse.hstack([rows, sparse.csr_array(everybody[:, None])]))

    def _the_same(self, found: Floats) -> Rows | None:
        """Sums that cannot be below 1: who is in one of two groups and not in the other, of an
        answer of which they were published with different counts. Those that came out small; None
        if none is below 1."""
        categories, near, least = len(found), [], NEAR
        for answer in range(categories):
            between = self._between(found[answer])
            differ = self.shown[:, answer, None] != self.shown[None, :, answer]
            one, other = (np.triu(differ, 1) & (between < NEAR)).nonzero()
            least = min(least, between[one, other].min(initial=NEAR))
            apart = abs(self.groups[one] - self.groups[other])
            place = sparse.csr_array(np.eye(1, categories, answer))
            near.append(sparse.csr_array(sparse.kron(place, apart)))
        return sparse.csr_array(sparse.vstack(near)) if least < ENOUGH else None

    def _between(self, found: Floats) -> Floats:
        """How many people are in one of two groups and not in the other, shape (groups, groups)."""
        shared = (sparse.csr_array(self.groups * found) @ self.groups.T).toarray()
        inside = np.diagonal(shared)
        return np.asarray(inside[:, None] + inside[None, :] - 2 * shared)
