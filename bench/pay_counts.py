"""What the tables tell of the answers that put people on a side of a pay gap.

Somebody knows who is in which group, the published counts, and by how much noise may have moved
them; and that the same people have the same noise, so that two counts that differ are of different
people.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from disclosure.attacks.ranges import Ranges, told
from disclosure.control.people import People
from disclosure.control.plan import Plan
from disclosure.control.safe_tables import Protected
from disclosure.control.system import Bools, Ints, system

FEW = 7
"""Groups in which so many of one answer are not shared are close to being of the same people: so
many people at most answer otherwise at once."""


def of_tables(people: People, plan: Plan, tables: Protected, measure: str) -> "Counts":
    """What these tables of these people tell of one measure."""
    listed = tuple(replace(one, listed=True) for one in plan.attributes)
    groups = system(people, replace(plan, attributes=listed))
    members, answer = groups.members[groups.pattern_of], people.measures[measure].astype(np.int64)
    exact = np.zeros((len(groups.n), len(plan.measure(measure).categories)), np.int64)
    for column in members.T:
        np.add.at(exact, (column, answer), 1)
    published, said = np.zeros_like(exact), np.zeros(len(exact), np.int64)
    hidden = np.ones(len(exact), dtype=bool)
    for (cut, key), group in groups.number.items():
        if cell := tables.cells[cut][key]:
            published[group], said[group] = cell.counts[measure], cell.about
            hidden[group] = False
    return Counts(members, exact, told(groups, hidden, published, said), published, hidden)


Pair = tuple[int, int]
"""Two groups, by number."""


@dataclass(frozen=True)
class Counts:
    """The group that everybody is in, of each cut, shape (people, cuts). Of each group: how many
    gave each answer, the least and the most that there can be, the published number, shape (groups,
    categories), and whether it is hidden, (groups,)."""

    members: Ints
    exact: Ints
    ranges: Ranges
    published: Ints
    hidden: Bools

    def beyond(self, counts: Ints) -> tuple[int, Ints, Ints]:
        """By how much these are beyond what they can be, all together; and of each by how much more
        it would be with one person fewer, and with one more, shape (groups, categories)."""
        low, high = self.ranges.low, self.ranges.high
        beyond = np.maximum(low - counts, 0) + np.maximum(counts - high, 0)
        fewer = np.where(counts <= low, 1, np.where(counts > high, -1, 0))
        more = np.where(counts >= high, 1, np.where(counts < low, -1, 0))
        return int(beyond.sum()), fewer, more

    def close(self, answer: Ints) -> "Close":
        """Which groups would be near to being of the same people, were these everybody's answers,
        though they are known not to be."""
        near, kept = np.zeros_like(self.exact, dtype=bool), dict[int, list[Pair]]()
        for category in range(self.exact.shape[1]):
            alike = np.flatnonzero(answer == category)
            inside = self._inside(alike)
            one, other, apart = self._pairs(inside, category)
            near[one[apart <= FEW], category] = near[other[apart <= FEW], category] = True
            one, other = one[apart == 1], other[apart == 1]
            alone = sparse.coo_array(inside[:, one] - inside[:, other])
            alone.eliminate_zeros()
            for row, pair in zip(*alone.coords, strict=True):
                kept.setdefault(int(alike[row]), []).append((int(one[pair]), int(other[pair])))
        few = (self.exact <= FEW) & ~self.hidden[:, None]
        return Close(few | near, kept)

    def _inside(self, people: Ints) -> sparse.csc_array:
        """1 where somebody is in a published group. Shape (people, groups)."""
        groups = self.members[people]
        rows = np.repeat(np.arange(len(people)), groups.shape[1])
        shown = ~self.hidden[groups.ravel()]
        of = (rows[shown], groups.ravel()[shown])
        return sparse.csc_array((np.ones(len(of[0])), of), shape=(len(people), len(self.hidden)))

    def _pairs(self, inside: sparse.csc_array, category: int) -> tuple[Ints, Ints, Ints]:
        """Two groups that share somebody and were published with different counts, and how many
        are in one of them alone."""
        both = sparse.coo_array(sparse.triu(inside.T @ inside, 1))
        one, other = (place.astype(np.int64) for place in both.coords)
        many = np.asarray(inside.sum(axis=0)).ravel()
        apart = (many[one] + many[other] - 2 * both.data).astype(np.int64)
        differ = self.published[one, category] != self.published[other, category]
        return one[differ], other[differ], apart[differ]

    def the_same(self, person: int, before: Ints, after: Ints, cuts: Bools) -> list[Pair]:
        """The groups in which somebody no longer gives an answer, each beside another, that would
        have the same people of it though they were published with different counts. `before` and
        `after` are everybody's answers; it is asked in these cuts."""
        answer, found = before[person], list[Pair]()
        alike, published = self.members[after == answer], self.published[:, answer]
        for cut in np.flatnonzero(cuts).tolist():
            group = int(self.members[person, cut])
            inside = alike[alike[:, cut] == group]
            if len(inside):
                others = inside[0][(inside == inside[0]).all(axis=0)]
                others = others[~self.hidden[others] & (published[others] != published[group])]
                many = [(alike == other).any(axis=1).sum() for other in others]
                alone = others[np.array(many, dtype=np.int64) == len(inside)]
                found += [(group, int(other)) for other in alone]
        return found


@dataclass(frozen=True)
class Close:
    """`few` are the counts that could come to be of the same people as others if a few answered
    otherwise, shape (groups, categories). `kept` are those who alone keep two groups apart, and
    which pairs of groups each does."""

    few: Bools
    kept: dict[int, list[Pair]]

    @cached_property
    def keepers(self) -> list[int]:
        """Those who keep any apart."""
        return list(self.kept)
