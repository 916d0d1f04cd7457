"""The whole pattern: what the rules promise together, for a workforce and for any people."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import workforce
from disclosure.attacks import crowds, recovery, residuals
from disclosure.control.pattern import pattern
from disclosure.control.people import People
from disclosure.control.system import Bools, System, system
from tests.disclosure.control.tables import (
    GRADE,
    SEX,
    enough_people,
    named,
    recoverable,
    table,
    team_table,
)
from tests.disclosure.populations import Population


def shuffled(people: People, order: np.random.Generator) -> People:
    places = order.permutation(len(people))
    return People(
        attributes={code: column[places] for code, column in people.attributes.items()},
        measures={code: column[places] for code, column in people.measures.items()},
        keys=people.keys[places],
    )


@pytest.fixture(scope="module")
def thousand() -> System:
    return system(*workforce.wave(1_000))


@pytest.fixture(scope="module")
def hidden(thousand) -> Bools:
    return pattern(thousand)


def test_of_a_thousand_no_small_group_can_be_recovered_and_few_safe_ones_are_lost(thousand, hidden):
    assert len(thousand.small) == 159
    assert not recoverable(thousand, hidden) & set(thousand.small.tolist())
    assert (hidden & (thousand.n >= 10)).sum() <= 64  # of 239


def test_of_a_thousand_no_group_of_one_attribute_is_lost_but_teams(thousand, hidden):
    lost = np.flatnonzero(hidden & (thousand.n >= 10))

    cuts = {thousand.plan.cuts[thousand.cut_of[group]] for group in lost}
    assert {cut for cut in cuts if len(cut) == 1} <= {("TEAM",)}


def test_the_attacks_of_the_gate_on_groups_find_nothing(thousand, hidden):
    for attack in (residuals, recovery, crowds):
        assert not attack.attack(thousand, hidden).hits


@given(enough_people())
@settings(max_examples=60, deadline=None)
def test_whatever_the_people_and_the_plan_small_groups_stay_hidden(population: Population):
    groups = system(*population)

    hidden = pattern(groups)

    assert hidden[groups.small].all()
    assert not hidden[groups.number[(), ()]]
    assert not recoverable(groups, hidden) & set(groups.small.tolist())
    assert not residuals.attack(groups, hidden).hits
    assert not crowds.attack(groups, hidden).hits


@given(enough_people(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_what_must_be_hidden_as_well_is_and_nothing_follows_from_it(population, random):
    groups = system(*population)
    also = np.array([random.random() < 0.2 for _group in groups.n])

    hidden = pattern(groups, also=also)

    may = groups.n < groups.n.max()
    assert hidden[also & may].all()
    assert not hidden[~may].any()
    assert not recoverable(groups, hidden) & set(groups.small.tolist())
    assert not residuals.attack(groups, hidden).hits


@given(enough_people(), st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_the_order_in_which_people_come_changes_nothing(population, seed):
    again = shuffled(population.people, np.random.default_rng(seed))

    first, second = system(*population), system(again, population.plan)

    assert named(first, pattern(first)) == named(second, pattern(second))


def test_the_same_workforce_in_another_order_gives_the_same_pattern(thousand, hidden):
    people, plan = workforce.wave(1_000)

    other = system(shuffled(people, np.random.default_rng(5)), plan)

    assert named(other, pattern(other)) == named(thousand, hidden)


def test_nobody_small_hides_nothing():
    groups = table([SEX], [(), ("SEX",)], {("woman",): 20, ("man",): 10})

    assert not pattern(groups).any()


def test_the_smallest_organisation_hides_all_but_everybody():
    groups = table([SEX], [(), ("SEX",)], {("woman",): 9, ("man",): 1})

    assert named(groups, pattern(groups)) == {("woman",), ("man",)}


def test_too_few_people_are_refused():
    groups = table([SEX], [(), ("SEX",)], {("woman",): 8, ("man",): 1})

    with pytest.raises(ValueError, match="Too few"):
        pattern(groups)


def test_a_group_that_everybody_is_in_is_shown_even_if_told_to_hide_it():
    groups = table([SEX, GRADE], [(), ("SEX",), ("GRADE",)], {("woman", "low"): 30})

    assert not pattern(groups, also=np.ones(3, bool)).any()


def test_a_group_that_must_be_hidden_takes_another_with_it():
    groups = team_table(t0=30, t1=20, t2=40)

    also = np.zeros(len(groups.n), bool)
    also[groups.number[("TEAM",), ("t0",)]] = True

    assert named(groups, pattern(groups, also=also)) == {("t0",), ("t1",)}


def test_progress_never_goes_back_and_comes_to_its_end(thousand):
    told: list[tuple[int, int]] = []

    pattern(thousand, progress=lambda done, total: told.append((done, total)))

    assert len({total for _done, total in told}) == 1
    assert all(before[0] <= after[0] for before, after in pairwise(told))
    assert told[-1][0] == told[-1][1]
