"""The crowd of a small group: hand-worked, and against the programme without its short cut."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.workforce import wave
from disclosure.attacks import crowds, persons, recovery
from disclosure.control.system import system
from tests.disclosure.control.tables import enough_people, hide, square, team_table
from tests.disclosure.populations import Population


def test_a_team_hidden_beside_another_stands_in_a_crowd_of_both():
    groups = team_table(t0=4, t1=5, t2=30, t3=25, t4=25)
    found = crowds.attack(groups, hide(groups, ("t0",), ("t1",)))
    used = {groups.keys[group] for group in found.hits[0]}
    assert (found.tried, len(found.hits), found.crowd) == (2, 2, 9)
    assert used == {("u0",), ("t2",)}


def test_one_person_more_makes_it_ten():
    groups = team_table(t0=4, t1=6, t2=30, t3=25, t4=25)
    found = crowds.attack(groups, hide(groups, ("t0",), ("t1",)))
    assert (found.hits, found.crowd) == ((), 10)


def test_a_group_that_follows_is_its_own_crowd():
    groups = team_table(t0=4, t1=20, t2=30, t3=25, t4=25)
    found = crowds.attack(groups, hide(groups, ("t0",)))
    assert (len(found.hits), found.crowd) == (1, 4)


def test_a_group_that_is_shown_is_its_own_crowd():
    groups = team_table(t0=4, t1=20, t2=30)
    found = crowds.attack(groups, hide(groups))
    assert (len(found.hits), found.crowd) == (1, 4)


def test_a_unit_of_one_small_team_moves_with_it():
    """The unit has four people and gains six: those of its people who stand for a crowd."""
    groups = team_table(t0=4, t3=30, t4=30)
    hidden = hide(groups, ("t0",), ("u0",), ("u1",), ("t3",))
    assert crowds.attack(groups, hidden).hits == ()
    assert persons.attack(groups, hidden).hits == ()


def test_four_corners_lend_each_other_people():
    groups = square([[4, 20], [15, 30]])
    corners = [key for key in groups.keys if len(key) == 2]
    assert not crowds.attack(groups, hide(groups, *corners)).hits


def test_four_corners_of_which_two_are_too_small_do_not():
    """The corner across gains with the small one; the two beside it give no more than they have."""
    groups = square([[4, 20], [3, 30], [20, 20]])
    corners = [key for key in groups.keys if len(key) == 2 and key[0] != "high"]
    found = crowds.attack(groups, hide(groups, *corners))
    assert (len(found.hits), found.crowd) == (2, 7)
    more = hide(groups, *corners, ("high", "north"), ("high", "south"))
    assert not crowds.attack(groups, more).hits


@given(rows=st.lists(st.lists(st.integers(1, 25), min_size=3, max_size=3), min_size=2, max_size=3))
@settings(max_examples=60, deadline=None)
def test_the_short_cut_proves_only_what_the_programme_proves(rows):
    groups = square(rows)
    hidden = groups.n < groups.plan.minimum
    hidden |= np.array([len(key) == 2 for key in groups.keys]) & (groups.n < 15)
    quick = crowds.attack(groups, hidden)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crowds, "_easily", lambda *_: False)
        assert crowds.attack(groups, hidden) == quick


@given(enough_people())
@settings(max_examples=60, deadline=None)
def test_what_follows_has_no_crowd_and_who_is_in_no_crowd_is_found_in_person(
    population: Population,
):
    groups = system(population.people, population.plan)
    hidden = groups.n < groups.plan.minimum
    found = crowds.attack(groups, hidden)
    assert len(recovery.attack(groups, hidden).hits) <= len(found.hits)
    assume(found.hits)
    assert found.crowd is not None
    assert found.crowd < groups.plan.minimum
    smallest = persons.attack(groups, hidden).crowd
    assert smallest is not None
    assert smallest <= found.crowd


def test_the_threshold_alone_leaves_most_small_groups_without_a_crowd():
    groups = system(*wave(1_000))
    found = crowds.attack(groups, groups.n < groups.plan.minimum)
    assert (found.tried, len(found.hits), found.crowd) == (159, 90, 1)
