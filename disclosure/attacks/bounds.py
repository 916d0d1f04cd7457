"""Bounds: what anybody can prove about a count who knows the noise and every n.

Published counts are moved by noise, but by no more than the plan says, and the exact ones obey all
equations. So each count lies between two numbers that linear programmes find (Handbook on
Statistical Disclosure Control, 2nd edition, section 4.2). If only one whole number lies between
them, the count is proved; "none of them" and "all of them" are such counts. Every group is tried,
shown or hidden, in every category.

Who is in which group is known too, and that the same people get the same noise: same_people.py and
apart.py say what follows. The counts are taken to be known as they are kept, to the person, though
pages show shares rounded.

Few programmes are needed: any table that would have been published just so answers for each count
in which it differs from the truth by a person or more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from disclosure.attacks import same_people
from disclosure.attacks.apart import UNTOLD, Apart, apart
from disclosure.attacks.found import Found
from disclosure.attacks.problems import Problem, problem
from disclosure.attacks.ranges import Ranges, carried_on, summed, told
from disclosure.attacks.witnesses import Seen
from disclosure.control.counting import Counts
from disclosure.control.system import Bools, Ints, System

MOST_IN_VAIN = 3
"""After so many programmes for many counts that told of none, each left gets one of its own."""


def attack(
    system: System,
    hidden: Bools,
    counts: Counts,
    moved: Mapping[str, Ints],
    *,
    about: Ints | None = None,
) -> Found:
    """Try it on every count. `moved` has each measure's published counts, shape as `counts`, and
    `about` how many were said to be in each group; those of hidden groups are not looked at."""
    seen = _seen(system, hidden)
    tried, hits = 0, []
    for measure, exact in counts.counts.items():
        if exact.shape[1] > 1:
            tried += exact.size
            hits += list(seen.proofs(exact, moved[measure], about))
    return Found("bounds", tried=tried, hits=tuple(hits))


def _seen(system: System, hidden: Bools) -> "_Reader":
    held = same_people.holders(system)
    first = same_people.firsts(system, held)
    one, place = same_people.as_one(system, first)
    by_name = np.lexsort((hidden, place))  # of the same people, those that are shown first
    named = by_name[np.unique(place[by_name], return_index=True)[1]]
    held = np.where(held == same_people.NONE, same_people.NONE, place[held])[named]
    return _Reader(one, hidden[named], held, named, np.bincount(place))


@dataclass(frozen=True)
class _Reader:
    """Somebody who knows which groups are of the same people. Shape (groups,): `hidden` is True
    where all of these are, `named` is one of them, shown if any is; `times` is how many they are.
    `held` is as `same_people.holders` has it."""

    system: System
    hidden: Bools
    held: Ints
    named: Ints
    times: Ints

    def proofs(self, exact: Ints, moved: Ints, about: Ints | None) -> Iterator[frozenset[int]]:
        """The shown groups used, for each count of one measure that is proved."""
        exact, moved = exact[self.named], moved[self.named]
        said = None if about is None else about[self.named]
        known = told(self.system, self.hidden, moved, said)
        differing = apart(self.system, self.held, np.where(self.hidden[:, None], UNTOLD, moved))
        for group, used in _proofs(self.system, exact, known, differing):
            shown = self.named[used & ~self.hidden]
            yield from [frozenset(shown.tolist())] * int(self.times[group])


def _proofs(
    system: System, exact: Ints, known: Ranges, differing: Apart
) -> Iterator[tuple[int, Bools]]:
    """The group of each count that is proved, and the groups that it takes, shape (groups,)."""
    alone = summed(system, known).exact
    for group in np.flatnonzero(alone.any(axis=1)):
        itself = np.arange(len(alone)) == group
        yield from [(int(group), itself)] * int(alone[group].sum())
    follows = carried_on(system, known)
    more = differing.beyond(follows)
    seen = Seen(system, exact, follows, more)
    _search(problem(system, exact, follows, more), seen, seen.open & ~follows.exact)
    whole = problem(system, exact, known, differing.beyond(known))
    for cell in np.flatnonzero(seen.open & ~alone):
        used = _proof(whole, seen, int(cell))
        if used is not None:
            yield int(cell) // exact.shape[1], used


def _search(problem: Problem, seen: Seen, wanted: Bools) -> None:
    """See tables in which the wanted counts differ, many at a time: all up at first, then each up
    or down by chance, as what some gain others lose."""
    rng, in_vain = np.random.default_rng(0), 0
    left, signs = np.flatnonzero(seen.open & wanted), np.ones(wanted.size)
    while len(left) and in_vain <= MOST_IN_VAIN:
        seen.see(problem.table(problem.furthest(left, signs[left])))
        left, before = np.flatnonzero(seen.open & wanted), len(left)
        in_vain += len(left) == before
        signs = np.where(problem.exact.ravel() == 0, 1.0, rng.choice([-1, 1], wanted.size))


def _proof(problem: Problem, seen: Seen, cell: int) -> Bools | None:
    """The groups whose numbers prove this count, or None if it can be another."""
    used = np.zeros(len(problem.exact), dtype=bool)
    for sign in (1, -1):
        if not seen.open.ravel()[cell]:
            return None
        best = problem.furthest(np.array([cell]), np.array([float(sign)]))
        seen.see(problem.table(best))
        used |= problem.used(best)
    return used if seen.open.ravel()[cell] else None
