"""Ways in which people could have answered, of all of which the same would have been published.

A search, step by step: somebody answers otherwise, and then another who brings gaps and counts
closest to what they were published as, a few at most.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from bench.pay_counts import Close, Counts, Pair
from disclosure.attacks.pay import FAR, MOST_TOGETHER, NEITHER, NONE, Gaps, Step
from disclosure.control.system import Ints

MOST_OTHERS, MOST_WAYS = 400, 60
"""So many others are looked at beside somebody, those first who share most groups; and of what they
could answer so many kinds, of those with which fewest counts are beyond what they can be."""
WORSE = 1.5
"""A step may lead away from what was published by so much less than this."""
Turn = tuple[int, int]
"""Somebody, and what they would have answered instead."""


@dataclass(frozen=True)
class Answers:
    """Of everybody, whether or not they told their pay: the published gaps they are in, NONE for
    none, shape (people, cuts of gaps); their `band`, NONE if it is not told, and what they answered
    where the two sides were asked, (people,). `side` is the side of each answer, (categories,)."""

    inside: Ints
    band: Ints
    answer: Ints
    side: Ints

    @cached_property
    def gaps(self) -> list[tuple[int, ...]]:
        """The gaps that each person bears on: none, who did not tell their pay."""
        told = (self.band != NONE).tolist()
        rows = zip(self.inside.tolist(), told, strict=True)
        return [tuple(gap for gap in row if gap != NONE) if here else () for row, here in rows]

    @cached_property
    def kind(self) -> Ints:
        """A number for each band in each set of gaps, (people,); NONE where pay is not told."""
        rows = np.column_stack([self.inside, self.band])
        kinds = np.unique(rows, axis=0, return_inverse=True)[1].ravel()
        return np.where(self.band == NONE, NONE, kinds)

    def side_of(self, person: int) -> int:
        """Where somebody stands."""
        return int(self.side[self.answer[person]])

    def step(self, turn: Turn) -> Step:
        """From where to where somebody would go."""
        person, to = turn
        band = int(self.band[person])
        return band, self.side_of(person), band, int(self.side[to])

    def after(self, turns: list[Turn]) -> "Answers":
        """Everybody, had these answered so."""
        answer = self.answer.copy()
        for person, to in turns:
            answer[person] = to
        return Answers(self.inside, self.band, answer, self.side)

    def are_last(self, person: int, after: "Answers") -> bool:
        """Whether nobody is left on the side that somebody left of those who did not tell their
        pay, in a group with a gap: then all of it would be known to be counted in the gap."""
        if self.band[person] != NONE or self.side_of(person) == NEITHER:
            return False
        alike = (after.answer == self.answer[person]) & (self.band == NONE)
        here = self.inside[person]
        return bool(((self.inside[alike] != here).all(axis=0) & (here != NONE)).any())


@dataclass(frozen=True)
class World:
    """One way in which everybody could have answered: the truth, or another like it."""

    told: Gaps
    of: Answers
    counts: Counts

    @cached_property
    def close(self) -> Close:
        """Groups that are near to being of the same people."""
        return self.counts.close(self.of.answer)

    def after(self, turns: list[Turn]) -> "World":
        """The world in which these answered so."""
        counts = replace(self.counts, exact=self._counts(turns))
        return World(_after(self.told, self._steps(turns)), self.of.after(turns), counts)

    def on_side(self, person: int, side: int) -> list[Turn]:
        """What somebody and a few others would have to answer for them to be on a side, if all that
        is published were to stay. Nobody, if it is not found."""
        for answer in np.flatnonzero(self.of.side == side).tolist():
            if turns := self.answering((person, answer)):
                return turns
        return []

    def answering(self, first: Turn) -> list[Turn]:
        """The same for somebody to give one answer."""
        turns, near = [first], self.near(first[0])
        off = self._off(turns)
        while off or not self._are_apart(turns):
            if len(turns) > MOST_TOGETHER or not off:
                return []
            better = self._better(turns, near, off + WORSE)
            if better is None:
                return []
            turns.append(better[0])
            off = better[1]
        return turns

    def near(self, person: int) -> Ints:
        """Those who share most groups with somebody, but for those who keep groups apart."""
        members = self.counts.members
        shared = np.zeros(len(members), np.int16)
        for column in members.T:
            shared += column == column[person]
        shared[[person, *self.close.keepers]] = NONE
        near = np.argsort(-shared, kind="stable")[:MOST_OTHERS]
        found: Ints = near[shared[near] != NONE]
        return found

    def _off(self, turns: list[Turn]) -> float:
        """By how many points gaps would read otherwise and by how much counts be beyond what they
        can be, all together."""
        gaps = sum(self.told.off(gap, *steps) for gap, steps in self._steps(turns).items())
        return gaps + self.counts.beyond(self._counts(turns))[0] + len(self._lost(turns))

    def _steps(self, turns: list[Turn]) -> dict[int, list[Step]]:
        steps: dict[int, list[Step]] = {}
        for turn in turns:
            for gap in self.of.gaps[turn[0]]:
                steps.setdefault(gap, []).append(self.of.step(turn))
        return steps

    def _counts(self, turns: list[Turn]) -> Ints:
        counts = self.counts.exact.copy()
        for person, to in turns:
            groups = self.counts.members[person]
            counts[groups, self.of.answer[person]] -= 1
            counts[groups, to] += 1
        return counts

    def _lost(self, turns: list[Turn]) -> list[Pair]:
        """The pairs of groups that only the first kept apart, and nobody else does now."""
        first, members = turns[0][0], self.counts.members
        came = [set(members[who].tolist()) for who, to in turns if to == self.of.answer[first]]
        lost = self.close.kept.get(first, [])
        return [pair for pair in lost if not any(len(one.intersection(pair)) == 1 for one in came)]

    def _better(self, turns: list[Turn], near: Ints, off: float) -> tuple[Turn, float] | None:
        """Who else would have to answer otherwise, and how, so that all is closest to what was
        published, and by how much it is not. None if nobody brings it below `off`."""
        best: tuple[Turn, float] | None = None
        steps = self._steps(turns)
        now = {gap: self.told.off(gap, *taken) for gap, taken in steps.items()}
        for turn, beyond in self._ways(turns, near, off):
            taken, would = self.of.step(turn), dict(now)
            for gap in self.of.gaps[turn[0]]:
                would[gap] = self.told.off(gap, *steps.get(gap, ()), taken)
            left = sum(would.values()) + beyond
            if left < off and (left or self._are_apart([*turns, turn])):
                best, off = (turn, left), left
                if not left:
                    break
        return best

    def _ways(self, turns: list[Turn], near: Ints, off: float) -> list[tuple[Turn, int]]:
        """Others' answers, and by how much counts would be beyond what they can be: one of each
        kind of people."""
        of = self.of
        near = near[~np.isin(near, [person for person, _to in turns])]
        would = self._would(turns, near)
        order = np.argsort(would, axis=None, kind="stable")
        order = order[would.ravel()[order] < off]
        at, to = np.divmod(order, would.shape[1])
        kind = of.kind[near[at]] * 9 + of.side[of.answer[near[at]]] * 3 + of.side[to]
        kind = np.where(of.kind[near[at]] == NONE, NONE, kind)
        first = np.sort(np.unique(kind, return_index=True)[1])[:MOST_WAYS]
        there = zip(near[at[first]].tolist(), to[first].tolist(), strict=True)
        return list(zip(there, would.ravel()[order[first]].tolist(), strict=True))

    def _would(self, turns: list[Turn], near: Ints) -> Ints:
        """By how much counts would be beyond what they can be, were one of these to answer so, too.
        Shape (people, categories)."""
        beyond, fewer, more = self.counts.beyond(self._counts(turns))
        members, answer = self.counts.members[near], self.of.answer[near]
        would = more[members].sum(axis=1) + fewer[members, answer[:, None]].sum(axis=1)[:, None]
        lost = self._lost(turns)
        would += beyond + len(lost)
        for pair in lost:
            alone = np.isin(members, pair).sum(axis=1) == 1
            would[alone, self.of.answer[turns[0][0]]] -= 1
        would[np.arange(len(near)), answer] = int(FAR)
        return np.asarray(would)

    def fits(self, turns: list[Turn]) -> bool:
        """Whether all that is published would be so, too, had these answered so."""
        return bool(turns) and not self._off(turns) and self._are_apart(turns)

    def same(self, turns: list[Turn]) -> list[tuple[int, Pair]]:
        """Of an answer, two groups that would have the same people, though their counts differ."""
        after, found = self.of.after(turns).answer, list[tuple[int, Pair]]()
        for person, _to in turns:
            answer = int(self.of.answer[person])
            few = self.close.few[self.counts.members[person], answer]
            pairs = self.counts.the_same(person, self.of.answer, after, few)
            found += [(answer, pair) for pair in pairs]
        return found

    def _are_apart(self, turns: list[Turn]) -> bool:
        """Whether counts that differ would still be of different people."""
        after = self.of.after(turns)
        last = any(self.of.are_last(person, after) for person, _to in turns)
        return not last and not self.same(turns)


def _after(told: Gaps, steps: dict[int, list[Step]]) -> Gaps:
    """The same gaps of people who answered so: they read as before."""
    reads, bands = list(told.reads), list(told.bands)
    for gap, taken in steps.items():
        sides = [list(side) for side in bands[gap]]
        for band, side, to_band, to_side in taken:
            if side != NEITHER:
                sides[side][band] -= 1
            if to_side != NEITHER:
                sides[to_side][to_band] += 1
        sizes = zip(reads[gap].sizes, map(sum, sides), strict=True)
        near = [min(max(size, many - told.noise), many + told.noise) for size, many in sizes]
        reads[gap] = replace(reads[gap], sizes=(near[0], near[1]))
        bands[gap] = tuple(map(tuple, sides))
    return Gaps(tuple(reads), tuple(bands), told.noise, told.smallest)
