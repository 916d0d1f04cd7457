"""Which groups are hidden for others: the cheapest that let each small group hide in a crowd.

One linear program for each small group, in the manner of Kelly, Golden and Assad (1992) and of
Fischetti and Salazar (2001): what one hides the next has for nothing. Everybody together is never
hidden, and need not be: whoever is in the total stands in a crowd of all who answered.
"""

from collections.abc import Callable

import numpy as np

from disclosure.control.flows import Floats, Flow, Flows
from disclosure.control.system import Bools, Ints, System

FOR_NOTHING = 1e-4
"""The price of a person in a group that is hidden already. Not 0: the shortest way is taken."""
ONE_WAY, FINEST = 8.0, 4.0
"""How much dearer groups of one attribute are than crossed ones; and teams, the finest level."""


def prices(system: System, *, cheap: Bools) -> Floats:
    """What it costs to hide a group, for each of its people that moves. Shape (groups,).

    It grows as the root of the group's size, so that a small one goes before a large one, and
    without a leap. What is `cheap` was hidden in an earlier wave: nobody misses it.
    """
    by_cut = np.array([_weight(system, cut) for cut in system.plan.cuts])
    price = np.sqrt(system.n) * by_cut[system.cut_of]
    return np.where(cheap, FOR_NOTHING * 100, price)


def _weight(system: System, cut: tuple[str, ...]) -> float:
    if len(cut) != 1:
        return 1.0
    coarser = {attribute.coarser for attribute in system.plan.attributes}
    nested = bool(system.plan.by_code[cut[0]].coarser)
    return FINEST if nested and cut[0] not in coarser else ONE_WAY


def complement(
    flows: Flows,
    hidden: Bools,
    price: Floats,
    targets: Ints,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[int, Flow]:
    """Hide, in place, what these small groups need; and say which flow each of them has.

    Smallest first: it needs most, and others then go the same way.
    """
    ways, n = {}, flows.system.n
    order = sorted(map(int, targets), key=lambda group: (n[group], group))
    for done, target in enumerate(order):
        ways[target] = flows.cheapest(target, np.where(hidden, FOR_NOTHING, price))
        hidden[ways[target].groups] = True
        progress(done + 1, len(order))
    return ways
