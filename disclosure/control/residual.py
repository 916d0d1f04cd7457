"""The residual rule: beside a shown parent, two groups are hidden or none, of a crowd together.

What is left when shown children are taken from a shown parent is the sum of the hidden ones. That
is one group's own count if only one is hidden, and a few people's if those hidden are few.
"""

import numpy as np

from disclosure.control.flows import Floats
from disclosure.control.system import Bools, Ints, System


def breaches(system: System, hidden: Bools) -> Ints:
    """Which equations break the rule, by number. Where everything is hidden, or nothing, none."""
    children = system.matrix.maximum(0)
    many, people = children @ hidden, children @ (hidden * system.n)
    parents = np.array([equation.parent for equation in system.equations], dtype=np.int64)
    few = (many < 2) | (people < system.plan.minimum)
    return np.flatnonzero(~hidden[parents] & (many > 0) & few)


def mend(system: System, hidden: Bools, price: Floats) -> Bools:
    """Hide, in place, the cheapest group that mends it until no equation breaks it; return those.

    Where an equation has no more children to hide, its parent is hidden. That is never everybody
    together, as long as no group is hidden that everybody is in.
    """
    before = hidden.copy()
    while len(broken := breaches(system, hidden)):
        equation = system.equations[broken[0]]
        shown = [child for child in equation.children if not hidden[child]]
        hidden[min(shown, key=lambda child: (price[child], child), default=equation.parent)] = True
    added: Bools = hidden & ~before
    return added
