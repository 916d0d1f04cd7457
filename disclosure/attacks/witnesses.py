"""Other tables that would have been published just so: what differs in one of them is not proved.

The truth is one such table. Another is found wherever one person could have given another answer
and every count that changes by it stays within what is known. That answers for most counts, with
no programme at all.
"""

import numpy as np

from disclosure.attacks.apart import Apart
from disclosure.attacks.programs import ZERO, Floats
from disclosure.attacks.ranges import Ranges
from disclosure.control.system import Bools, Ints, System


class Seen:
    """The least and the most that each count came to in any table found, and so which counts are
    still `open`: never seen a whole person away from the exact one. Shape (groups, categories)."""

    def __init__(self, system: System, exact: Ints, ranges: Ranges, apart: Apart) -> None:
        self.system, self.exact, self.ranges, self.apart = system, exact, ranges, apart
        self.low, self.high = exact.astype(float), exact.astype(float)
        self.see(self.low.copy())

    @property
    def open(self) -> Bools:
        """The counts that might be exact for all that was seen."""
        moved = np.maximum(self.high - self.exact, self.exact - self.low)
        return np.asarray(moved < 1 - ZERO)

    def see(self, table: Floats) -> None:
        """Take in a table, and all that differ from it by the answer of one person."""
        down, up = self._one_answer(table)
        np.minimum(self.low, table - down, out=self.low)
        np.maximum(self.high, table + up, out=self.high)

    def _one_answer(self, table: Floats) -> tuple[Bools, Bools]:
        """Which counts can lose, and which can gain, a person who says something else. Only people
        of groups with an open count are asked."""
        members = self.system.members
        asked = np.flatnonzero(_holds(np.asarray(self.open.any(axis=1)), members, np.logical_or))
        members = members[asked]
        losing = _holds(table - 1 >= self.ranges.low - ZERO, members, np.logical_and)
        losing &= ~self._needed(table, asked)
        gaining = _holds(table + 1 <= self.ranges.high + ZERO, members, np.logical_and)
        loses = losing & (gaining.sum(axis=1, keepdims=True) > gaining)
        gains = gaining & (losing.sum(axis=1, keepdims=True) > losing)
        return self._of_any(members, loses), self._of_any(members, gains)

    def _needed(self, table: Floats, asked: Ints) -> Bools:
        """Which patterns no person may leave, of each category: fewer would then be in one group
        and not in another than there must be."""
        fewest = self.apart.sums @ table - 1 < self.apart.least - ZERO
        return np.asarray(self.apart.people[:, asked].T @ fewest.astype(float) > 0)

    def _of_any(self, members: Ints, patterns: Bools) -> Bools:
        """For groups: whether it holds of any pattern in them. Shape (patterns, categories) to
        (groups, categories)."""
        groups = np.zeros(self.exact.shape, dtype=bool)
        for category, of in enumerate(patterns.T):
            groups[members[of].ravel(), category] = True
        return groups


def _holds(groups: Bools, members: Ints, of: np.ufunc) -> Bools:
    """Whether it holds of all (logical_and) or any (logical_or) of the groups of each pattern."""
    found = groups[members[:, 0]]
    for column in members.T[1:]:
        of(found, groups[column], out=found)
    return found
