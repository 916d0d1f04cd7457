"""Which groups are hidden for themselves: those of too few people, with everything about them."""

from disclosure.control.system import Bools, System


def primary(system: System) -> Bools:
    """The groups below the plan's minimum, which is 10 or more."""
    hidden: Bools = system.n < system.plan.minimum
    return hidden
