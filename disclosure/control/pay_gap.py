"""The class pay gap: what people from lower backgrounds are paid less, by grouped medians.

Pay is known in bands, from the ballot itself; it stays in memory. People on the two sides, within
each group, are a small linked system of their own: a gap is shown only of groups that the tables
show, where the pattern of that system shows both sides, and both are large enough.
Source: docs/adr/0008-disclosure-control.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from disclosure.control import pay_sides
from disclosure.control.bands import floors_of, median, total
from disclosure.control.cells import Measured, about, measured
from disclosure.control.pattern import pattern
from disclosure.control.pay_sides import PAY, SIDE, SIDES
from disclosure.control.people import People
from disclosure.control.plan import LOWEST_MINIMUM, TOTAL, Cut, Key, Plan
from disclosure.control.recoding import recoded
from disclosure.control.safe_pay_gaps import SMALLEST, PayGap, PayGaps, step_of
from disclosure.control.safe_tables import Protected
from disclosure.control.solving import NotSolved
from disclosure.control.system import Bools, System, system

ORIGIN = "SEB1"
BY, MEANS_BY = ("UNIT", "GRADE", "LOCATION"), ("UNIT",)
"""Attributes by which medians are compared, and of those the one by which means are too."""
FEWEST_OF_A_MEAN = 100
"""On the smaller side. Means are divided by protected counts: for fewer that moves them too far."""


def pay_gaps(
    people: People,
    plan: Plan,
    *,
    bands: Sequence[str],
    shown: Protected,
    origin: str = ORIGIN,
    by: Sequence[str] = BY,
    means_by: Sequence[str] = MEANS_BY,
    smallest: int = SMALLEST,
) -> PayGaps:
    """The gaps of everybody and of each planned one-way cut by these attributes.

    `shown` are the tables of these people under this plan, as they left the gate: of a group that
    they hide there is no gap. `people.measures["PAY"]` holds for everybody the place of their
    category in `bands`, which are FROM_0, FROM_20000, … and after them whatever is no band; it need
    not be a measure of the plan. `origin` is the measure with the two SIDES among its categories.
    Raises ValueError for a `smallest` below 10 or tables of other people, and NotBands.
    """
    if smallest < LOWEST_MINIMUM:
        raise ValueError("A pay gap is never shown of fewer than 10 people on a side.")
    floors = floors_of(bands)
    people, plan, joined = recoded(people, plan)
    if joined != shown.recoded:
        raise ValueError("These are not the tables of these people: other categories were joined.")
    cuts = (TOTAL, *((code,) for code in by if (code,) in plan.cuts))
    gaps: dict[Cut, dict[Key, PayGap | None]] = {cut: dict.fromkeys(plan.keys(cut)) for cut in cuts}
    people, within = pay_sides.of_somebody(people, plan)
    here = pay_sides.placed(people, within, origin=origin, bands=len(floors))
    told = _told(here, pay_sides.linked(within, cuts, bands=len(floors)), floors, shown)
    if told is not None:
        for cut in cuts:
            has_mean = cut == TOTAL or cut[0] in means_by
            gaps[cut] |= told.gaps(cut, max(smallest, plan.minimum), has_mean)
    return PayGaps(gaps, floors, smallest)


def _told(people: People, plan: Plan, floors: tuple[int, ...], shown: Protected) -> "_Told | None":
    """What may be told of the two sides: nothing where too few are on them, or where the program
    that hides groups comes to no end."""
    if len(people) < plan.minimum:
        return None
    groups = system(people, plan)
    try:
        hidden = pattern(groups, also=pay_sides.hidden_in(shown, groups))
    except NotSolved:
        return None
    return _Told(groups, hidden, measured(people, groups), floors)


@dataclass(frozen=True)
class _Told:
    """The linked system, what of it is hidden, and what was counted in it."""

    linked: System
    hidden: Bools
    counted: Measured
    floors: tuple[int, ...]

    def gaps(self, cut: Cut, smallest: int, has_mean: bool) -> Iterator[tuple[Key, PayGap]]:
        """Of each group of a cut in which both sides are shown and large enough."""
        for (of, key), group in self.linked.number.items():
            if of == (*cut, SIDE) and key[-1] == SIDES[0]:
                other = self.linked.number.get((of, (*key[:-1], SIDES[1])))
                if other is not None and self._may_be_shown([group, other], smallest):
                    yield key[:-1], self._gap([group, other], smallest, has_mean)

    def _may_be_shown(self, sides: list[int], smallest: int) -> bool:
        shown = not self.hidden[sides].any()
        return shown and bool((self.linked.n[sides] >= smallest).all())

    def _gap(self, sides: list[int], smallest: int, has_mean: bool) -> PayGap:
        fewer = about(int(self.counted.sizes[sides].min()), smallest)
        step = step_of(fewer)
        medians = [median(self._people(side), self.floors) for side in sides]
        means = [self._mean(side) for side in sides]
        return PayGap(
            median=_rounded(*medians, step=step),
            mean=_rounded(*means, step=step) if has_mean and fewer >= FEWEST_OF_A_MEAN else None,
            step=step,
            smaller_side_about=fewer,
        )

    def _people(self, side: int) -> list[int]:
        """How many are in each band."""
        counts: list[int] = self.counted.counts.counts[PAY][side].tolist()
        return counts

    def _mean(self, side: int) -> float:
        return total(self._people(side), self.floors) / int(self.counted.sizes[side])


def _rounded(professional: float | None, lower: float | None, *, step: int) -> int | None:
    """The gap in percent, to the nearest step; None where either side is not known."""
    if not professional or lower is None:
        return None
    gap = 100 * (professional - lower) / professional
    return floor(gap / step + 0.5) * step
