"""Attack: lay this wave on earlier ones, and solve for what both hide."""

from collections.abc import Sequence

from disclosure.attacks.found import Found
from disclosure.control.earlier import Earlier
from disclosure.control.stacking import layers, opened, targets
from disclosure.control.system import Bools, System


def attack(system: System, hidden: Bools, earlier: Sequence[Earlier]) -> Found:
    """Each group that both hide is tried, with each earlier wave and with the newest together.

    `earlier` is as `stacking.comparable` left it, newest first.
    """
    waves = list(layers(earlier))
    return Found(
        name="stacked",
        tried=sum(len(targets(system, hidden, wave)) for wave in waves),
        hits=tuple(hit for wave in waves for hit in opened(system, hidden, wave)),
    )
