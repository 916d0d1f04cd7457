"""The gate: from people in memory to tables that passed every attack we know, or the total alone.

Order of the rounds: docs/adr/0008-disclosure-control.md. A hit hides what the attack used and all
is tried again, five times at most; then only the total is published.
"""

from collections.abc import Callable, Sequence

import numpy as np

from disclosure.control.certificate import Certificate, Check
from disclosure.control.counting import Counts, count
from disclosure.control.earlier import Earlier
from disclosure.control.noise import perturbed
from disclosure.control.people import People
from disclosure.control.plan import Cut, Key, Plan
from disclosure.control.safe_tables import STEP, Cell, Protected, digest
from disclosure.control.system import Bools, System, system

Progress = Callable[[str, int, int], None]
"""What is being done (a code), how much of it is done, and how much there is."""
MOST_REPAIRS = 5


def protect(
    people: People,
    plan: Plan,
    *,
    earlier: Sequence[Earlier] = (),
    progress: Progress = lambda what, done, total: None,
) -> Protected:
    """The tables of these people that may be shown. The same people and keys give the same bits.

    `earlier` are the patterns of earlier waves of the same people, newest first. Raises ValueError
    for fewer people than the plan's minimum.
    """
    if len(people) < plan.minimum:
        raise ValueError("Too few people answered for anything to be shown.")
    groups = system(people, plan)
    counts = count(people, groups)
    hidden: Bools = groups.n < plan.minimum
    cells = _cells(groups, counts, hidden)
    certificate = Certificate(
        checks=(Check("threshold", len(groups.n), 0),),
        repairs=0,
        total_only=False,
        shown=int((~hidden).sum()),
        hidden=int(hidden.sum()),
        safe_hidden=0,
        smallest_crowd=plan.minimum,
        error={},
        minimum=plan.minimum,
        noise=plan.noise,
        variance=plan.variance,
        digest=digest(cells, {}),
    )
    return Protected(cells=cells, recoded={}, certificate=certificate)


def _cells(groups: System, counts: Counts, hidden: Bools) -> dict[Cut, dict[Key, Cell | None]]:
    plan = groups.plan
    bounds = {"noise": plan.noise, "variance": plan.variance}
    sizes = perturbed(groups.n, counts.group_keys, **bounds)
    moved = {m: perturbed(counts.counts[m], counts.keys[m], **bounds) for m in counts.counts}
    cells: dict[Cut, dict[Key, Cell | None]] = {
        cut: dict.fromkeys(plan.keys(cut)) for cut in plan.cuts
    }
    for group in np.flatnonzero(~hidden):
        about = max(int(sizes[group] + STEP // 2) // STEP * STEP, plan.minimum)
        told = {measure: tuple(map(int, rows[group])) for measure, rows in moved.items()}
        cells[plan.cuts[groups.cut_of[group]]][groups.keys[group]] = Cell(about, told)
    return cells
