"""Proof without a programme that people stand in a crowd, for many of them at once.

To show that a person's crowd is `minimum`, any one way to move people will do: one that changes no
published number, moves this person `minimum` - 1 times as far as any other. Such ways form the
meeting of a plane and a box. The Douglas-Rachford method (Lions and Mercier 1979) finds points of
it for all people side by side, by a few products of matrices, where there are any. Of those for
whom it finds none nothing is said.
"""

import numpy as np
from scipy import linalg, sparse
from scipy.linalg import lapack

from disclosure.attacks.programs import Floats
from disclosure.attacks.visible import Visible
from disclosure.control.system import Bools, Ints

RANK = 1e-9
"""A published group adds nothing to those before it if less than this share of it is new."""
ROUNDS, LOOK_EVERY, PATIENCE = 200, 5, 50
"""How many rounds at most, how many between two looks, and how many without success are enough."""
BOLD, BOLD_FOR = 1.1, 10
"""At first a tenth more is asked for, for that many rounds: most people are done sooner by it."""
AT_ONCE = 20_000_000
"""How many numbers of a batch are held in memory at once (160 MB each time they are copied)."""
EXACT = 1e-9


def in_a_crowd(seen: Visible, targets: Ints, minimum: int) -> Bools:
    """Which of these patterns are certain to stand in a crowd of `minimum`. Shape of `targets`.

    Where nothing is shown there is no sum that anybody could be in.
    """
    if not len(seen.shown):
        return np.ones(len(targets), dtype=bool)
    certain = seen.people[targets] >= minimum
    asked = np.flatnonzero(~certain)
    plane = _Plane(seen)
    size = max(1, AT_ONCE // len(seen.people))
    for start in range(0, len(asked), size):
        batch = asked[start : start + size]
        certain[batch] = _search(plane, targets[batch], minimum)
    return np.asarray(certain)


class _Plane:
    """All ways to move people that change no published number. A pattern's movement is measured in
    shares of its people, so that the box is 1 wide on all sides."""

    def __init__(self, seen: Visible) -> None:
        self.people = seen.people
        weighted = sparse.csr_array(seen.matrix * seen.people)
        gram = np.asarray((weighted @ weighted.T).todense())
        rows = _independent(gram)
        self.down = sparse.csr_array(weighted[rows])
        self.up = sparse.csr_array(self.down.T)
        self.inverse = linalg.inv(gram[np.ix_(rows, rows)], assume_a="pos")

    def nearest(self, points: Floats) -> Floats:
        """For each column the nearest point of the plane."""
        return np.asarray(points - self.up @ (self.inverse @ (self.down @ points)))


def _independent(gram: Floats) -> Ints:
    """Rows whose products are `gram` and of which the others are sums (pivoted Cholesky)."""
    _, pivots, rank, _ = lapack.dpstrf(gram, lower=1, tol=RANK * float(gram.diagonal().max()))
    return np.sort(pivots[:rank].astype(np.int64) - 1)


def _search(plane: _Plane, targets: Ints, minimum: int) -> Bools:
    """Which targets are proved: the rounds, those who are done leaving on the way."""
    certain = np.zeros(len(targets), dtype=bool)
    left = np.arange(len(targets))
    need = (minimum - plane.people[targets]) / plane.people[targets]
    points = np.zeros((len(plane.people), len(targets)))
    points[targets, left] = need
    last = 0
    for at in range(1, ROUNDS + 1):
        asked = need[left] * (BOLD if at <= BOLD_FOR else 1)
        boxed = _into_box(points, targets[left], asked)
        points += plane.nearest(2 * boxed - points) - boxed
        if at % LOOK_EVERY == 0:
            done = _proved(plane.nearest(boxed), targets[left], need[left])
            certain[left[done]] = True
            left, points = left[~done], points[:, ~done]
            last = at if done.any() else last
        if not len(left) or at - last >= PATIENCE:
            break
    return certain


def _into_box(points: Floats, targets: Ints, asked: Floats) -> Floats:
    """Nobody moved by more than 1, and each column's target by what is asked."""
    boxed = np.clip(points, -1, 1)
    boxed[targets, np.arange(len(targets))] = asked
    return boxed


def _proved(points: Floats, targets: Ints, need: Floats) -> Bools:
    """Which columns, made small enough for the box, move their target far enough."""
    columns = np.arange(len(targets))
    own = points[targets, columns].copy()
    points[targets, columns] = 0
    most = np.maximum(1, np.abs(points).max(axis=0))
    return np.asarray(own >= need * most * (1 - EXACT))
