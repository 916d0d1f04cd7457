"""What an outsider makes of the class pay gaps of 1,000 invented staff, and one person of them.

The design measured 10 to 22 in a hundred: so often a gap reads otherwise without one person's
answer. Gaps are no sums of those of parts: what is hidden of parts is not what is left over.
"""

from dataclasses import replace

import numpy as np
import pytest

from bench import pay_told
from bench.outsider_waves import Asked
from bench.pay_told import BANDS, BY, FLOORS, LOWER
from disclosure import gate
from disclosure.control.bands import median
from disclosure.control.pay_gap import Read
from disclosure.control.pay_sides import PAY
from disclosure.control.people import People
from disclosure.control.plan import Cut, Key, Plan
from disclosure.control.safe_pay_gaps import PayGaps
from disclosure.pay_gate import pay_gaps

PROFESSIONAL = 0


@pytest.fixture(scope="module")
def people(first: Asked) -> People:
    band = pay_told.bands_of(first.rows)
    return replace(first.people, measures={**first.people.measures, PAY: band.astype(np.uint16)})


def in_group(people: People, plan: Plan, cut: Cut, key: Key) -> np.ndarray:
    here = np.ones(len(people), bool)
    for code, category in zip(cut, key, strict=True):
        here &= people.attributes[code] == plan.by_code[code].categories.index(category)
    return here


def bands_of(people: People, here: np.ndarray) -> list[list[int]]:
    """How many are in each band, of either side."""
    return [
        np.bincount(
            people.measures[PAY][here & (people.measures["PARENT"] == side)], minlength=len(BANDS)
        )[: len(FLOORS)].tolist()
        for side in (PROFESSIONAL, LOWER)
    ]


def would_say(sides: list[list[int]], step: int) -> int | None:
    return Read((0, 1), (0, 0), step, False, FLOORS).says(*sides)[0]


def moved(sides: list[list[int]], step: int) -> tuple[int, int]:
    """In how many cases the gap would read otherwise without one person, and of how many."""
    whole, otherwise = would_say(sides, step), 0
    for side in sides:
        for band, many in enumerate(side):
            if many:
                side[band] -= 1
                otherwise += many * (would_say(sides, step) != whole)
                side[band] += 1
    return otherwise, sum(map(sum, sides))


def test_a_gap_seldom_tells_whether_one_person_answered(first: Asked, people: People) -> None:
    """With the steps it is rounded to; to whole points, it would far more often."""
    told = pay_gaps(people, first.plan, bands=BANDS, shown=first.protected, origin="PARENT", by=BY)
    shown = [
        (gap.step, bands_of(people, in_group(people, first.plan, cut, key)))
        for cut, found in told.gaps.items()
        for key, gap in found.items()
        if gap is not None
    ]
    as_shown, to_points = (
        np.array([moved(sides, step) for step, sides in rounded]).sum(axis=0)
        for rounded in (shown, [(1, sides) for _step, sides in shown])
    )

    assert len(shown) >= 10
    assert 0 < as_shown[0] / as_shown[1] <= 0.22
    assert to_points[0] > 2 * as_shown[0]


@pytest.fixture(scope="module")
def departments(people: People, first: Asked) -> tuple[People, Plan]:
    """Departments beside levels and places, with a minimum at which some are hidden."""
    attributes = tuple(
        replace(first.plan.by_code[code], coarser="", inside=())
        for code in ("DEPARTMENT", "LEVEL", "PLACE")
    )
    cuts = ((), *((attribute.code,) for attribute in attributes))
    plan = replace(first.plan, attributes=attributes, cuts=cuts, minimum=20)
    columns = {attribute.code: people.attributes[attribute.code] for attribute in attributes}
    return replace(people, attributes=columns), plan


def test_what_is_shown_fits_with_other_gaps_of_what_is_hidden(
    departments: tuple[People, Plan],
) -> None:
    """Whoever knew every size and every shown gap: in these two worlds all of it is the same."""
    people, plan = departments
    tables = gate.protect(people, plan)
    assert any(cell is None for cell in tables.cells["DEPARTMENT",].values())

    def told(of: People) -> PayGaps:
        return pay_gaps(of, plan, bands=BANDS, shown=tables, origin="PARENT", by=BY)

    hidden = [key for key, gap in told(people).gaps["DEPARTMENT",].items() if gap is None]
    other = exchanged(people, plan, hidden)

    assert told(other) == told(people)
    assert (
        max(
            abs(exact(people, plan, key) - exact(other, plan, key))
            for key in hidden
            if tables.cells["DEPARTMENT",][key] is None
        )
        > 10
    )


def exchanged(people: People, plan: Plan, hidden: list[Key]) -> People:
    """On each side those of hidden departments change places: the worst paid of the one side and
    the best paid of the other now are in the first of them."""
    department = people.attributes["DEPARTMENT"].copy()
    among = np.any([in_group(people, plan, ("DEPARTMENT",), key) for key in hidden], axis=0)
    among &= people.measures[PAY] < len(FLOORS)
    for side, turn in ((PROFESSIONAL, -1), (LOWER, 1)):
        here = np.flatnonzero(among & (people.measures["PARENT"] == side))
        by_pay = here[np.argsort(people.measures[PAY][here], kind="stable")][::turn]
        department[by_pay] = np.sort(department[here])
    return replace(people, attributes={**people.attributes, "DEPARTMENT": department})


def exact(people: People, plan: Plan, key: Key) -> float:
    """The gap as nobody is told it, in percent."""
    professional, lower = (
        median(side, FLOORS)
        for side in bands_of(people, in_group(people, plan, ("DEPARTMENT",), key))
    )
    return 100 * (professional - lower) / professional
