"""Attack: lay this wave on earlier ones, and solve for what they hid."""

from collections.abc import Sequence

from disclosure.attacks.found import Found
from disclosure.control.earlier import Earlier
from disclosure.control.stacking import layers, opened
from disclosure.control.system import Bools, System


def attack(system: System, hidden: Bools, earlier: Sequence[Earlier]) -> Found:
    """Each group that an earlier wave did not show is tried, in this wave laid on it alone and on
    the newest together, whether anybody is in it now or not.

    `earlier` is as `stacking.comparable` left it, newest first.
    """
    laid = layers(system, earlier)
    return Found(
        name="stacked",
        tried=sum(int(one.targets.sum()) for one in laid),
        hits=tuple(hit for one in laid for hit in opened(one, hidden)),
    )
