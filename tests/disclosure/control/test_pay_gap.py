"""Class pay gaps: of large groups only, rounded by their size, and from grouped medians."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.control.bands import NotBands, floors_of, median
from disclosure.control.pattern import pattern
from disclosure.control.pay_gap import compared
from disclosure.control.pay_sides import PAY
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Measure, Plan
from disclosure.control.safe_pay_gaps import SMALLEST, PayGap, PayGaps, step_of
from disclosure.control.safe_tables import Protected
from tests.disclosure.tables import cell, protected

BANDS = ("FROM_0", "FROM_20000", "FROM_25000", "FROM_30000", "FROM_35000", "not_disclosed")
UNIT = Attribute("UNIT", ("north", "south", "west"))
GRADE = Attribute("GRADE", ("junior", "senior"))
SEB1 = Measure("SEB1", ("professional", "intermediate", "lower", "not_disclosed"), (0, 1, 2), 3)
PROFESSIONAL, INTERMEDIATE, LOWER = range(3)
TOP, NOT_SAID = 4, 5
CUTS = ((), ("UNIT",), ("GRADE",), ("UNIT", "GRADE"))
Side = tuple[int, int, int, int]
"""So many people, in this unit, from this background, in this band of pay."""


def made(*sides: Side, cuts=CUTS, **bounds: int) -> tuple[People, Plan]:
    unit, origin, pay = (
        np.concatenate([np.full(side[0], side[place], np.uint16) for side in sides])
        for place in (1, 2, 3)
    )
    keys = np.random.default_rng(4).integers(0, 2**64, len(unit), dtype=np.uint64)
    attributes = {"UNIT": unit, "GRADE": np.zeros(len(unit), np.uint16)}
    people = People(attributes, {"SEB1": origin, PAY: pay}, keys)
    return people, Plan((UNIT, GRADE), (SEB1,), cuts, **bounds)


def pay_gaps(people: People, plan: Plan, *, smallest: int = SMALLEST, **given) -> PayGaps:
    """By the rules alone: the attacks on them are tried in tests/disclosure/test_pay_gate.py."""
    told = compared(people, plan, smallest=smallest, **given)
    gaps = {cut: dict.fromkeys(keys) for cut, keys in told.possible.items()}
    enough = len(told.people) >= told.plan.minimum
    reads = told.reads(pattern(told.linked, also=told.before)) if enough else {}
    for (cut, key), read in reads.items():
        gaps[cut][key] = told.gap(read)
    return PayGaps(gaps, told.floors, smallest)


def gaps_of(*sides: Side, hidden=(), **more):
    """`hidden` are the units that the tables hide."""
    people, plan = made(*sides)
    return pay_gaps(people, plan, bands=BANDS, shown=tables_of(plan, *hidden), **more)


def tables_of(plan: Plan, *hidden: str) -> Protected:
    """Tables that show every group but these units."""
    cells = {cut: dict.fromkeys(plan.keys(cut), cell(100)) for cut in plan.cuts}
    return protected(cells | {("UNIT",): cells["UNIT",] | {(unit,): None for unit in hidden}})


BOTH = ((60, 0, PROFESSIONAL, 2), (60, 0, LOWER, 1), (60, 1, PROFESSIONAL, 3), (60, 1, LOWER, 1))


def test_the_gap_is_what_the_lower_side_is_paid_less_in_percent_of_the_other():
    found = gaps_of(*BOTH).gaps

    assert found["UNIT",]["north",].median == 18  # 22,500 under 27,500: 18.2 %, in steps of 2
    assert found["UNIT",]["south",].median == 30  # under 32,500: 30.8 %
    assert found[()][()].median == 26  # 22,500 under 30,000: 25 %, and halves go up


def test_who_is_paid_more_has_a_gap_below_nought():
    found = gaps_of((300, 0, PROFESSIONAL, 1), (300, 0, LOWER, 2)).gaps

    assert found["UNIT",]["north",].median == -22
    assert found["UNIT",]["north",].step == 1


def test_whoever_is_on_neither_side_or_says_nothing_of_pay_counts_for_nobody():
    more = ((200, 0, INTERMEDIATE, 0), (200, 0, PROFESSIONAL, NOT_SAID), (200, 1, 3, 0))

    assert gaps_of(*BOTH, *more).gaps["UNIT",] == gaps_of(*BOTH).gaps["UNIT",]


def test_every_group_is_listed_and_those_of_nobody_are_as_the_hidden_ones():
    found = gaps_of(*BOTH).gaps

    assert list(found) == [(), ("UNIT",), ("GRADE",)]
    assert found["UNIT",]["west",] is None
    assert found["GRADE",]["senior",] is None


@pytest.mark.parametrize(
    ("lower", "smallest", "is_shown"),
    [(20, 20, True), (19, 20, False), (30, 31, False), (10, 10, True), (9, 10, False)],
)
def test_a_gap_needs_enough_people_on_both_sides(lower, smallest, is_shown):
    people = ((400, 0, PROFESSIONAL, 2), (400, 0, LOWER, 1), (90, 1, PROFESSIONAL, 2))

    west = ((90, 2, PROFESSIONAL, 1), (90, 2, LOWER, 1))
    found = gaps_of(*people, (lower, 1, LOWER, 1), *west, smallest=smallest)

    assert (found.gaps["UNIT",]["south",] is not None) == is_shown
    assert found.gaps["UNIT",]["north",] is not None
    assert found.gaps[()][()] is not None


def test_two_small_groups_do_not_stand_alone_in_what_is_left_over():
    """With one side of one unit hidden, subtraction would open it: another must be hidden too."""
    people = [(100, unit, side, 2) for unit in (0, 1) for side in (PROFESSIONAL, LOWER)]

    found = gaps_of(*people, (100, 2, PROFESSIONAL, 2), (6, 2, LOWER, 1)).gaps["UNIT",]

    assert found["west",] is None
    assert sum(gap is not None for gap in found.values()) == 1


def test_a_plan_that_shows_only_larger_groups_shows_only_larger_pay_gaps():
    sides = ((24, 0, PROFESSIONAL, 2), (24, 0, LOWER, 1))

    usual, raised = (
        pay_gaps(people, plan, bands=BANDS, shown=tables_of(plan))
        for people, plan in (made(*BOTH, *sides, minimum=least) for least in (10, 90))
    )

    assert usual.gaps["UNIT",]["north",] is not None
    assert raised.gaps["UNIT",]["north",] is None


def test_a_median_in_the_open_band_is_shown_as_not_known():
    found = gaps_of((60, 0, PROFESSIONAL, TOP), (60, 0, LOWER, 1)).gaps["UNIT",]["north",]

    assert (found.median, found.smaller_side_about % 5) == (None, 0)


def test_all_in_one_band_have_no_gap():
    assert gaps_of((60, 0, PROFESSIONAL, 2), (60, 0, LOWER, 2)).gaps[()][()].median == 0


@pytest.mark.parametrize("sides", [(), ((9, 0, LOWER, 1),), ((50, 0, LOWER, NOT_SAID),)])
def test_where_nobody_said_what_they_are_paid_nothing_is_shown(sides):
    nobody = (0, 0, PROFESSIONAL, 0)

    assert not any(gap for found in gaps_of(nobody, *sides).gaps.values() for gap in found.values())


def test_means_are_made_for_everybody_and_units_and_of_many_people_only():
    large = [(many * 5, unit, side, pay) for many, unit, side, pay in BOTH]

    found = gaps_of(*large).gaps
    small = gaps_of(*BOTH).gaps

    assert found["UNIT",]["north",].mean == pytest.approx(18, abs=2)
    assert found[()][()].mean == pytest.approx(25, abs=2)
    assert found["GRADE",]["junior",].mean is None
    assert small["UNIT",]["north",].mean is None


def test_a_mean_is_not_pulled_by_those_in_the_open_band():
    people = ((300, 0, PROFESSIONAL, 3), (300, 0, PROFESSIONAL, TOP), (400, 0, LOWER, 3))

    mean = gaps_of(*people).gaps[()][()].mean

    assert mean == pytest.approx(100 * (1 - 32_500 / 33_750), abs=1.5)


def test_it_is_the_same_whenever_it_is_counted_whoever_comes_first():
    people, plan = made(*BOTH)
    order = np.random.default_rng(1).permutation(len(people))
    turned = People(
        {code: column[order] for code, column in people.attributes.items()},
        {code: column[order] for code, column in people.measures.items()},
        people.keys[order],
    )

    shown = tables_of(plan)
    first, again = (pay_gaps(each, plan, bands=BANDS, shown=shown) for each in (people, turned))

    assert first == again


@pytest.mark.parametrize(
    ("more", "because"),
    [({"smallest": 9}, "fewer than 10"), ({"bands": ("FROM_0", "not_disclosed")}, "ascend")],
)
def test_what_would_show_too_much_or_is_not_in_bands_is_refused(more, because):
    people, plan = made(*BOTH)

    with pytest.raises(ValueError, match=because):
        pay_gaps(people, plan, **{"bands": BANDS, "shown": tables_of(plan), **more})
    assert issubclass(NotBands, ValueError)


sides = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 2), st.integers(0, 3), st.integers(0, 5)),
    min_size=1,
    max_size=14,
)


@settings(deadline=None, max_examples=40)
@given(sides=sides)
def test_whoever_answers_a_gap_is_rounded_and_both_its_sides_are_large(sides):
    people, _plan = made(*sides)
    floors = floors_of(BANDS)

    for (unit,), gap in gaps_of(*sides).gaps["UNIT",].items():
        if gap is not None:
            here = people.attributes["UNIT"] == UNIT.categories.index(unit)
            bands = [
                people.measures[PAY][here & (people.measures["SEB1"] == side)]
                for side in (PROFESSIONAL, LOWER)
            ]
            counts = [np.bincount(pay, minlength=6)[:5].tolist() for pay in bands]
            check(gap, counts, floors)


def check(gap: PayGap, counts: list[list[int]], floors: tuple[int, ...]) -> None:
    smaller = min(map(sum, counts))
    assert smaller >= 20
    assert abs(gap.smaller_side_about - smaller) <= 3 + 2
    assert gap.step == step_of(gap.smaller_side_about)
    professional, lower = (median(side, floors) for side in counts)
    if professional is None or lower is None:
        assert gap.median is None
    else:
        exact = 100 * (professional - lower) / professional
        assert gap.median % gap.step == 0
        assert abs(gap.median - exact) <= gap.step / 2
