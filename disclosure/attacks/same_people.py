"""Groups of the same people: to whoever knows who is in them, they are one group.

The same people are counted as the same number, with the same noise, wherever they stand. What is
told of one of these groups is told of all of them, and where one is shown no other is hidden.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from disclosure.control.system import Bools, Equation, Ints, System

NONE = -1


def holders(system: System) -> Ints:
    """Of each cut, the group that has all the people of a group: a team that sits in one place lies
    in it. NONE where there is none. Shape (groups, cuts)."""
    found = np.full((len(system.n), system.members.shape[1]), NONE)
    for column in system.members.T:
        order = np.argsort(column, kind="stable")
        groups, starts = np.unique(column[order], return_index=True)
        members = system.members[order]
        low, high = np.minimum.reduceat(members, starts), np.maximum.reduceat(members, starts)
        found[groups] = np.where(low == high, low, NONE)
    return found


def firsts(system: System, held: Ints) -> Ints:
    """Of each group the first that has the same people. Shape (groups,)."""
    own = np.arange(len(system.n))[:, None]
    same = (held != NONE) & (system.n[held] == system.n[:, None])
    return np.asarray(np.where(same, held, own).min(axis=1))


def with_same_people(system: System, some: Bools) -> Bools:
    """These groups, and those of the same people as one of them. Shape (groups,)."""
    first = firsts(system, holders(system))
    return np.isin(first, first[some])


def as_one(system: System, first: Ints) -> tuple[System, Ints]:
    """The system with groups of the same people as one, and the number that each group now has."""
    kept, place = np.unique(first, return_inverse=True)
    one = replace(
        system,
        cut_of=system.cut_of[kept],
        keys=tuple(system.keys[group] for group in kept),
        n=system.n[kept],
        members=place[system.members],
        equations=tuple(_equations(system, place)),
    )
    return one, place


def _equations(system: System, place: Ints) -> Iterator[Equation]:
    """Each once, without those that only say that a group is itself."""
    there = {
        (int(place[one.parent]), tuple(place[list(one.children)].tolist())): None
        for one in system.equations
    }
    yield from (Equation(parent, parts) for parent, parts in there if parent not in parts)
