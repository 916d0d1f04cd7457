"""What the published counts of two waves tell of the few who left a group or came to it between.

Whoever knows who answered both times, and that all of them answered as before, knows by how many
people each count may have changed: by those who left and those who came. Noise moves a count by no
more than the plan says. So there may be answers that those few cannot have given, and others that
they must have: that is a proof. All of it follows from what is published and from how many are in
a group, and from nothing else: so what is done about it gives no answer away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

import numpy as np

from disclosure.control.cells import abouts
from disclosure.control.plan import LOWEST_MINIMUM
from disclosure.control.safe_tables import STEP
from disclosure.control.system import Bools, Ints

CHANGES = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0))
"""How many came and how many left: all that they may have answered is tried."""
MOST = 8
"""So many at most who left where nobody came, or came where nobody left: of each answer it is asked
whether all of them gave it, or none did."""
UNKNOWN = 2**40
"""More people than any group has: of such a count or size nothing is known."""


@dataclass(frozen=True)
class Told:
    """What one wave tells of some groups: the least and the most of each count, and whether it is
    `never` of all of them, shape (groups, categories); the least and the most of each size, shape
    (groups,)."""

    low: Ints
    high: Ints
    never: Bools
    fewest: Ints
    most: Ints

    def of(self, some: Ints) -> "Told":
        """The same of some of the groups, by number."""
        rows = self.low[some], self.high[some], self.never[some]
        return Told(*rows, self.fewest[some], self.most[some])


def told(moved: Ints, about: Ints, *, noise: int, minimum: int) -> Told:
    """Of published counts and sizes, shapes (groups, categories) and (groups,); both are below 0
    where a group was not shown."""
    shown, off = about >= 0, STEP // 2 + noise
    return Told(
        low=np.where(shown[:, None], np.maximum(moved - noise, np.minimum(moved, 1)), 0),
        high=np.where(shown[:, None], moved + noise, UNKNOWN),
        never=shown[:, None] & (abouts(moved, minimum) != about[:, None]),
        fewest=np.where(shown, np.maximum(about - off, LOWEST_MINIMUM), 0),
        most=np.where(shown, about + off, UNKNOWN),
    )


def proved(now: Told, since: Sequence[Told], then: Sequence[Told], n: Ints) -> Bools:
    """Of which groups this wave proves something beside earlier ones, shape (groups,). So many are
    in each now, and were `since`; in all waves of `then` a few were others, and everybody else the
    same.

    Proved is that one of those few gave some answer, or did not; where nobody left or came, how
    many gave it. What the earlier waves prove without this one is not: had they been of so many,
    the later of them would not have passed its gate, and nothing done now would take it back.
    """
    found, today = np.zeros(len(n), bool), _box([now, *since], n)
    yesterday = _box(since, n) if since else None
    many = range(CHANGES[-1][0] + 1, MOST + 1)
    for came, left in (*CHANGES, *((0, left) for left in many), *((came, 0) for came in many)):
        before = _box(then, n - came + left)
        some = np.flatnonzero(today.fits & before.fits & ~before.exact & ~found)
        tells = _Pair(today.of(some), before.of(some)).tells(came, left)
        if yesterday is not None:
            tells &= ~_Pair(yesterday.of(some), before.of(some)).tells(came, left)
        found[some] = tells
    return found


@dataclass(frozen=True)
class _Box:
    """The least and the most of each count of groups of so many people, shapes as in Told, and
    whether all that was published `fits` such groups, shape (groups,)."""

    low: Ints
    high: Ints
    n: Ints
    fits: Bools

    @property
    def exact(self) -> Bools:
        return np.asarray((self.low == self.high).any(axis=1))

    def of(self, some: Ints) -> "_Box":
        return _Box(self.low[some], self.high[some], self.n[some], self.fits[some])

    def summed(self) -> "_Box":
        """What follows from the counts of a group adding up to its size."""
        least, most, n = self.low.sum(axis=1), self.high.sum(axis=1), self.n[:, None]
        fits = (self.low <= self.high).all(axis=1) & (least <= self.n) & (self.n <= most)
        return _Box(
            low=np.maximum(self.low, n - (most[:, None] - self.high)),
            high=np.minimum(self.high, n - (least[:, None] - self.low)),
            n=self.n,
            fits=self.fits & fits,
        )


def _box(waves: Sequence[Told], n: Ints) -> _Box:
    """All that these waves tell of groups of so many, who answered alike in all of them. A size at
    which one wave alone proves a count was not its size: it passed its own gate."""
    size = n[:, None]
    low, high = np.zeros_like(waves[0].low), np.broadcast_to(size, waves[0].low.shape)
    fits = np.ones(len(n), bool)
    for wave in waves:
        fits = fits & (wave.fewest <= n) & (n <= wave.most)
        alone = _Box(wave.low, np.minimum(wave.high, size - wave.never), n, fits)
        fits = alone.summed().fits & ~alone.summed().exact
        low, high = np.maximum(low, alone.low), np.minimum(high, alone.high)
    return _Box(low, high, n, fits).summed()


@dataclass(frozen=True)
class _Pair:
    """The same groups at two times."""

    now: _Box
    then: _Box

    def tells(self, came: int, left: int) -> Bools:
        """Whether anything is proved, so many having come and so many left."""
        if not came and not left:
            return self.is_exact()
        if (came, left) in CHANGES:
            return self.proves(came, left)
        return (self if left else _Pair(self.then, self.now)).all_or_none(came + left)

    def is_exact(self) -> Bools:
        """Where the same people were in them: whether a count is proved."""
        low = np.maximum(self.now.low, self.then.low)
        high = np.minimum(self.now.high, self.then.high)
        both = _Box(low, high, self.now.n, self.now.fits).summed()
        return np.asarray(both.fits & both.exact)

    def proves(self, came: int, left: int) -> Bools:
        """Whether it is proved of one who left or came that they gave some answer or did not. Where
        nothing is possible they were not the only ones, and nothing is known."""
        shape, many = self.now.low.shape, self.now.low.shape[1]
        of_gone, of_new = np.zeros(shape, bool), np.zeros(shape, bool)
        for gone, new in product(_answers(many, left), _answers(many, came)):
            possible = self._possible(gone - new)[:, None]
            of_gone |= possible & (gone > 0)
            of_new |= possible & (new > 0)
        return _some_not_all(of_gone) | _some_not_all(of_new)

    def all_or_none(self, left: int) -> Bools:
        """Whether of so many who left, nobody having come, all must have given some answer, or none
        can have."""
        least = np.maximum(self.then.low - self.now.high, 0)
        most = np.minimum(self.then.high - self.now.low, left)
        fewer = _Box(least, most, np.full(len(least), left), self.now.fits).summed()
        return np.asarray(fewer.fits & ((fewer.low == left) | (fewer.high == 0)).any(axis=1))

    def _possible(self, fewer: Ints) -> Bools:
        """Whether the counts may be so many fewer now than they were. Shape (groups,)."""
        low = np.maximum(self.now.low, self.then.low - fewer)
        high = np.minimum(self.now.high, self.then.high - fewer)
        fits = (low.sum(axis=1) <= self.now.n) & (self.now.n <= high.sum(axis=1))
        return np.asarray((low <= high).all(axis=1) & fits)


def _answers(many: int, people: int) -> Iterator[Ints]:
    """All that so many people may answer: how many of them give each of the answers."""
    for given in combinations_with_replacement(range(many), people):
        yield np.bincount(np.array(given, np.int64), minlength=many)


def _some_not_all(answers: Bools) -> Bools:
    return np.asarray(answers.any(axis=1) & ~answers.all(axis=1))
