"""What a reader sees of people: who stands in the same shown groups cannot be told apart."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from disclosure.attacks.programs import Floats
from disclosure.control.system import Bools, Ints, System


@dataclass(frozen=True)
class Visible:
    """The different patterns of shown groups: `people` has how many share each, `pattern_of` which
    of them each pattern of the system is. `shown` numbers the shown groups; `matrix`, shape
    (shown, patterns), is 1 where a group contains the people of a pattern.
    """

    shown: Ints
    matrix: sparse.csr_array
    people: Floats
    pattern_of: Ints


def visible(system: System, hidden: Bools) -> Visible:
    """The patterns that are left when these groups are hidden."""
    members = np.where(hidden[system.members], -1, system.members)
    pattern_of = np.zeros(len(members), np.int64)
    for column in members.T:
        # Numbered anew after each cut, so that the product never leaves 64 bits.
        both = pattern_of * (len(system.n) + 1) + column
        pattern_of = np.unique(both, return_inverse=True)[1].astype(np.int64)
    first = np.unique(pattern_of, return_index=True)[1]
    shown = np.flatnonzero(~hidden)
    return Visible(
        shown=shown,
        matrix=_matrix(members[first], shown),
        people=np.bincount(pattern_of, system.people).astype(float),
        pattern_of=pattern_of,
    )


def _matrix(patterns: Ints, shown: Ints) -> sparse.csr_array:
    pattern, cut = np.nonzero(patterns >= 0)
    row = np.searchsorted(shown, patterns[pattern, cut])
    shape = (len(shown), len(patterns))
    return sparse.csr_array((np.ones(len(row)), (row, pattern)), shape=shape)
