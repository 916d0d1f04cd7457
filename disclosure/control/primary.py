"""Which groups are hidden for themselves, and which never are."""

from disclosure.control.system import Bools, System


def primary(system: System) -> Bools:
    """The groups below the plan's minimum, which is 10 or more: hidden with all about them."""
    hidden: Bools = system.n < system.plan.minimum
    return hidden


def everybody(system: System) -> Bools:
    """The groups that everybody is in: the total, and any that is the same people. Always shown,
    since whoever is in them stands in a crowd of all who answered."""
    same: Bools = system.n == system.n[system.number[(), ()]]
    return same
