"""Clean-up: what turns out not to be needed is shown again, the dearest first.

Each small group keeps the flow that proves its crowd. A hidden group that is in no flow is not
needed; for one that is, new flows are looked for without it, among hidden groups only. Where there
is none, the program says why: a wall, which often tells of other groups at once that they stay.
"""

from collections.abc import Callable, Iterator

import numpy as np

from disclosure.control.complementary import FOR_NOTHING
from disclosure.control.flows import NOTHING, Floats, Flow, Flows
from disclosure.control.solving import hanging_together
from disclosure.control.system import Bools, Ints


def clean(
    flows: Flows,
    hidden: Bools,
    ways: dict[int, Flow],
    price: Floats,
    *,
    keep: Bools,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Show again, in place, what no flow needs, except what to `keep`.

    `ways` has a flow of every small group, and is kept true. Of what is left only a group to keep
    can break the residual rule: no flow goes through a group that is alone in its equation.
    """
    cleaning = _Cleaning(flows, hidden, ways, price)
    candidates = np.flatnonzero(hidden & ~keep)
    order = sorted(candidates, key=lambda group: (-price[group], group))
    for done, group in enumerate(order):
        cleaning.try_without(int(group))
        progress(done + 1, len(order))


class _Cleaning:
    """What is known while groups are tried: the flows there are, and walls where there are none."""

    def __init__(self, flows: Flows, hidden: Bools, ways: dict[int, Flow], price: Floats) -> None:
        self.flows, self.hidden, self.ways = flows, hidden, ways
        self.price = np.where(flows.system.n < flows.system.plan.minimum, FOR_NOTHING, price)
        self.component = _components(flows, hidden)
        self.walls: list[tuple[Floats, float]] = []

    def try_without(self, group: int) -> None:
        """Show the group if everything holds without it."""
        self.hidden[group] = False
        if self._walled():
            self.hidden[group] = True
            return
        found = dict(self._other_ways(group))
        if any(flow.lacking > NOTHING for flow in found.values()):
            self.hidden[group] = True
            found = {target: flow for target, flow in found.items() if flow.lacking <= NOTHING}
        self.ways.update(found)

    def _walled(self) -> bool:
        return any(room[self.hidden].sum() < need - NOTHING for room, need in self.walls)

    def _other_ways(self, group: int) -> Iterator[tuple[int, Flow]]:
        """New flows for the small groups that went by this one, up to the first that has none."""
        for target in [t for t, flow in self.ways.items() if group in flow.groups]:
            among = self.hidden & (self.component == self.component[target])
            flow = self.flows.within(target, np.flatnonzero(among), self.price)
            yield target, flow
            if flow.lacking > NOTHING:
                self.walls.append((flow.room, self.flows.need(target)))
                return


def _components(flows: Flows, hidden: Bools) -> Ints:
    """Which hidden groups can change together: a number for each, -1 for shown ones. (groups,)."""
    component = np.full(len(hidden), -1)
    component[hidden] = hanging_together(flows.matrix[:, np.flatnonzero(hidden)])
    return component
