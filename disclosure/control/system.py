"""The groups of a plan that have people in them, and the equations that bind their counts.

An attacker solves these equations; so do we, first. Groups are numbered through all cuts. A group
in which nobody is has no number: whoever holds the staff list knows that it is empty.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from disclosure.control.people import People
from disclosure.control.plan import Cut, Key, Plan

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
"""Of groups: shape (groups,). `hidden` is True where a group is not published."""


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
    patterns, pattern_of, shared = _patterns(people, plan)
    members, cut_of, keys = _groups(patterns, plan)
    n = np.zeros(len(keys), dtype=np.int64)
    for column in members.T:
        np.add.at(n, column, shared)
    return System(
        plan=plan,
        cut_of=cut_of,
        keys=keys,
        n=n,
        members=members,
        people=shared,
        pattern_of=pattern_of,
        equations=tuple(_equations(plan, members)),
    )


def _patterns(people: People, plan: Plan) -> tuple[dict[str, Ints], Ints, Ints]:
    """The different combinations of attributes: each one's categories, who has it, how many do."""
    sizes = tuple(len(attribute.categories) for attribute in plan.attributes)
    if not sizes:
        return {}, np.zeros(len(people), np.int64), np.array([len(people)])
    columns = tuple(people.attributes[attribute.code] for attribute in plan.attributes)
    code = np.ravel_multi_index(tuple(column.astype(np.int64) for column in columns), sizes)
    different, pattern_of, shared = np.unique(code, return_inverse=True, return_counts=True)
    places = np.unravel_index(different, sizes)
    codes = (attribute.code for attribute in plan.attributes)
    return dict(zip(codes, places, strict=True)), pattern_of, shared


def _groups(patterns: dict[str, Ints], plan: Plan) -> tuple[Ints, Ints, tuple[Key, ...]]:
    many = len(next(iter(patterns.values()))) if patterns else 1
    members = np.zeros((many, len(plan.cuts)), np.int64)
    cut_of: list[int] = []
    keys: list[Key] = []
    for at, cut in enumerate(plan.cuts):
        sizes = tuple(len(plan.by_code[code].categories) for code in cut)
        places = tuple(patterns[code] for code in cut)
        code = np.ravel_multi_index(places, sizes) if cut else np.zeros(many, np.int64)
        there, group = np.unique(code, return_inverse=True)
        members[:, at] = len(keys) + group
        cut_of += [at] * len(there)
        keys += [_key(plan, cut, np.unravel_index(i, sizes) if cut else ()) for i in there]
    return members, np.array(cut_of), tuple(keys)


def _key(plan: Plan, cut: Cut, places: tuple[np.intp, ...]) -> Key:
    pairs = zip(cut, places, strict=True)
    return tuple(plan.by_code[code].categories[place] for code, place in pairs)


def _equations(plan: Plan, members: Ints) -> list[Equation]:
    """One for each group of each coarser cut: what it is the sum of."""
    found = []
    for at, cut in enumerate(plan.cuts):
        for onto in _coarser(plan, cut):
            pairs = np.unique(members[:, [onto, at]], axis=0)
            starts = np.unique(pairs[:, 0], return_index=True)[1]
            for part in np.split(pairs, starts[1:]):
                children = tuple(int(child) for child in part[:, 1])
                found.append(Equation(parent=int(part[0, 0]), children=children))
    return found


def _coarser(plan: Plan, cut: Cut) -> list[int]:
    """The cuts one step coarser than this: an attribute less, or one of its attributes coarser.

    Leaving out an attribute that has a coarser one follows from two steps where both are planned.
    """
    places = {frozenset(other): at for at, other in enumerate(plan.cuts)}
    found = []
    for code in cut:
        rest = frozenset(cut) - {code}
        nearer = (
            places.get(rest | {plan.by_code[code].coarser}) if plan.by_code[code].coarser else None
        )
        onto = nearer if nearer is not None else places.get(rest)
        if onto is not None:
            found.append(onto)
    return sorted(set(found))
