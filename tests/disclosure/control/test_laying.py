"""Waves as one system: whoever is there, its equations hold."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from disclosure.control.earlier import Earlier
from disclosure.control.laying import Laid, lay
from disclosure.control.plan import Attribute
from disclosure.control.system import Ints, System, system
from tests.disclosure.control.tables import UNIT, enough_people, table, team_table


def remembered(groups: System, **more: Any) -> Earlier:
    """A wave of this plan that showed whatever it could have."""
    plan = groups.plan
    return Earlier({cut: frozenset(plan.keys(cut)) for cut in plan.cuts}, {}, **more)


def sizes(laid: Laid, groups: System) -> Ints:
    """Of each column: how many people are in it now, nobody where it has no group."""
    return np.where(laid.group < 0, 0, groups.n[laid.group])


@given(enough_people())
@settings(max_examples=40, deadline=None)
def test_its_equations_hold_for_whoever_is_there_and_say_no_less_than_the_systems(population):
    groups = system(*population)

    laid = lay(groups, [remembered(groups)])

    assert not (laid.equations @ sizes(laid, groups)).any()
    here = laid.equations[:, laid.column].toarray()
    assert np.linalg.matrix_rank(here) == np.linalg.matrix_rank(groups.matrix.toarray())


def test_the_same_cut_in_another_order_is_the_same():
    sex = Attribute("SEX", ("woman", "man"))
    people = {(unit, one): 20 for unit in UNIT.categories for one in sex.categories}
    groups = table([UNIT, sex], [(), ("UNIT", "SEX")], people)

    laid = lay(
        groups, [Earlier({(): frozenset(), ("SEX", "UNIT"): frozenset({("man", "u1")})}, {})]
    )

    assert [groups.keys[group] for group in laid.group[laid.shown]] == [("u1", "man")]
    assert len(laid.group) == len(groups.n)


def test_nobody_is_in_a_group_that_the_staff_list_knows_to_be_empty():
    groups = team_table(t0=20, t1=20, t3=20)

    nothing = Earlier({(): frozenset(), ("TEAM",): frozenset()}, {})

    laid, gone = lay(groups, [remembered(groups)]), lay(groups, [nothing])

    assert not laid.empty.any()  # all were shown
    assert gone.empty.sum() == len(("t2", "t4", "t5"))
    assert not (gone.empty & (gone.group >= 0)).any()


def test_of_an_attribute_that_is_not_asked_any_more_nobody_knows_what_is_empty():
    groups = team_table(t0=20, t3=20)
    then = Earlier({(): frozenset(), ("AGE",): frozenset({("old",)})}, {})

    laid = lay(groups, [then])

    assert laid.shown.sum() == 1
    assert not laid.empty[laid.shown].any()


@pytest.mark.parametrize("gone", ["t9", "t1"])
def test_a_team_nobody_can_place_any_more_is_in_no_equation_of_its_unit(gone):
    groups = team_table(t0=20, t1=20, t3=20)

    laid = lay(groups, [remembered(groups, categories={"TEAM": frozenset({gone})})])

    bound = np.diff(laid.equations.tocsc().indptr) > 0
    assert bound.sum() == len(bound) - (gone == "t9")
