"""The groups of a plan that have people in them, and the equations that bind their counts.

An attacker solves these equations; so do we, first. Groups are numbered through all cuts, those of
a cut in the order of `Plan.keys`. A group in which nobody is has no number where whoever holds a
staff list knows that it is empty. Otherwise it has: that nobody said so is a secret like others,
and a group of nobody is a small one. Raises ValueError where a category lies in two of a coarser
attribute: such equations would not hold, and what is built on them would protect nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from disclosure.control.combinations import combinations
from disclosure.control.nesting import coarser, key_within
from disclosure.control.people import Codes, People
from disclosure.control.plan import Cut, Key, Plan

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
"""Of groups: shape (groups,). `hidden` is True where a group is not published."""
MOST_FLAGS = 2**22
"""Cuts of so many possible groups are numbered by one flag each, larger ones by sorting."""


@dataclass(frozen=True)
class Equation:
    """The people of `parent` are those of its `children` together: numbers of groups."""

    parent: int
    children: tuple[int, ...]


@dataclass(frozen=True)
class System:
    """`members` gives, for each pattern of attributes, its group in each cut; `people` how many
    share the pattern; `n` how many are in each group. Shapes (patterns, cuts), (patterns,),
    (groups,). `pattern_of` is the pattern of each person, shape (people,).
    """

    plan: Plan
    cut_of: Ints
    keys: tuple[Key, ...]
    n: Ints
    members: Ints
    people: Ints
    pattern_of: Ints
    equations: tuple[Equation, ...]

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """The equations as rows, groups as columns: children 1, parent -1; matrix @ n = 0."""
        rows = np.repeat(
            np.arange(len(self.equations)), [1 + len(e.children) for e in self.equations]
        )
        columns = np.array([i for e in self.equations for i in (e.parent, *e.children)], dtype=int)
        values = np.array(
            [v for e in self.equations for v in (-1, *(1 for _ in e.children))], float
        )
        shape = (len(self.equations), len(self.n))
        return sparse.csr_array((values, (rows, columns)), shape=shape)

    @cached_property
    def starts(self) -> Ints:
        """The first group of each cut, and where the last one ends. Shape (cuts + 1,)."""
        return np.searchsorted(self.cut_of, np.arange(len(self.plan.cuts) + 1))

    @cached_property
    def small(self) -> Ints:
        """The groups that are too small to be shown, by number."""
        return np.flatnonzero(self.n < self.plan.minimum)

    @cached_property
    def number(self) -> dict[tuple[Cut, Key], int]:
        """Which number a group has, by cut and key."""
        cuts = self.plan.cuts
        return {
            (cuts[cut], key): i
            for i, (cut, key) in enumerate(zip(self.cut_of, self.keys, strict=True))
        }


def system(people: People, plan: Plan) -> System:
    """The groups and equations of these people under this plan."""
    patterns, pattern_of, shared = combinations(people, plan.attributes)
    _check_nesting(patterns, plan)
    numbered = [_groups(patterns, plan, cut, len(shared)) for cut in plan.cuts]
    starts = np.cumsum([0, *(len(keys) for _group, keys in numbered)])
    members = np.empty((len(plan.cuts), len(shared)), np.int64).T  # a cut after the other: quicker
    n = np.zeros(starts[-1], np.int64)
    for at, (group, _keys) in enumerate(numbered):
        members[:, at] = group + starts[at]
        np.add.at(n, members[:, at], shared)
    return System(
        plan=plan,
        cut_of=np.repeat(np.arange(len(plan.cuts)), np.diff(starts)),
        keys=tuple(key for _group, keys in numbered for key in keys),
        n=n,
        members=members,
        people=shared,
        pattern_of=pattern_of,
        equations=tuple(_equations(plan, members, numbered)),
    )


def _check_nesting(patterns: Mapping[str, Codes], plan: Plan) -> None:
    for attribute in plan.attributes:
        if attribute.coarser in plan.by_code:
            fine, coarse = patterns[attribute.code], patterns[attribute.coarser]
            lies_in = np.zeros(len(attribute.categories), coarse.dtype)
            lies_in[fine] = coarse
            if not np.array_equal(lies_in[fine], coarse):
                raise ValueError(f"A category of {attribute.code} lies in two coarser ones.")


def _groups(
    patterns: Mapping[str, Codes], plan: Plan, cut: Cut, many: int
) -> tuple[Ints, list[Key]]:
    """Of one cut: which of its groups each of so many patterns is in, from 0, and their keys."""
    code, possible = np.zeros(many, np.int64), 1
    for attribute in map(plan.by_code.__getitem__, cut):
        code = code * len(attribute.categories) + patterns[attribute.code]
        possible *= len(attribute.categories)
    listed = plan.is_listed(cut)
    if listed and possible > max(MOST_FLAGS, many):
        there, group = np.unique(code, return_inverse=True)
    else:
        secret = _secret(patterns, plan, cut)
        flags = np.zeros(possible, np.bool_) if listed else np.fromiter(secret, np.bool_, possible)
        flags[code] = True
        there, group = np.flatnonzero(flags), (np.cumsum(flags) - 1)[code]
    return group, _keys(plan, cut, there)


def _secret(patterns: Mapping[str, Codes], plan: Plan, cut: Cut) -> Iterator[bool]:
    """Of each group the cut could have, whether it may not come out that nobody is in it."""
    listed = [one for one in map(plan.by_code.__getitem__, cut) if one.listed]
    names = {one.code: {one.categories[i] for i in np.unique(patterns[one.code])} for one in listed}
    return (plan.is_secret(cut, key, names) for key in plan.keys(cut))


def _keys(plan: Plan, cut: Cut, there: Ints) -> list[Key]:
    """The keys of these places in the order of `Plan.keys`."""
    columns = []
    for attribute in reversed([plan.by_code[code] for code in cut]):
        there, places = np.divmod(there, len(attribute.categories))
        columns.append([attribute.categories[place] for place in places.tolist()])
    return list(zip(*reversed(columns), strict=True)) if cut else [()] * len(there)


def _equations(
    plan: Plan, members: Ints, numbered: list[tuple[Ints, list[Key]]]
) -> Iterator[Equation]:
    """One for each group of each coarser cut: what it is the sum of."""
    keys = [keys for _group, keys in numbered]
    starts = np.cumsum([0, *map(len, keys)])
    somebody = np.full(starts[-1], -1)  # a pattern of each group: it speaks for all of them
    for column in members.T:
        somebody[column] = np.arange(len(column))
    for at, cut in enumerate(plan.cuts):
        patterns = somebody[starts[at] : starts[at + 1]]
        for onto in coarser(plan, cut):
            parents = members[patterns, onto]
            for empty in np.flatnonzero(patterns < 0):
                key = key_within(plan, cut, keys[at][empty], plan.cuts[onto])
                parents[empty] = starts[onto] + keys[onto].index(key) if key in keys[onto] else -1
            yield from _sums_to(parents, int(starts[at]))


def _sums_to(parents: Ints, start: int) -> Iterator[Equation]:
    """The groups from `start` on, by the parent each has; -1 for those that have none."""
    order = np.argsort(parents, kind="stable")
    order = order[np.searchsorted(parents[order], 0) :]
    edges = np.flatnonzero(np.diff(parents[order], prepend=-1))
    for part in np.split(order, edges[1:]) if len(edges) else ():
        children = tuple((part + start).tolist())
        yield Equation(parent=int(parents[part[0]]), children=children)
