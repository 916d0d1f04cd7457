"""Small tables to try the rules on, and what a reader can work out from them, done plainly."""

from collections.abc import Mapping, Sequence

import numpy as np

from disclosure.control.people import People
from disclosure.control.plan import Attribute, Cut, Key, Plan
from disclosure.control.system import Bools, System, system


def recoverable(groups: System, hidden: Bools) -> set[int]:
    """The hidden groups that follow from the shown ones: those that lie wholly in the space that
    the equations span, which the projection onto it leaves as they are."""
    unknown = np.flatnonzero(hidden)
    equations = groups.matrix.toarray()[:, unknown]
    onto = np.linalg.pinv(equations, rcond=1e-9) @ equations
    return set(unknown[np.isclose(np.diagonal(onto), 1, atol=1e-7)].tolist())


def table(
    attributes: Sequence[Attribute], cuts: Sequence[Cut], people: Mapping[Key, int]
) -> System:
    """The groups of so many people of each combination of categories, in attributes' order."""
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
