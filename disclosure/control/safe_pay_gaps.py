"""The only form in which pay exists outside the count: gaps, rounded by the size of their sides.

A PayGap refuses, with Unsafe, sides that are too small, and figures that say more than their step
allows. Python only, as safe_tables.py.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from disclosure.control.certificate import Check, checks
from disclosure.control.plan import LOWEST_MINIMUM, Cut, Key, cut_name, cut_named
from disclosure.control.safe_tables import STEP, Unsafe

SMALLEST = 20
"""So many are on each side at least. Source: docs/adr/0008-disclosure-control.md."""
STEPS = ((50, 5), (200, 2))
FINEST = 1


def step_of(side: int) -> int:
    """To how many points a gap is rounded whose smaller side has about so many people."""
    return next((step for below, step in STEPS if side < below), FINEST)


@dataclass(frozen=True)
class PayGap:
    """By how much those from lower backgrounds are paid less than those from professional ones, in
    percent of the latter, in whole multiples of `step`; below 0: more.

    `median` is None where it lies in the open top band, so that nobody knows it: said in words, not
    as 0. `mean` is None where it is not made: beside medians only of large groups.
    `smaller_side_about` is how many people are on the smaller side, to the nearest 5, from a
    protected count.
    """

    median: int | None
    mean: int | None
    step: int
    smaller_side_about: int

    def __post_init__(self) -> None:
        about = self.smaller_side_about
        if about < LOWEST_MINIMUM or about % STEP or self.step < step_of(about):
            raise Unsafe("A pay gap of too few people, or said more exactly than they allow.")
        if any(gap is not None and gap % self.step for gap in (self.median, self.mean)):
            raise Unsafe("A pay gap that was not rounded.")


@dataclass(frozen=True)
class PayGaps:
    """By cut, every group it could have: its gap, or None where it is hidden or nobody is in it.

    `floors` is where each band began, in pounds; `smallest` how many each side has at least.
    `checks` are the attacks they passed: none of gaps from before they were attacked.
    """

    gaps: Mapping[Cut, Mapping[Key, PayGap | None]]
    floors: tuple[int, ...]
    smallest: int
    checks: tuple[Check, ...] = ()

    def __post_init__(self) -> None:
        if any(check.found for check in self.checks):
            raise Unsafe("These pay gaps did not pass an attack.")

    def to_data(self) -> dict[str, Any]:
        """As plain data, for a column of JSON: Publication.pay."""
        gaps = {
            cut_name(cut): [[list(key), gap and asdict(gap)] for key, gap in found.items()]
            for cut, found in self.gaps.items()
        }
        told = {"floors": list(self.floors), "smallest": self.smallest}
        return {"gaps": gaps, **told, "checks": [asdict(check) for check in self.checks]}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """What was kept. Raises Unsafe for what may not be shown, or is not in our form."""
        try:
            gaps = {
                cut_named(name): {tuple(key): gap and PayGap(**gap) for key, gap in found}
                for name, found in data["gaps"].items()
            }
            tried = checks(data.get("checks", []))
            return cls(gaps, tuple(data["floors"]), data["smallest"], tried)
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise Unsafe("These are not pay gaps of ours.") from wrong
