"""The two sides of a pay gap begin with what the tables hide, and an empty one is a small one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import gate
from disclosure.control.pay_sides import PAY, of_somebody
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Measure, Plan
from disclosure.control.safe_pay_gaps import PayGaps
from disclosure.control.safe_tables import Protected
from disclosure.control.solving import NotSolved
from disclosure.pay_gate import pay_gaps

BANDS = ("FROM_0", "FROM_20000", "FROM_30000", "not_disclosed")
SEB1 = Measure("SEB1", ("professional", "intermediate", "lower", "not_disclosed"), (0, 1, 2), 3)
PROFESSIONAL, INTERMEDIATE, LOWER, NOT_SAID = range(4)
UNIT = Attribute("UNIT", ("A", "B", "C", "not_disclosed"), 3)
PLAN = Plan((UNIT,), (SEB1,), ((), ("UNIT",)))
LARGE = [PROFESSIONAL] * 45 + [LOWER] * 45
NOBODY_ON_A_SIDE = [NOT_SAID, INTERMEDIATE, INTERMEDIATE, NOT_SAID, INTERMEDIATE]


def staff(**units: list[int]) -> People:
    """Everybody's unit and background; each third is in each band."""
    unit = [UNIT.categories.index(name) for name, there in units.items() for _one in there]
    origin = [one for there in units.values() for one in there]
    many = len(unit)
    return People(
        {"UNIT": np.array(unit, np.uint16)},
        {"SEB1": np.array(origin, np.uint16), PAY: np.arange(many).astype(np.uint16) % 3},
        np.random.default_rng(7).integers(0, 2**64, many, dtype=np.uint64),
    )


def published(people: People, plan: Plan = PLAN) -> tuple[Protected, PayGaps]:
    tables = gate.protect(people, plan)
    return tables, pay_gaps(people, plan, bands=BANDS, shown=tables)


def shown(gaps: PayGaps) -> set[str]:
    return {unit for (unit,), gap in gaps.gaps["UNIT",].items() if gap}


@pytest.mark.parametrize("small", [NOBODY_ON_A_SIDE, [PROFESSIONAL, LOWER] * 2, [LOWER] * 5])
def test_a_group_that_is_hidden_for_another_has_no_gap_whatever_that_other_answered(small):
    """Otherwise the gap of A would say of B that nobody there told both."""
    tables, pay = published(staff(A=LARGE, B=small, C=LARGE + LARGE))

    assert tables.cells["UNIT",]["A",] is None
    assert shown(pay) == {"C"}
    assert pay.gaps[()][()] is not None


def test_what_the_tables_hide_is_hidden_here_and_nothing_in_its_place():
    """A is the smaller unit, and has more who told both: left to itself, pay would hide C."""
    fewer_who_told = LARGE[20:70] + [INTERMEDIATE] * 80

    tables, pay = published(staff(A=LARGE, B=[PROFESSIONAL, LOWER] * 2, C=fewer_who_told))

    assert tables.cells["UNIT",]["A",] is None
    assert tables.cells["UNIT",]["C",] is not None
    assert shown(pay) == {"C"}


units = st.lists(st.integers(0, 3), max_size=70)


@settings(deadline=None, max_examples=30)
@given(a=units, b=units, c=units)
def test_whoever_answers_no_gap_is_shown_of_a_hidden_group(a, b, c):
    tables, pay = published(staff(A=a, B=b, C=c, not_disclosed=LARGE))

    hidden = {unit for (unit,), cell in tables.cells["UNIT",].items() if cell is None}
    assert not hidden & shown(pay)


@pytest.mark.parametrize("of_lower", [0, 1, 9])
def test_that_nobody_of_a_shown_group_is_on_a_side_does_not_come_out(of_lower):
    here = [PROFESSIONAL] * (60 - of_lower) + [LOWER] * of_lower

    tables, pay = published(staff(A=LARGE, B=here, C=LARGE + LARGE))

    assert None not in [tables.cells["UNIT",][unit,] for unit in "ABC"]
    assert shown(pay) == {"C"}


def test_a_unit_of_the_list_in_which_nobody_is_hides_no_other():
    _tables, pay = published(staff(A=LARGE, B=LARGE))

    assert shown(pay) == {"A", "B"}


def test_groups_that_were_put_together_in_the_tables_are_not_apart_here():
    people = staff(A=LARGE, B=[LOWER] * 5, C=LARGE, not_disclosed=LARGE)

    tables, pay = published(people)

    assert tables.recoded == {"UNIT": {"B": "not_disclosed"}}
    assert set(pay.gaps["UNIT",]) == {("A",), ("C",), ("not_disclosed",)}
    with pytest.raises(ValueError, match="other categories"):
        pay_gaps(staff(A=LARGE, B=LARGE), PLAN, bands=BANDS, shown=tables)


def test_where_only_the_total_is_shown_only_the_total_has_a_gap():
    people = staff(A=LARGE, C=LARGE)
    total = gate.protect(people, Plan((UNIT,), (SEB1,), ((),)))

    pay = pay_gaps(people, PLAN, bands=BANDS, shown=total)

    assert pay.gaps[()][()] is not None
    assert shown(pay) == set()


def test_where_the_program_comes_to_no_end_no_gap_is_shown(monkeypatch):
    people = staff(A=LARGE, C=LARGE)
    tables = gate.protect(people, PLAN)

    def never(*_args, **_more):
        raise NotSolved

    monkeypatch.setattr("disclosure.pay_gate.pattern", never)
    pay = pay_gaps(people, PLAN, bands=BANDS, shown=tables)

    assert not any(gap for found in pay.gaps.values() for gap in found.values())


def test_a_list_is_taken_as_far_as_there_are_people_in_it_one_inside_the_other():
    division = Attribute("DIVISION", ("d0", "d1", "d2"))
    team = Attribute("TEAM", ("t0", "t1", "t2"), None, "DIVISION", (0, 2, 2))
    said = Attribute("GENDER", ("woman", "man", "not_said"), 2, listed=False)
    columns = {"DIVISION": [2, 2], "TEAM": [2, 2], "GENDER": [1, 1]}
    people = People({c: np.array(v, np.uint16) for c, v in columns.items()}, {}, np.array([1, 2]))

    there, plan = of_somebody(people, Plan((division, team, said), (), ((),)))

    assert [a.categories for a in plan.attributes] == [("d2",), ("t2",), ("woman", "man")]
    assert plan.by_code["TEAM"].inside == (0,)
    assert {code: column.tolist() for code, column in there.attributes.items()} == {
        "DIVISION": [0, 0],
        "TEAM": [0, 0],
        "GENDER": [1, 1],
    }
