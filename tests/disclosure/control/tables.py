"""Small tables to try the rules on, and what a reader can work out from them, worked out plainly."""

from collections.abc import Mapping, Sequence

import numpy as np

from disclosure.control.people import People
from disclosure.control.plan import Attribute, Cut, Key, Plan
from disclosure.control.system import Bools, System, system


def recoverable(groups: System, hidden: Bools) -> set[int]:
    """The hidden groups that follow from the shown ones: adding the group itself to what is known
    does not raise the rank of the equations."""
    unknown = np.flatnonzero(hidden)
    equations = groups.matrix.toarray()[:, unknown]
    rank = np.linalg.matrix_rank(equations) if equations.size else 0
    itself = np.eye(len(unknown))
    return {
        int(group)
        for at, group in enumerate(unknown)
        if np.linalg.matrix_rank(np.vstack([equations, itself[at]])) == rank
    }


def table(
    attributes: Sequence[Attribute], cuts: Sequence[Cut], people: Mapping[Key, int]
) -> System:
    """The groups of so many people with each combination of categories, in the attributes' order."""
    rows = [key for key, many in people.items() for _each in range(many)]
    columns = {
        attribute.code: np.array(
            [attribute.categories.index(row[at]) for row in rows], dtype=np.uint16
        )
        for at, attribute in enumerate(attributes)
    }
    keys = np.arange(len(rows), dtype=np.uint64)
    plan = Plan(attributes=tuple(attributes), measures=(), cuts=tuple(cuts))
    return system(People(attributes=columns, measures={}, keys=keys), plan)


def named(groups: System, some: Bools) -> set[Key]:
    """These groups by key."""
    return {groups.keys[group] for group in np.flatnonzero(some)}
