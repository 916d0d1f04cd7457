"""What two published counts tell by being different: they are not of the same people.

A cell's noise is drawn by the people in it. So where one group lies in another, and their counts of
an answer were published as different numbers, somebody gave that answer who is in the larger group
alone. Where groups cross, somebody did who is in one of them and not in the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse

from disclosure.attacks.ranges import Ranges
from disclosure.attacks.same_people import NONE
from disclosure.control.nesting import coarser
from disclosure.control.plan import Plan
from disclosure.control.system import Bools, Ints, System

UNTOLD = -1
"""In place of the published counts of a hidden group."""
NOTHING = -(2**40)
"""Less than any sum of counts: of this nothing is known that the equations do not say."""
Block = tuple[sparse.csr_array, Ints]
"""Sums of groups, shape (rows, groups), and the least of each by category."""


@dataclass(frozen=True)
class Apart:
    """How many people of each answer are in one group and not in another: `sums` @ counts is at
    least `least`. Shapes (rows, groups), (rows, categories). `people`, shape (rows, patterns), is 1
    for those who are in one of the two groups and not in the other."""

    sums: sparse.csr_array
    least: Ints
    people: sparse.csr_array

    def beyond(self, ranges: Ranges) -> "Apart":
        """What says more than these ranges do."""
        above, below = self.sums.maximum(0), self.sums.minimum(0)
        least = np.where(above @ ranges.low + below @ ranges.high < self.least, self.least, NOTHING)
        tells = np.flatnonzero((least > NOTHING).any(axis=1))
        return Apart(self.sums[tells], least[tells], self.people[tells])


def apart(system: System, held: Ints, told: Ints) -> Apart:
    """All that follows for pairs of groups from who is in them, and from counts that differ.

    `held` is as `same_people.holders` has it; `told` are the published counts, shape (groups,
    categories), UNTOLD where a group is hidden.
    """
    shown = (told != UNTOLD).all(axis=1)
    blocks = [*_lying_in(system, held, told, shown), *_crossing(system, held, told, shown)]
    sums = sparse.csr_array(sparse.vstack([sums for sums, _least in blocks]))
    inside = sums @ _incidence(system)
    inside.eliminate_zeros()
    return Apart(sums, np.concatenate([least for _sums, least in blocks]), inside)


def _incidence(system: System) -> sparse.csr_array:
    """1 where a pattern is in a group. Shape (groups, patterns)."""
    patterns, cuts = system.members.shape
    ones = np.ones(patterns * cuts)
    of = (system.members.ravel(), np.repeat(np.arange(patterns), cuts))
    inside = sparse.csr_array((ones, of), shape=(len(system.n), patterns))
    return sparse.csr_array(inside.minimum(1))  # in cuts that are the same, once


def _lying_in(system: System, held: Ints, told: Ints, shown: Bools) -> Iterator[Block]:
    """Groups that lie in another, cut by cut: those between which no published one stands, and of
    the others those of which no equation says so."""
    inner = np.arange(len(system.n))
    implied = _implied(system.plan)
    for cut, outer in enumerate(held.T):
        here = (outer != NONE) & (outer != inner)
        both, next_to = here & shown & shown[outer], here.copy()
        for between in held.T:
            there = here & (between != NONE) & (between != inner) & (between != outer)
            there &= held[between, cut] == outer
            both &= ~(there & shown[between])
            next_to &= ~there
        by_equation = implied[system.cut_of, cut]
        rows = np.flatnonzero(both | (next_to & ~by_equation))
        differ = both[rows, None] & (told[rows] != told[outer[rows]])
        least = np.where(differ, 1, np.where(by_equation[rows, None], NOTHING, 0))
        yield _sums(len(inner), (outer[rows], 1), (rows, -1)), least


def _implied(plan: Plan) -> Bools:
    """Which cuts' groups equations put into those of which others. Shape (cuts, cuts)."""
    within = np.zeros((len(plan.cuts), len(plan.cuts)), bool)
    for at, cut in enumerate(plan.cuts):
        within[at, coarser(plan, cut)] = True
    for _step in plan.cuts:
        within |= within @ within
    return within


def _crossing(system: System, held: Ints, told: Ints, shown: Bools) -> Iterator[Block]:
    """Two published groups, where those who are in both are a hidden one."""
    cuts = [frozenset(cut) for cut in system.plan.cuts]
    for at, cut in enumerate(cuts):
        groups = np.flatnonzero(~shown & (system.cut_of == at))
        for one, other in combinations(range(len(cuts)), 2):
            if cuts[one] | cuts[other] == cut and at not in (one, other):
                left, right = held[groups, one], held[groups, other]
                there = (left != NONE) & (right != NONE) & (left != right)
                there &= shown[left] & shown[right]
                left, right, both = left[there], right[there], groups[there]
                least = np.where(told[left] != told[right], 1, NOTHING)
                yield _sums(len(shown), (left, 1), (right, 1), (both, -2)), least


def _sums(many: int, *parts: tuple[Ints, int]) -> sparse.csr_array:
    """A row for each place of the parts: groups, each so many times."""
    rows = len(parts[0][0])
    of = (np.tile(np.arange(rows), len(parts)), np.concatenate([groups for groups, _ in parts]))
    values = np.repeat([float(times) for _groups, times in parts], rows)
    return sparse.csr_array((values, of), shape=(rows, many))
