"""Small groups that follow from the published ones are found, and no others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.workforce import wave
from disclosure.attacks import recovery
from disclosure.control.system import system
from tests.disclosure.attacks.plainly import movements
from tests.disclosure.control.tables import (
    enough_people,
    hide,
    recoverable,
    square,
    team_table,
)
from tests.disclosure.populations import Population

SMALL = st.integers(1, 20)
NORTH_LOW, SOUTH_LOW = ("low", "north"), ("low", "south")
NORTH_MIDDLE, SOUTH_MIDDLE = ("middle", "north"), ("middle", "south")


def test_one_hidden_team_is_its_unit_less_the_other_teams():
    groups = team_table(t0=4, t1=20, t2=30, t3=25, t4=25)
    found = recovery.attack(groups, hide(groups, ("t0",)))
    used = {groups.keys[group] for group in found.hits[0]}
    assert (found.tried, len(found.hits)) == (1, 1)
    assert used == {("u0",), ("t1",), ("t2",)}


def test_two_hidden_teams_are_not_told_apart():
    groups = team_table(t0=4, t1=20, t2=30, t3=25, t4=25)
    assert not recovery.attack(groups, hide(groups, ("t0",), ("t1",))).hits


def test_two_hidden_in_a_row_are_read_off_their_columns():
    groups = square([[4, 20], [15, 30]])
    found = recovery.attack(groups, hide(groups, NORTH_LOW, SOUTH_LOW))
    used = {groups.keys[group] for group in found.hits[0]}
    assert used == {("north",), NORTH_MIDDLE}


def test_four_hidden_corners_can_all_move():
    groups = square([[4, 20], [15, 30]])
    hidden = hide(groups, NORTH_LOW, SOUTH_LOW, NORTH_MIDDLE, SOUTH_MIDDLE)
    assert not recovery.attack(groups, hidden).hits


def test_a_sum_of_several_differences_is_found():
    """Three hidden in a staircase: the last follows from the second, the second from the first."""
    groups = square([[4, 15, 20], [30, 15, 15], [20, 30, 40]])
    hidden = hide(groups, NORTH_LOW, SOUTH_LOW, SOUTH_MIDDLE, ("middle", "west"))
    assert len(recovery.attack(groups, hidden).hits) == 1


def test_what_is_small_and_shown_needs_no_sum():
    groups = team_table(t0=4, t1=20, t2=30)
    found = recovery.attack(groups, hide(groups))
    assert found.hits == (frozenset({groups.number[("TEAM",), ("t0",)]}),)


@given(
    rows=st.lists(st.lists(SMALL, min_size=3, max_size=3), min_size=2, max_size=3), data=st.data()
)
@settings(max_examples=40, deadline=None)
def test_it_finds_what_no_movement_can_move_and_nothing_else(rows, data):
    groups = square(rows)
    crossed = np.flatnonzero([len(key) == 2 for key in groups.keys])
    hidden = np.zeros(len(groups.n), dtype=bool)
    hidden[data.draw(st.lists(st.sampled_from(list(crossed)), min_size=1, max_size=7))] = True
    moves = np.abs(list(movements(groups, hidden))).max(axis=0) > 0
    small = groups.n < groups.plan.minimum
    found = recovery.attack(groups, hidden)
    assert len(found.hits) == int((small & ~moves).sum())


@given(enough_people(), st.data())
@settings(max_examples=60, deadline=None)
def test_any_plan_is_read_as_a_projection_reads_it(population: Population, data):
    groups = system(population.people, population.plan)
    more = data.draw(st.lists(st.integers(0, len(groups.n) - 1), max_size=6))
    hidden = groups.n < groups.plan.minimum
    hidden[more] = True
    expected = recoverable(groups, hidden) & set(groups.small.tolist())
    assert len(recovery.attack(groups, hidden).hits) == len(expected)


@given(enough_people())
@settings(max_examples=60, deadline=None)
def test_hiding_one_of_the_groups_used_breaks_the_sum(population: Population):
    groups = system(population.people, population.plan)
    hidden = groups.n < groups.plan.minimum
    for used in recovery.attack(groups, hidden).hits:
        assert used
        assert not hidden[list(used)].any()
    rounds = 0
    while hits := recovery.attack(groups, hidden).hits:
        hidden[[max(used) for used in hits]] = True
        rounds += 1
    assert rounds <= len(groups.n)


@pytest.mark.parametrize("size", [1_000])
def test_the_threshold_alone_leaves_a_third_of_small_groups_open(size):
    groups = system(*wave(size))
    found = recovery.attack(groups, groups.n < groups.plan.minimum)
    assert (found.tried, len(found.hits)) == (159, 55)
