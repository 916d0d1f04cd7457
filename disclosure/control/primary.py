"""Which groups are hidden for themselves, and which never are."""

import numpy as np

from disclosure.control.system import Bools, Ints, System


def primary(system: System) -> Bools:
    """The groups below the plan's minimum, which is 10 or more: hidden with all about them."""
    hidden: Bools = system.n < system.plan.minimum
    return hidden


def lacking(system: System) -> Ints:
    """How many people each small group must seem to have more, for all that is published: what it
    lacks to be a crowd. Of a group that nobody is in, one: that it is empty must not come out, and
    the residual rule mixes it with ten. Shape (groups,)."""
    return np.where(system.n == 0, 1, system.plan.minimum - system.n)


def everybody(system: System) -> Bools:
    """The groups that everybody is in: the total, and any that is the same people. Always shown,
    since whoever is in them stands in a crowd of all who answered."""
    same: Bools = system.n == system.n[system.number[(), ()]]
    return same
