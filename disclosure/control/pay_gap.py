"""The class pay gap: what people from lower backgrounds are paid less, by grouped medians.

Pay is known in bands, from the ballot itself; it stays in memory. People on the two sides, within
each group, are a small linked system of their own: a gap is shown only of groups that the tables
show, where the pattern of that system shows both sides, and both are large enough.
Source: docs/adr/0008-disclosure-control.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor

import numpy as np

from disclosure.control import pay_sides
from disclosure.control.bands import floors_of, median, total
from disclosure.control.cells import Measured, about, measured
from disclosure.control.pay_sides import PAY, SIDE, SIDES
from disclosure.control.people import People
from disclosure.control.plan import LOWEST_MINIMUM, TOTAL, Cut, Key, Plan
from disclosure.control.recoding import recoded
from disclosure.control.safe_pay_gaps import SMALLEST, PayGap, step_of
from disclosure.control.safe_tables import Protected
from disclosure.control.system import Bools, Ints, System, system

ORIGIN = "SEB1"
BY, MEANS_BY = ("UNIT", "GRADE", "LOCATION"), ("UNIT",)
"""Attributes by which medians are compared, and of those the one by which means are too."""
FEWEST_OF_A_MEAN = 100
"""On the smaller side. Means are divided by protected counts: for fewer that moves them too far."""


Bands = Sequence[int]
"""How many people are in each band."""


def compared(
    people: People,
    plan: Plan,
    *,
    bands: Sequence[str],
    shown: Protected,
    origin: str = ORIGIN,
    by: Sequence[str] = BY,
    means_by: Sequence[str] = MEANS_BY,
    smallest: int = SMALLEST,
) -> "Compared":
    """Everybody who told both, in the plan of the two sides: for `disclosure.pay_gate.pay_gaps`,
    which says what the parameters are.

    Raises ValueError for a `smallest` below 10 or tables of other people, and NotBands.
    """
    if smallest < LOWEST_MINIMUM:
        raise ValueError("A pay gap is never shown of fewer than 10 people on a side.")
    floors = floors_of(bands)
    people, plan, joined = recoded(people, plan)
    if joined != shown.recoded:
        raise ValueError("These are not the tables of these people: other categories were joined.")
    cuts = (TOTAL, *((code,) for code in by if (code,) in plan.cuts))
    within, here_plan = pay_sides.of_somebody(people, plan)
    here = pay_sides.placed(within, here_plan, origin=origin, bands=len(floors))
    return Compared(
        possible={cut: tuple(plan.keys(cut)) for cut in cuts},
        with_means=frozenset({TOTAL, *((code,) for code in means_by)}),
        floors=floors,
        smallest=max(smallest, plan.minimum),
        everybody=within,
        side=pay_sides.sides(within, here_plan, origin).astype(np.int64),
        people=here,
        plan=pay_sides.linked(here_plan, cuts, bands=len(floors)),
        tables=shown,
    )


@dataclass(frozen=True)
class Read:
    """A gap as it would be read: of which two groups of the linked system it is made, how many
    people of either there are by their noisy counts, and to how many points it is rounded."""

    sides: tuple[int, int]
    sizes: tuple[int, int]
    step: int
    has_mean: bool
    floors: tuple[int, ...]

    def exactly(self, professional: Bands, lower: Bands) -> tuple[float | None, float | None]:
        """The median gap and the mean gap in percent, were these the people on the two sides; None
        where either side is not known, or no mean is made."""
        sides = (professional, lower)
        means = zip(sides, self.sizes, strict=True)
        return (
            _gap(*(median(side, self.floors) for side in sides)),
            _gap(*(total(side, self.floors) / n for side, n in means)) if self.has_mean else None,
        )

    def says(self, professional: Bands, lower: Bands) -> tuple[int | None, int | None]:
        """The same, rounded to the nearest step; halves go up."""
        of_medians, of_means = self.exactly(professional, lower)
        return self._rounded(of_medians), self._rounded(of_means)

    def _rounded(self, gap: float | None) -> int | None:
        return None if gap is None else floor(gap / self.step + 0.5) * self.step


@dataclass(frozen=True)
class Compared:
    """Who is set side by side, and of which groups: `possible` are all there could be, by cut.

    `everybody` are all who answered and `side` where they stand, 2 for neither; `people` are those
    of them who are on a side and told their pay, in the `plan` of the two sides. `tables` are those
    that are published of everybody.
    """

    possible: Mapping[Cut, tuple[Key, ...]]
    with_means: frozenset[Cut]
    floors: tuple[int, ...]
    smallest: int
    everybody: People
    side: Ints
    people: People
    plan: Plan
    tables: Protected

    @cached_property
    def linked(self) -> System:
        return system(self.people, self.plan)

    @cached_property
    def counted(self) -> Measured:
        return measured(self.people, self.linked)

    @property
    def before(self) -> Bools:
        """What the tables hide is hidden here from the start. Shape (groups,)."""
        return pay_sides.hidden_in(self.tables, self.linked)

    def reads(self, hidden: Bools) -> dict[tuple[Cut, Key], Read]:
        """Of each group in which both sides are shown and large enough, how its gap is read."""
        found = {}
        for (of, key), group in self.linked.number.items():
            if of[-1:] == (SIDE,) and key[-1] == SIDES[0]:
                other = self.linked.number.get((of, (*key[:-1], SIDES[1])))
                if other is not None and self._may_be_shown([group, other], hidden):
                    found[of[:-1], key[:-1]] = self._read(of[:-1], group, other)
        return found

    def _may_be_shown(self, sides: list[int], hidden: Bools) -> bool:
        large = bool((self.linked.n[sides] >= self.smallest).all())
        return large and not hidden[sides].any()

    def _read(self, cut: Cut, professional: int, lower: int) -> Read:
        sizes = (int(self.counted.sizes[professional]), int(self.counted.sizes[lower]))
        fewer = about(min(sizes), self.smallest)
        has_mean = cut in self.with_means and fewer >= FEWEST_OF_A_MEAN
        return Read((professional, lower), sizes, step_of(fewer), has_mean, self.floors)

    def bands(self, side: int) -> list[int]:
        """How many people of a group of the linked system are in each band."""
        counts: list[int] = self.counted.counts.counts[PAY][side].tolist()
        return counts

    def gap(self, read: Read) -> PayGap:
        """The gap itself."""
        median_gap, mean_gap = read.says(*map(self.bands, read.sides))
        fewer = about(min(read.sizes), self.smallest)
        return PayGap(median_gap, mean_gap, read.step, fewer)


def _gap(professional: float | None, lower: float | None) -> float | None:
    """In percent; None where either side is not known."""
    if not professional or lower is None:
        return None
    return 100 * (professional - lower) / professional
