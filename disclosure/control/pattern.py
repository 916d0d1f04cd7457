"""The pattern: which groups are hidden, the same in every table, for every measure and reader.

The rules are those of docs/adr/0008-disclosure-control.md, in their order. The same people give
the same pattern, in whatever order they come.
"""

from collections.abc import Callable, Sequence
from functools import partial

from disclosure.control.cleaning import clean
from disclosure.control.complementary import complement, prices
from disclosure.control.earlier import Earlier
from disclosure.control.flows import Floats, Flows
from disclosure.control.laying import Laid
from disclosure.control.primary import everybody, primary
from disclosure.control.residual import mend
from disclosure.control.stacking import hidden_before, layers, opened
from disclosure.control.system import Bools, System

Progress = Callable[[int, int], None]
"""How much is done, and how much there is."""
HALF = 500
"""Of two parts that take about as long, in thousandths of the whole."""


def pattern(
    system: System,
    *,
    earlier: Sequence[Earlier] = (),
    also: Bools | None = None,
    progress: Progress = lambda done, total: None,
) -> Bools:
    """Which groups are hidden, shape (groups,): the small ones, `also` these, and what it takes.

    A group that everybody is in is never hidden: it is everybody together, who always are shown.
    `progress` is told how much is done, and of how much. Raises ValueError for people who are
    fewer than the plan's minimum: then nothing may be shown.
    """
    hidden, always = primary(system), everybody(system)
    if (hidden & always).any():
        raise ValueError("Too few people answered for anything to be shown.")
    if also is not None:
        hidden |= also & ~always
    laid = layers(system, earlier)
    price = prices(system, cheap=hidden_before(system, laid))
    _protect(system, hidden, price, progress)
    _part(system, hidden, price, laid)
    progress(2 * HALF, 2 * HALF)
    return hidden


def _protect(system: System, hidden: Bools, price: Floats, progress: Progress) -> None:
    """Within this wave: hide, in place, what the hidden groups need to stay so."""
    flows, keep, small = Flows(system), hidden.copy(), system.small
    ways = complement(flows, hidden, price, small, progress=partial(_half, progress, 0))
    clean(flows, hidden, ways, price, keep=keep, progress=partial(_half, progress, HALF))
    mend(system, hidden, price)


def _part(system: System, hidden: Bools, price: Floats, laid: Sequence[Laid]) -> None:
    """Across waves: hide, in place, what would open a group that an earlier one hid. One more each
    time, so it comes to an end; what is hidden then only adds to the crowds of this wave."""
    while hits := [hit for one in laid for hit in opened(one, hidden)]:
        for hit in hits:
            if not hidden[list(hit)].any():
                hidden[min(hit, key=lambda group: (price[group], group))] = True
        mend(system, hidden, price)


def _half(progress: Progress, before: int, done: int, total: int) -> None:
    progress(before + HALF * done // total, 2 * HALF)
