"""The gate of pay gaps: what is shown beside the tables has been attacked as they were.

The two sides of each group are a linked system of their own. Its groups are attacked as those of
the tables are, as if how many people are in each band were published to the person; then the gaps
are attacked as they are. A hit hides what was used, five times at most; then no gap is published.
"""

from collections.abc import Sequence

import numpy as np

from disclosure.attacks import crowds, pay, persons, recovery, residuals
from disclosure.attacks.found import Found
from disclosure.control import pay_gap
from disclosure.control.certificate import Check
from disclosure.control.pattern import pattern
from disclosure.control.pay_gap import Compared, Read
from disclosure.control.pay_sides import PAY
from disclosure.control.people import People
from disclosure.control.plan import Cut, Key, Plan
from disclosure.control.safe_pay_gaps import SMALLEST, PayGap, PayGaps
from disclosure.control.safe_tables import Protected
from disclosure.control.solving import NotSolved
from disclosure.control.system import Bools, Ints
from disclosure.gate import MOST_REPAIRS, to_hide

GROUPS = "pay_groups"
"""The attacks on groups and persons of the linked system, together."""
TRIED = (GROUPS, "pay_sides", "pay_bands")
ATTACKS = (residuals.attack, recovery.attack, crowds.attack, persons.attack)
Shown = dict[tuple[Cut, Key], Read]


def pay_gaps(
    people: People,
    plan: Plan,
    *,
    bands: Sequence[str],
    shown: Protected,
    origin: str = pay_gap.ORIGIN,
    by: Sequence[str] = pay_gap.BY,
    means_by: Sequence[str] = pay_gap.MEANS_BY,
    smallest: int = SMALLEST,
) -> PayGaps:
    """The gaps of everybody and of each planned one-way cut by these attributes.

    `shown` are the tables of these people under this plan, as they left the gate: of a group that
    they hide there is no gap. `people.measures["PAY"]` holds for everybody the place of their
    category in `bands`, which are FROM_0, FROM_20000, … and after them whatever is no band; it need
    not be a measure of the plan. `origin` is the measure with the two sides among its categories.
    Raises ValueError for a `smallest` below 10 or tables of other people, and NotBands.
    """
    told = pay_gap.compared(
        people, plan, bands=bands, shown=shown, origin=origin, by=by, means_by=means_by,
        smallest=smallest,
    )  # fmt: skip
    gaps: dict[Cut, dict[Key, PayGap | None]] = {
        cut: dict.fromkeys(keys) for cut, keys in told.possible.items()
    }
    try:
        reads, found = _passed(told)
    except NotSolved:
        reads, found = {}, []
    for (cut, key), read in reads.items():
        gaps[cut][key] = told.gap(read)
    tried = {GROUPS: sum(map(len, told.possible.values()))}  # how many people tried is not told
    checks = tuple(Check(one.name, tried.get(one.name, len(reads)), len(one.hits)) for one in found)
    return PayGaps(gaps, told.floors, smallest, checks)


def _passed(told: Compared) -> tuple[Shown, list[Found]]:
    """The gaps that pass every attack, and what was tried on them; none where it does not end."""
    if len(told.people) < told.plan.minimum:
        return {}, []
    also = told.before
    for _repair in range(MOST_REPAIRS + 1):
        hidden = pattern(told.linked, also=also)
        reads = told.reads(hidden)
        found = [_on_groups(told, hidden), *_on_gaps(told, reads)]
        if not any(one.hits for one in found):
            return reads, found
        also = hidden | to_hide(told.linked, hidden, found)
    return {}, []


def _on_groups(told: Compared, hidden: Bools) -> Found:
    """What adding and subtracting finds, as if the bands of all shown sides were published."""
    tried = [attack(told.linked, hidden) for attack in ATTACKS]
    hits = tuple(hit for one in tried for hit in one.hits)
    return Found(GROUPS, tried=sum(one.tried for one in tried), hits=hits)


def _on_gaps(told: Compared, reads: Shown) -> tuple[Found, Found]:
    """What the gaps themselves prove, tried on everybody who told their pay."""
    pays = told.everybody.measures[PAY]
    here = np.flatnonzero(pays < len(told.floors))
    bands = tuple(tuple(tuple(told.bands(side)) for side in one.sides) for one in reads.values())
    gaps = pay.Gaps(tuple(reads.values()), bands, told.plan.noise, told.smallest)
    inside = _inside(told, {group: number for number, group in enumerate(reads)})
    return pay.attack(gaps, inside[here], pays[here].astype(np.int64), told.side[here])


def _inside(told: Compared, number: dict[tuple[Cut, Key], int]) -> Ints:
    """The published gap that everybody is in, of each cut. Shape (people, cuts)."""
    inside = np.full((len(told.everybody), len(told.possible)), pay.NONE)
    for at, cut in enumerate(told.possible):
        keys = list(told.plan.keys(cut))
        places = np.array([number.get((cut, key), pay.NONE) for key in keys])
        inside[:, at] = places[told.everybody.attributes[cut[0]]] if cut else places[0]
    return inside
