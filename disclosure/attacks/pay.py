"""What can be proved of a person by published pay gaps: which side they are on, or their band.

Somebody knows what everybody is paid, to the band, who is in which group, and how gaps are made;
they ask on which side each is. Somebody else knows all sides, and asks what each is paid. Neither
has a proof of a person where the same gaps would be published had that person answered otherwise:
alone, or with a few others who did. For whom no such answer is found, a proof is taken to be there.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from disclosure.attacks.found import Found
from disclosure.control.pay_gap import Read
from disclosure.control.safe_tables import rounded
from disclosure.control.system import Ints

NEITHER = 2
"""In place of a side: of those who are on none."""
NONE = -1
FAR, CLOSE = 1_000.0, 1e-3
"""Points between a gap that is known and one that is not; more than none, for one on the edge."""
MOST_OTHERS, MOST_TOGETHER = 400, 6
"""So many kinds of people are tried beside somebody, those in the same gaps first; and so many
people together at most."""
MOST_STARTS = 20
"""Of sides: where nobody brings gaps closer, so many others are let be elsewhere first."""
Kind = tuple[tuple[int, ...], int, int]
"""The gaps that somebody is in, by number; their band; their side."""
Kinds = Mapping[Kind, int]
"""How many people there are of each kind."""
Step = tuple[int, int, int, int]
"""Somebody goes from a band and a side to a band and a side."""
Turn = tuple[Kind, Step]
Ways = Callable[[Kind], list[Step]]
"""How somebody could answer otherwise."""


@dataclass(frozen=True)
class Gaps:
    """Published gaps, by number: how each is read, and how many people of either side it has in
    each band. `noise` is by how much noisy sizes may be off; there is no gap where a side has fewer
    than `smallest`."""

    reads: tuple[Read, ...]
    bands: tuple[tuple[tuple[int, ...], ...], ...]
    noise: int
    smallest: int
    known: dict[tuple[int, tuple[Step, ...]], float] = field(default_factory=dict)

    def off(self, gap: int, *steps: Step) -> float:
        """By how many points a gap would read otherwise, had these people answered otherwise; 0 if
        it would read as it does."""
        asked = (gap, tuple(sorted(steps)))
        if asked not in self.known:
            self.known[asked] = self._off(gap, steps)
        return self.known[asked]

    def _off(self, gap: int, steps: tuple[Step, ...]) -> float:
        read, sides = self.reads[gap], [list(side) for side in self.bands[gap]]
        for band, side, to_band, to_side in steps:
            if side != NEITHER:
                sides[side][band] -= 1
            if to_side != NEITHER:
                sides[to_side][to_band] += 1
        of_one, of_other = map(self._nearest, read.sizes, map(sum, sides))
        sizes = (of_one, of_other)
        other = replace(read, sizes=sizes)
        off = abs(rounded(min(sizes)) - rounded(min(read.sizes)))
        off += sum(max(0, self.smallest - sum(side)) for side in sides)
        said = read.says(*self.bands[gap])
        if other.says(*sides) == said:
            return float(off)
        return off + sum(map(_apart, other.exactly(*sides), said)) + CLOSE

    def _nearest(self, size: int, people: int) -> int:
        """What the noise could have made of so many people, nearest to what it made of them."""
        return min(max(size, people - self.noise), people + self.noise)


def _apart(exact: float | None, said: int | None) -> float:
    """How far a gap is from what was said. One that is not known is far from one that is."""
    if exact is None or said is None:
        return 0.0 if exact is said else FAR
    return abs(exact - said)


def attack(gaps: Gaps, inside: Ints, band: Ints, side: Ints) -> tuple[Found, Found]:
    """Both of them try it on everybody who is in a published gap. `inside` has the gaps that each
    person is in, NONE for none, shape (people, cuts); `band` and `side` are theirs, (people,)."""
    rows = np.column_stack([inside, band, side])
    found, many = np.unique(rows, axis=0, return_counts=True)
    kinds: dict[Kind, int] = {}
    for row, people in zip(found.tolist(), many.tolist(), strict=True):
        groups = tuple(gap for gap in row[:-2] if gap != NONE)
        if groups:
            kinds[groups, row[-2], row[-1]] = people
    return _sides(gaps, kinds), _pay(gaps, kinds)


def _sides(gaps: Gaps, kinds: Kinds) -> Found:
    """Of each, whether they could be on each side on which they are not, or on none."""
    hits: list[frozenset[int]] = []
    for kind, many in kinds.items():
        for step in _to_another_side(kind):
            if not _could_with_another(gaps, kinds, (kind, step), _to_another_side):
                hits += [_used(gaps, kind)] * many
    return Found("pay_sides", tried=2 * sum(kinds.values()), hits=tuple(hits))


def _pay(gaps: Gaps, kinds: Kinds) -> Found:
    """Of each who is on a side, whether they could be in another band."""
    bands = range(len(gaps.bands[0][0])) if gaps.bands else range(0)
    on_a_side = {kind: many for kind, many in kinds.items() if kind[2] != NEITHER}

    def to_another_band(kind: Kind) -> list[Step]:
        _groups, band, side = kind
        near = sorted(set(bands) - {band}, key=lambda other: (abs(other - band), other))
        return [(band, side, other, side) for other in near]

    hits: list[frozenset[int]] = []
    for kind, many in on_a_side.items():
        steps = to_another_band(kind)
        if not any(_could(gaps, on_a_side, [(kind, step)], to_another_band) for step in steps):
            hits += [_used(gaps, kind)] * many
    return Found("pay_bands", tried=sum(on_a_side.values()), hits=tuple(hits))


def _used(gaps: Gaps, kind: Kind) -> frozenset[int]:
    return frozenset(side for gap in kind[0] for side in gaps.reads[gap].sides)


def _to_another_side(kind: Kind) -> list[Step]:
    _groups, band, side = kind
    return [(band, side, band, other) for other in (0, 1, NEITHER) if other != side]


def _could_with_another(gaps: Gaps, kinds: Kinds, first: Turn, ways: Ways) -> bool:
    """Whether somebody could have answered so; or if somebody else is let answer otherwise first,
    those first with whom gaps are closest to what they say."""
    if _could(gaps, kinds, [first], ways):
        return True
    second = sorted(_others(kinds, [first], ways), key=lambda turn: _off(gaps, [first, turn]))
    return any(_could(gaps, kinds, [first, turn], ways) for turn in second[:MOST_STARTS])


def _could(gaps: Gaps, kinds: Kinds, first: list[Turn], ways: Ways) -> bool:
    """Whether these could have answered so: alone, or if a few others had answered otherwise, each
    of whom brings gaps closer to what they say."""
    turns, off = first, _off(gaps, first)
    while off and len(turns) <= MOST_TOGETHER:
        better = _better(gaps, kinds, turns, off, ways)
        if better is None:
            return False
        turns = [*turns, better]
        off = _off(gaps, turns)
    return not off


def _off(gaps: Gaps, turns: list[Turn]) -> float:
    """By how many points gaps would read otherwise, all together."""
    among = {gap for kind, _step in turns for gap in kind[0]}
    return sum(gaps.off(gap, *(step for kind, step in turns if gap in kind[0])) for gap in among)


def _better(gaps: Gaps, kinds: Kinds, turns: list[Turn], off: float, ways: Ways) -> Turn | None:
    """Who else would have to answer otherwise, and how, so that gaps are closest to what they say.
    None if nobody brings them closer."""
    best: Turn | None = None
    for turn in _others(kinds, turns, ways):
        left = _off(gaps, [*turns, turn])
        if left < off:
            best, off = turn, left
        if not off:
            return best
    return best


def _others(kinds: Kinds, turns: list[Turn], ways: Ways) -> Iterator[Turn]:
    """Who else could answer otherwise, and how: those first who are in the same gaps."""
    taken, around = Counter(kind for kind, _step in turns), set(turns[0][0][0])
    there = [kind for kind, many in kinds.items() if many > taken[kind]]
    there.sort(key=lambda kind: len(around ^ {*kind[0]}))
    yield from ((kind, step) for kind in there[:MOST_OTHERS] for step in ways(kind))
