"""What can be seen from outside of tables that came back: certificates, and sums that cannot be."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.control.plan import Attribute, Cut, Key, Measure, Plan
from disclosure.control.safe_tables import Cell, Protected, digest
from surveys import returned_tables
from tests.disclosure.publications import plan_of, protected_tables

PLAN = Plan(
    (Attribute("UNIT", ("north", "south", "not_disclosed"), 2),),
    (Measure("SEB1", ("lower", "not_disclosed"), (0,), 1),),
    ((), ("UNIT",)),
)
GATE = protected_tables().certificate


def tables(total: int | None, *units: int | None, total_only: bool = False) -> Protected:
    """Everybody and three units of about so many, with a certificate that stands for them."""
    keys: list[Key] = [("north",), ("south",), ("not_disclosed",)]
    cells: Mapping[Cut, Mapping[Key, Cell | None]] = {
        (): {(): cell(total)},
        ("UNIT",): dict(zip(keys, map(cell, units), strict=True)),
    }
    shown = sum(about is not None for about in (total, *units))
    signed = replace(GATE, shown=shown, total_only=total_only, digest=digest(cells, {}))
    return Protected(cells=cells, recoded={}, certificate=signed)


def cell(about: int | None) -> Cell | None:
    return None if about is None else Cell(about, {"SEB1": (about, 0)})


def fits(made: Protected, counted: int = 100) -> bool:
    return returned_tables.fit(made, counted=counted, plan=PLAN)


@pytest.mark.parametrize(
    ("units", "can_be"),
    [
        ((50, 35, 15), True),
        ((50, 35, None), True),  # 15 are missing, which three figures can be off by
        ((50, 50, None), True),  # nobody is hidden: they are nobody
        ((70, None, None), True),
        ((50, 30, None), False),  # 20 are missing, so somebody is hidden, alone
        ((80, 30, 10), True),
        ((80, 35, 10), False),  # more in the units than in all
        ((40, 20, 15), False),  # fewer, with nobody hidden
    ],
)
def test_groups_add_up_as_far_as_anybody_can_tell(units, can_be):
    most = 5 * (1 + sum(unit is not None for unit in units))
    missing = 100 - sum(unit or 0 for unit in units)

    assert fits(tables(100, *units)) is can_be
    if can_be:
        assert units.count(None) > 1 or abs(missing) <= most


def test_under_a_hidden_parent_nothing_is_said():
    assert fits(tables(None, 50, 30, None))


def test_with_the_total_alone_nothing_else_is_shown():
    assert fits(tables(100, None, None, None, total_only=True))
    assert not fits(tables(100, 50, 50, None, total_only=True))


def test_of_an_attribute_inside_another_the_whole_is_not_the_parent():
    """Its groups have nearer parents, and what is hidden of those may be why one is hidden."""
    inside = replace(PLAN.attributes[0], coarser="DIVISION", inside=(0, 0, 1))
    plan = replace(PLAN, attributes=(inside,))

    assert returned_tables.fit(tables(100, 50, 30, None), counted=100, plan=plan)


@settings(deadline=None, max_examples=5)
@given(seed=st.integers(1, 5))
def test_what_a_gate_made_is_never_refused(seed):
    made = protected_tables(seed)
    counted = made.cells[()][()]
    assert counted

    assert returned_tables.fit(made, counted=counted.about, plan=plan_of(seed))
