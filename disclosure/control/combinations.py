"""Which combinations of attributes there are among people, and who has which.

They are numbered as if all attributes together were one number, and sorted.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from disclosure.control.people import Codes, People
from disclosure.control.plan import Attribute

Ints = NDArray[np.int64]
MOST_CODES = 2**62
"""Combinations are numbered below this, so that the numbers stay whole."""


def combinations(
    people: People, attributes: Sequence[Attribute]
) -> tuple[dict[str, Codes], Ints, Ints]:
    """The different combinations, in order: by attribute the category that each has, shape
    (combinations,); which of them each person has, (people,); how many have each."""
    code, possible = np.zeros(len(people), np.int64), 1
    for attribute in attributes:
        if possible * len(attribute.categories) >= MOST_CODES:
            different, code = np.unique(code, return_inverse=True)
            possible = len(different)
        code = code * len(attribute.categories) + people.attributes[attribute.code]
        possible *= len(attribute.categories)
    order, starts = _sorted(code, possible)
    first = order[starts]
    pattern_of = np.empty(len(people), np.int64)
    shared = np.diff(starts, append=len(people))
    pattern_of[order] = np.repeat(np.arange(len(starts)), shared)
    taken = {a.code: people.attributes[a.code][first] for a in attributes}
    return taken, pattern_of, shared


def _sorted(code: Ints, possible: int) -> tuple[Ints, Ints]:
    """In which order the codes ascend, and where in that order each different one begins."""
    many = max(len(code), 1)
    if possible <= MOST_CODES // many:  # plain sorting is several times as fast as sorting places
        placed = np.sort(code * many + np.arange(len(code)))
        order, ascending = placed % many, placed // many
    else:
        order = np.argsort(code, kind="stable")
        ascending = code[order]
    return order, np.flatnonzero(np.diff(ascending, prepend=-1))
