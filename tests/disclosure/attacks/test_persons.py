"""The crowd of a person: hand-worked, against one plain programme, and against all sums tried."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.workforce import wave
from disclosure.attacks import mixing, persons
from disclosure.attacks.visible import visible
from disclosure.control.system import Bools, System, system
from tests.disclosure.attacks.plainly import crowds, lightest
from tests.disclosure.control.tables import PLACE, UNIT, enough_people, hide, table, team_table
from tests.disclosure.populations import Population

APART = [(), ("UNIT",), ("PLACE",)]
"""Units and places, but not units within places."""


def nested() -> System:
    """All of unit u0 are in the north, and one of u1 is: nobody is in a small group."""
    people = {("u0", "north"): 12, ("u1", "north"): 1, ("u1", "south"): 30}
    return table([UNIT, PLACE], APART, people)


def test_one_person_between_two_groups_is_found_though_no_group_is_small():
    groups = nested()
    found = persons.attack(groups, hide(groups))
    assert (found.tried, len(found.hits), found.crowd) == (3, 1, 1)
    used = {groups.keys[group] for group in found.hits[0]}
    assert used in ({("u0",), ("north",)}, {("u1",), ("south",)}, {(), ("u0",), ("south",)})


def test_hiding_the_places_mixes_them_with_their_unit():
    groups = nested()
    found = persons.attack(groups, hide(groups, ("north",), ("south",)))
    assert (found.hits, found.crowd) == ((), 10)


def test_hiding_only_the_group_used_is_not_enough_where_another_says_the_same():
    groups = nested()
    assert persons.attack(groups, hide(groups, ("north",))).crowd == 1


def test_two_small_teams_beside_each_other_are_a_crowd_of_nine():
    groups = team_table(t0=4, t1=5, t2=30, t3=25, t4=25)
    found = persons.attack(groups, hide(groups, ("t0",), ("t1",)))
    # Both look alike to a reader: one pattern.
    assert (len(found.hits), found.crowd) == (1, 9)


def test_where_nothing_is_shown_nobody_is_found():
    groups = nested()
    found = persons.attack(groups, np.ones(len(groups.n), dtype=bool))
    assert (found.hits, found.crowd) == ((), 10)


def test_everybody_is_tried_unless_told_how_many():
    groups = team_table(t0=4, t1=5, t2=30, t3=25, t4=25)
    hidden = hide(groups)
    assert persons.attack(groups, hidden).tried == 5
    assert persons.attack(groups, hidden, most=1).tried == 2


def test_the_same_seed_picks_the_same_people():
    groups = system(*wave(1_000))
    hidden = groups.n < groups.plan.minimum
    first, again, other = (persons.attack(groups, hidden, most=3, seed=seed) for seed in (1, 1, 2))
    assert first == again != other


def of_people(groups: System, hidden: Bools) -> np.ndarray:
    """Of each different pattern that a reader sees, one pattern of the system."""
    return np.unique(visible(groups, hidden).pattern_of, return_index=True)[1]


@given(enough_people(), st.data())
@settings(max_examples=25, deadline=None)
def test_it_finds_whom_a_plain_programme_finds(population: Population, data):
    groups = system(population.people, population.plan)
    hidden = groups.n < groups.plan.minimum
    hidden[data.draw(st.lists(st.integers(0, len(groups.n) - 1), max_size=4))] = True
    plain = crowds(groups, hidden)[of_people(groups, hidden)]
    found = persons.attack(groups, hidden)
    assert len(found.hits) == int((plain < groups.plan.minimum - 1e-6).sum())
    assert found.crowd is not None
    assert min(int(plain.min() + 1e-6), groups.plan.minimum) <= found.crowd
    assert (found.crowd < groups.plan.minimum) == bool(found.hits)


@given(
    rows=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2)), min_size=11, max_size=40),
    times=st.integers(1, 2),
)
@settings(max_examples=40, deadline=None)
def test_it_misses_nobody_whom_adding_and_subtracting_opens(rows, times):
    people = {
        (f"u{unit}", PLACE.categories[place]): times * rows.count((unit, place))
        for unit, place in set(rows)
    }
    groups = table([UNIT, PLACE], [*APART, ("UNIT", "PLACE")], people)
    hidden = groups.n < groups.plan.minimum
    hidden[groups.cut_of == 3] = True
    opened = lightest(groups, hidden)[of_people(groups, hidden)] < groups.plan.minimum
    assert len(persons.attack(groups, hidden).hits) >= int(opened.sum())


@given(enough_people())
@settings(max_examples=40, deadline=None)
def test_proof_without_a_programme_is_never_wrong(population: Population):
    groups = system(population.people, population.plan)
    hidden = groups.n < groups.plan.minimum
    seen = visible(groups, hidden)
    every = np.arange(len(seen.people))
    certain = mixing.in_a_crowd(seen, every, groups.plan.minimum)
    plain = crowds(groups, hidden)[of_people(groups, hidden)]
    assert (plain[certain] >= groups.plan.minimum - 1e-6).all()


def test_most_people_need_no_programme():
    groups = system(*wave(1_000))
    hidden = groups.cut_of > 8
    seen = visible(groups, hidden)
    every = np.arange(len(seen.people))
    assert mixing.in_a_crowd(seen, every, groups.plan.minimum).mean() > 0.8


def test_few_columns_at_first_are_enough(monkeypatch: pytest.MonkeyPatch):
    groups = system(*wave(1_000))
    hidden = groups.n < groups.plan.minimum
    whole = persons.attack(groups, hidden, most=8)
    monkeypatch.setattr(persons, "COLUMNS", 40)
    few = persons.attack(groups, hidden, most=8)
    assert len(few.hits) == len(whole.hits) > 0
