"""Bounds: what anybody can prove about a count who knows the noise and every n.

Published counts are moved by noise, but by no more than the plan says, and the exact ones obey all
equations. So each count lies between two numbers that linear programmes find (Handbook on
Statistical Disclosure Control, 2nd edition, section 4.2). If only one whole number lies between
them, the count is proved; "none of them" and "all of them" are such counts. Every group is tried,
shown or hidden, in every category.

Few programmes are needed: any table that would have been published just so answers for each count
in which it differs from the truth by a person or more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from disclosure.attacks.found import Found
from disclosure.attacks.programs import ZERO, Floats, Solved, least
from disclosure.attacks.ranges import Ranges, carried_on, summed, told
from disclosure.attacks.witnesses import Seen
from disclosure.control.counting import Counts
from disclosure.control.system import Bools, Ints, System


def attack(system: System, hidden: Bools, counts: Counts, moved: Mapping[str, Ints]) -> Found:
    """Try it on every count. `moved` has each measure's published counts, shape as `counts`; those
    of hidden groups are not looked at."""
    tried, hits = 0, []
    for measure, exact in counts.counts.items():
        if exact.shape[1] > 1:
            tried += exact.size
            hits += list(_proofs(system, hidden, exact, moved[measure]))
    return Found("bounds", tried=tried, hits=tuple(hits))


@dataclass(frozen=True)
class _Problem:
    """All that is known of one measure: matrix @ counts = right, and each count in its range.
    Counts are numbered through groups, then categories."""

    exact: Ints
    ranges: Ranges
    matrix: sparse.csr_array
    right: Floats

    def furthest(self, cells: Ints, sign: int) -> Solved:
        """Move as many of these counts by a person as can be moved together, up (1) or down (-1).

        Each has a gain: how far it moved, at most 1. The sum of gains is made as large as can be.
        """
        many, counts = len(cells), self.exact.size
        picked = sparse.csr_array((np.ones(many), (np.arange(many), cells)), shape=(many, counts))
        split = sparse.csr_array(sparse.kron(-np.ones((1, 2)), sparse.eye_array(many)))
        return least(
            np.concatenate([np.zeros(counts), -np.ones(many), np.zeros(many)]),
            matrix=_stacked(self.matrix, sign * picked, split),
            right=np.concatenate([self.right, sign * self.exact.ravel()[cells]]),
            bounds=self._bounds(many),
            inside=True,
        )

    def _bounds(self, many: int) -> Floats:
        """Of each count, of each gain, and of what a count moved beyond its gain."""
        counts = np.stack([self.ranges.low.ravel(), self.ranges.high.ravel()], axis=1)
        gains, beyond = np.tile([-np.inf, 1], (many, 1)), np.tile([0, np.inf], (many, 1))
        return np.concatenate([counts, gains, beyond])


def _stacked(
    top: sparse.csr_array, left: sparse.csr_array, right: sparse.csr_array
) -> sparse.csr_array:
    """The two below the one, with nothing beside it."""
    none = sparse.csr_array((top.shape[0], right.shape[1]))
    above, below = sparse.hstack([top, none]), sparse.hstack([left, right])
    return sparse.csr_array(sparse.vstack([above, below]))


def _proofs(system: System, hidden: Bools, exact: Ints, moved: Ints) -> Iterator[frozenset[int]]:
    """The shown groups used, for each count of one measure that is proved."""
    known = told(system, hidden, moved)
    alone = summed(system, known).exact
    for group in np.flatnonzero(alone.any(axis=1) & ~hidden):
        yield from [frozenset({int(group)})] * int(alone[group].sum())
    matrix, right = _equations(system, exact.shape[1])
    follows = carried_on(system, known)
    seen = Seen(system, exact, follows)
    _search(_Problem(exact, follows, matrix, right), seen, seen.open & ~follows.exact)
    problem = _Problem(exact, known, matrix, right)
    for cell in np.flatnonzero(seen.open & ~alone):
        used = _proof(problem, seen, int(cell))
        if used is not None:
            yield frozenset(int(group) for group in used if not hidden[group])


def _equations(system: System, categories: int) -> tuple[sparse.csr_array, Floats]:
    """The system's equations for each category, and that those of a group add up to its n."""
    each = sparse.kron(system.matrix, sparse.eye_array(categories))
    together = sparse.kron(sparse.eye_array(len(system.n)), np.ones((1, categories)))
    right = np.concatenate([np.zeros(each.shape[0]), system.n])
    return sparse.csr_array(sparse.vstack([each, together])), right


def _search(problem: _Problem, seen: Seen, wanted: Bools) -> None:
    """See tables in which the wanted counts differ, many at a time, for as long as that helps."""
    helped = True
    while helped:
        helped = False
        for sign in (1, -1):
            left = np.flatnonzero(seen.open & wanted)
            if len(left):
                table = problem.furthest(left, sign).at[: problem.exact.size]
                seen.see(table.reshape(problem.exact.shape))
                helped = helped or int((seen.open & wanted).sum()) < len(left)


def _proof(problem: _Problem, seen: Seen, cell: int) -> Ints | None:
    """The groups whose numbers prove this count, or None if it can be another."""
    used = np.zeros(problem.exact.shape, dtype=bool)
    for sign in (1, -1):
        if not seen.open.ravel()[cell]:
            return None
        best = problem.furthest(np.array([cell]), sign)
        seen.see(best.at[: problem.exact.size].reshape(problem.exact.shape))
        priced = np.abs(best.bounds[: problem.exact.size]) > ZERO
        used |= priced.reshape(problem.exact.shape)
    return np.flatnonzero(used.any(axis=1)) if seen.open.ravel()[cell] else None
