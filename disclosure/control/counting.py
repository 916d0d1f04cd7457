"""How many people are in each cell, and the sum of their record keys. Exact, and in memory only."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from disclosure.control.people import People
from disclosure.control.system import Ints, System

Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Counts:
    """By measure, how many people each group has in each category, shape (groups, categories), with
    the sums of their keys, modulo 2 to the 64; and the key of each group as a whole, (groups,)."""

    counts: Mapping[str, Ints]
    keys: Mapping[str, Keys]
    group_keys: Keys


def count(people: People, system: System) -> Counts:
    """Count everybody into every cell of the plan."""
    counts, keys = {}, {}
    for measure in system.plan.measures:
        shape = (len(system.n), len(measure.categories))
        counts[measure.code], keys[measure.code] = (
            np.zeros(shape, np.int64),
            np.zeros(shape, np.uint64),
        )
        for groups in system.members.T:
            cell = (groups[system.pattern_of], people.measures[measure.code])
            np.add.at(counts[measure.code], cell, 1)
            np.add.at(keys[measure.code], cell, people.keys)
    group_keys = np.zeros(len(system.n), np.uint64)
    for groups in system.members.T:
        np.add.at(group_keys, groups[system.pattern_of], people.keys)
    return Counts(counts=counts, keys=keys, group_keys=group_keys)
