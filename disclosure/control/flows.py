"""Flows: ways in which a small group could be larger while nothing published changes.

A flow gives each group a change of its size such that every equation still holds. Where a small
group can grow by as many people as it lacks, and only hidden groups change with it, nobody who
reads the tables can tell it from a crowd. The cheapest such flow is a linear programme. In nearly
every group it changes nothing, so a programme of few groups is solved, and others join it while
their reduced cost is negative (column generation: Dantzig and Wolfe 1960): the result is that of
the whole programme. docs/adr/0008-disclosure-control.md, rule 3.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from disclosure.control.primary import everybody, lacking
from disclosure.control.solving import solve
from disclosure.control.system import Ints, System

Floats = NDArray[np.float64]
NOTHING = 1e-6
"""A change by fewer people than this is none."""
MOST_JOINING = 200
"""How many groups join a programme at a time: those that promise most."""


@dataclass(frozen=True)
class Flow:
    """The `groups` that change when the target grows, itself not among them, and how many people
    it still lacks then.

    `room`, shape (groups,), proves that it must lack them: some sum of equations has the target
    once, and of its other groups each can give that many people. Where hidden groups have less
    room together than the target needs, no flow does.
    """

    groups: Ints
    lacking: float
    room: Floats


class Flows:
    """Finds flows in one system of equations."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.matrix = sparse.csc_array(system.matrix)
        self.turned = sparse.csr_array(self.matrix.T)

    def need(self, target: int) -> float:
        """How many people a small group lacks to be a crowd; one, to be taken for not empty."""
        return float(lacking(self.system)[target])

    def limits(self, target: int) -> Floats:
        """By how many people each group could change, shape (groups,): each of its own once, and
        one for the whole crowd if somebody in it is in the target too. Where everybody is: none.
        Beside an empty target other empty groups may seem to have somebody, too.
        """
        limits = self.system.n.astype(np.float64)
        limits[self.system.n == 0] = self.system.n[target] == 0
        limits[self._sharing[target]] += self.system.plan.minimum - 2
        limits[everybody(self.system)] = limits[target] = 0
        return limits

    def cheapest(self, target: int, price: Floats) -> Flow:
        """The flow that costs least, at a price for each person, shape (groups,)."""
        limits = self.limits(target)
        columns = self._near(target, price)
        columns = columns[limits[columns] > 0]
        while True:
            flow, duals = self._solved(target, columns, price, limits)
            gain = np.abs(self.turned @ duals) - price
            gain[columns] = gain[limits == 0] = 0
            joining = np.argsort(-gain, kind="stable")[:MOST_JOINING]
            joining = joining[gain[joining] > NOTHING * price.max()]
            if not len(joining):
                return flow
            columns = np.union1d(columns, joining)

    def within(self, target: int, groups: Ints, price: Floats) -> Flow:
        """The cheapest flow in which only these groups change."""
        return self._solved(target, groups, price, self.limits(target))[0]

    @cached_property
    def _sharing(self) -> dict[int, Ints]:
        """By small group, the groups that somebody in it is in."""
        members, cut_of = self.system.members, self.system.cut_of
        return {
            int(small): np.unique(members[members[:, cut_of[small]] == small])
            for small in self.system.small
        }

    def _near(self, target: int, price: Floats) -> Ints:
        """The groups that cost next to nothing, and those in an equation with the target."""
        equations = self.system.matrix[self.matrix[:, [target]].indices]
        return np.union1d(np.flatnonzero(price < price.max() / 1e3), equations.indices)

    def _solved(
        self, target: int, columns: Ints, price: Floats, limits: Floats
    ) -> tuple[Flow, Floats]:
        """The programme of these columns, and the dual price of each equation.

        Unknown are: by how much each group grows, by how much it shrinks, how much is lacking.
        """
        need, own, others = self.need(target), self.matrix[:, [target]], self.matrix[:, columns]
        program = sparse.hstack([others, -others, -own], format="csc")
        rows = np.unique(program.indices)  # empty equations would cost as much as others
        fewer = np.minimum(limits, limits * self.system.n)  # none fewer where nobody is
        most = np.r_[limits[columns], fewer[columns], need]
        solved = solve(
            np.r_[price[columns], price[columns], 1e3 * price.max()],
            A_eq=program[rows],
            b_eq=-need * own.toarray()[rows].ravel(),
            bounds=np.c_[np.zeros(len(most)), most],
            options={"presolve": False},  # it takes longer than programmes of this size
        )
        duals = np.zeros(self.matrix.shape[0])
        duals[rows] = solved.eqlin.marginals
        weights = np.abs(self.turned @ duals)
        room = limits * weights / max(weights[target], NOTHING)
        more, less = solved.x[:-1].reshape(2, -1)
        changing = columns[np.abs(more - less) > NOTHING]
        return Flow(changing, float(solved.x[-1]), room), duals
