"""Groups are those with people in them, and the equations between them hold and are all there."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from disclosure.control import combinations
from disclosure.control import system as module
from disclosure.control.people import People
from disclosure.control.plan import Plan
from disclosure.control.system import Equation, system
from tests.disclosure.populations import (
    ATTRIBUTES,
    DEPARTMENT,
    GENDER,
    TEAM,
    Population,
    people,
    plan,
    populations,
)

SLOWLY = settings(deadline=None, max_examples=40)
ROWS = [(0, 0, 0, 0, 0, 1), (1, 0, 0, 0, 0, 2), (2, 1, 1, 0, 0, 3), (3, 2, 1, 0, 0, 4)]


def names(people: People, plan: Plan, person: int) -> dict[str, str]:
    return {
        attribute.code: attribute.categories[people.attributes[attribute.code][person]]
        for attribute in plan.attributes
    }


@pytest.mark.parametrize("is_tight", [False, True])
@settings(SLOWLY, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(population=populations())
def test_everybody_is_in_the_group_of_each_cut_that_their_attributes_say(
    monkeypatch, is_tight, population: Population
):
    if is_tight:  # as where there are more combinations than numbers, and no room for flags
        monkeypatch.setattr(combinations, "MOST_CODES", 4)
        monkeypatch.setattr(module, "MOST_FLAGS", 0)
    some, asked = population

    found = system(some, asked)

    for person, pattern in enumerate(found.pattern_of):
        said = names(some, asked, person)
        for cut, group in zip(asked.cuts, found.members[pattern], strict=True):
            assert found.keys[group] == tuple(said[code] for code in cut)
            assert asked.cuts[found.cut_of[group]] == cut
    assert found.people.tolist() == np.bincount(found.pattern_of).tolist()
    assert len({tuple(row) for row in found.members}) <= len(found.people)


@SLOWLY
@given(population=populations())
def test_groups_stand_in_the_order_of_the_plan_and_none_is_empty(population: Population):
    found = system(*population)

    asked = [(cut, key) for cut in population.plan.cuts for key in population.plan.keys(cut)]
    assert list(found.number) == [group for group in asked if group in found.number]
    assert (found.n > 0).all()
    assert found.n[0] == len(population.people)


@SLOWLY
@given(population=populations())
def test_every_equation_holds(population: Population):
    found = system(*population)

    assert not (found.matrix @ found.n).any()


@SLOWLY
@given(population=populations())
def test_each_pair_of_cuts_that_lie_in_one_another_is_bound(population: Population):
    """An equation, or a chain of them, leads from each group up to whatever it is a part of."""
    found = system(*population)
    above: dict[int, set[int]] = {group: set() for group in range(len(found.n))}
    for equation in found.equations:
        for child in equation.children:
            above[child].add(equation.parent)

    def all_above(group: int) -> set[int]:
        return above[group].union(*map(all_above, above[group]))

    for row in found.members:
        for group in row:
            parts = {other for other in row if is_part(found, group, other)}
            parts -= {other for other in row if other >= group and is_part(found, other, group)}
            assert parts <= all_above(int(group))


def is_part(found: module.System, group: int, of: int) -> bool:
    """Whether the plan says so: each attribute of `of` is one of the group's, or coarser."""
    known, codes = set(), {attribute.code: attribute for attribute in ATTRIBUTES}
    for code in found.plan.cuts[found.cut_of[group]]:
        while code:
            known.add(code)
            code = codes[code].coarser
    return set(found.plan.cuts[found.cut_of[of]]) <= known


def test_teams_are_bound_to_divisions_where_departments_are_not_planned():
    found = system(people(ROWS), plan(("DIVISION",), ("TEAM",)))

    number = found.number
    assert Equation(
        parent=number[("DIVISION",), ("d0",)],
        children=tuple(number[("TEAM",), (team,)] for team in ("t0", "t1", "t2")),
    ) in set(found.equations)


def test_what_follows_from_two_steps_is_no_equation_of_its_own():
    found = system(people(ROWS), plan(("DIVISION",), ("DEPARTMENT",), ("TEAM",)))

    assert sum(equation.parent == 0 for equation in found.equations) == 1


def test_of_two_cuts_into_the_same_groups_one_lies_in_the_other_and_not_the_reverse():
    found = system(people(ROWS), plan(("TEAM", "DIVISION"), ("TEAM",), ("GENDER",)))

    pairs = [(e.parent, e.children) for e in found.equations if len(e.children) == 1]
    assert pairs == [(1 + team, (5 + team,)) for team in range(4)]
    assert len(found.equations) == 4 + 2


def test_a_team_in_two_departments_is_refused():
    some = people([(0, 0, 0, 0, 0, 1), (0, 0, 0, 0, 0, 2)])
    some.attributes["DEPARTMENT"][1] = 2

    with pytest.raises(ValueError, match="TEAM lies in two"):
        system(some, plan(("TEAM",), ("DEPARTMENT",)))


def test_everybody_alone_needs_no_attributes():
    found = system(People({}, {}, np.arange(3, dtype=np.uint64)), Plan((), (), ((),)))

    assert (found.n.tolist(), found.keys, found.equations) == ([3], ((),), ())
    assert found.pattern_of.tolist() == [0, 0, 0]


def test_small_groups_are_those_below_the_minimum():
    found = system(people(ROWS * 6), Plan((TEAM, DEPARTMENT, GENDER), (), ((), ("TEAM",))))

    assert {found.keys[group] for group in found.small} == {("t0",), ("t1",), ("t2",), ("t3",)}
