"""The same search as one whole-number programme: who would have to answer what, of those near
somebody, for them to be on a side if all that is published were to stay.

It is asked where steps find nothing. Gaps are held to what makes them up: of each side as many
people, as many below its median's band and as many in it; of a gap with a mean, in every band. That
counts which differ are of different people is asked of what was found, and the programme done again
where it is not so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from bench.pay_worlds import Turn, World
from disclosure.attacks.pay import NEITHER, NONE
from disclosure.control.system import Bools, Ints

MOST_PEOPLE, MOST_ROUNDS = 250, 12
ENOUGH: dict[str, float] = {"mip_rel_gap": 10.0, "time_limit": 5.0}
"""Any answer will do, and it is looked for so many seconds."""
Rows = tuple[Any, Any, Any]
"""What the programme asks: sums of its unknowns, the least and the most of each."""
_solve: Any = optimize.milp


def on_side(world: World, person: int, side: int) -> list[Turn]:
    """Who would have to answer otherwise for somebody to be on a side; nobody if not found."""
    near = _Near(world, person)
    asked = list(near.rows)
    asked += [near.apart(world.of.answer[person], pair) for pair in near.kept]
    for _round in range(MOST_ROUNDS):
        turns = near.solved(asked, side)
        same = world.same(turns)
        if not same:
            return turns if world.fits(turns) else []
        asked += [near.apart(answer, pair) for answer, pair in same]
    return []


@dataclass(frozen=True)
class _Near:
    """Somebody, and those who share most groups with them. There is an unknown for each answer of
    each of them, answer after answer: 1 if they give it."""

    world: World
    person: int

    @cached_property
    def who(self) -> Ints:
        counts = self.world.counts
        shared = (counts.members == counts.members[self.person]).sum(axis=1)
        shared[self.person] = counts.members.shape[1] + 1
        return np.argsort(-shared, kind="stable")[:MOST_PEOPLE]

    @property
    def kept(self) -> list[tuple[int, int]]:
        return self.world.close.kept.get(self.person, [])

    @cached_property
    def answers(self) -> int:
        return len(self.world.of.side)

    @property
    def rows(self) -> Iterator[Rows]:
        """All that does not depend on what is found."""
        one = sparse.hstack([sparse.eye_array(len(self.who))] * self.answers)
        yield one, np.ones(len(self.who)), np.ones(len(self.who))
        for answer in range(self.answers):
            yield self._counts(answer)
            if self.world.of.side[answer] != NEITHER:
                yield from self._gaps(answer)

    def _counts(self, answer: int) -> Rows:
        """Counts stay what they can be."""
        world, members = self.world, self.world.counts.members[self.who]
        groups = np.unique(members[~world.counts.hidden[members]])
        inside = np.zeros((len(groups), len(self.who)))
        for column in members.T:
            at = np.minimum(np.searchsorted(groups, column), len(groups) - 1)
            here = groups[at] == column
            inside[at[here], np.flatnonzero(here)] = 1
        now = inside @ (world.of.answer[self.who] == answer)
        ranges, exact = world.counts.ranges, world.counts.exact[groups, answer]
        low, high = ranges.low[groups, answer] - exact, ranges.high[groups, answer] - exact
        return self._of(answer, inside), now + low, now + high

    def _gaps(self, answer: int) -> Iterator[Rows]:
        """Gaps are made up as they are; and somebody stays who did not tell their pay."""
        of = self.world.of
        side, band, here = int(of.side[answer]), of.band[self.who], of.answer[self.who] == answer
        for gap, read in enumerate(self.world.told.reads):
            inside = (of.inside == gap).any(axis=1)
            many = self.world.told.bands[gap][side]
            middle = int(np.searchsorted(np.cumsum(many), sum(many) / 2))
            parts = [band != NONE, (band != NONE) & (band < middle), band == middle]
            parts += [band == one for one in range(len(many))] if read.has_mean else []
            held = (np.array(parts) & inside[self.who]).astype(np.int64)
            yield self._of(answer, held), held @ here, held @ here
            untold = inside & (of.band == NONE)
            if (untold & (of.answer == answer)).any():
                yield self._some(answer, untold)

    def apart(self, answer: int, pair: tuple[int, int]) -> Rows:
        """Somebody who gives an answer is in one of two groups and not in the other."""
        members = self.world.counts.members
        return self._some(answer, np.isin(members, pair).sum(axis=1) == 1)

    def _some(self, answer: int, people: Bools) -> Rows:
        """At least one of these people gives an answer."""
        alike = people & (self.world.of.answer == answer)
        others = int(alike.sum() - alike[self.who].sum())
        return self._of(answer, people[None, self.who]), np.array([1 - others]), np.array([np.inf])

    def _of(self, answer: int, rows: NDArray[Any]) -> sparse.csr_array:
        place = sparse.csr_array(np.eye(1, self.answers, answer))
        return sparse.csr_array(sparse.kron(place, rows.astype(float)))

    def solved(self, asked: list[Rows], side: int) -> list[Turn]:
        """Who answers otherwise, as few as are soon found."""
        of, rows = self.world.of, [sparse.vstack([one[0] for one in asked], format="csr")]
        low, high = (np.concatenate([one[part] for one in asked]) for part in (1, 2))
        most = np.ones((self.answers, len(self.who)))
        most[of.side != side, 0] = 0
        otherwise = of.answer[self.who] != np.arange(self.answers)[:, None]
        found = _solve(
            otherwise.ravel().astype(float),
            constraints=optimize.LinearConstraint(rows[0], low, high),
            integrality=np.ones(most.size),
            bounds=optimize.Bounds(0, most.ravel()),
            options=ENOUGH,
        )
        if found.x is None:
            return []
        answer = found.x.reshape(most.shape).argmax(axis=0)
        moved = np.flatnonzero(answer != of.answer[self.who])
        return list(zip(self.who[moved].tolist(), answer[moved].tolist(), strict=True))
