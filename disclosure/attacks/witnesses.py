"""Other tables that would have been published just so: what differs in one of them is not proved.

The truth is one such table. Another is found wherever one person could have given another answer
and every count that changes by it stays within what is known. That answers for most counts, with
no programme at all.
"""

import numpy as np

from disclosure.attacks.programs import ZERO, Floats
from disclosure.attacks.ranges import Ranges
from disclosure.control.system import Bools, Ints, System


class Seen:
    """The least and the most that each count came to in any table found, and so which counts are
    still `open`: never seen a whole person away from the exact one. Shape (groups, categories)."""

    def __init__(self, system: System, exact: Ints, ranges: Ranges) -> None:
        self.system, self.exact, self.ranges = system, exact, ranges
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
        """Which counts can lose, and which can gain, a person who says something else."""
        members = self.system.members
        losing = (table - 1 >= self.ranges.low - ZERO)[members].all(axis=1)
        gaining = (table + 1 <= self.ranges.high + ZERO)[members].all(axis=1)
        loses = losing & (gaining.sum(axis=1, keepdims=True) > gaining)
        gains = gaining & (losing.sum(axis=1, keepdims=True) > losing)
        return self._of_any(loses), self._of_any(gains)

    def _of_any(self, patterns: Bools) -> Bools:
        """For groups: whether it holds of any pattern in them. Shape (patterns, categories) to
        (groups, categories)."""
        groups = np.zeros(self.exact.shape, dtype=bool)
        for column in self.system.members.T:
            np.logical_or.at(groups, column, patterns)
        return groups
