"""The same people have the same noise wherever they are counted: what somebody makes of that."""

import numpy as np
from hypothesis import given

from disclosure import gate
from disclosure.attacks import bounds, same_people
from disclosure.attacks.apart import apart
from disclosure.attacks.found import Found
from disclosure.control.plan import Key
from disclosure.control.system import System, system
from tests.disclosure.attacks.plainly import counted
from tests.disclosure.control.tables import (
    PLACE,
    TEAM,
    UNIT,
    enough_people,
    hide,
    square,
    table,
    team_table,
)


def attack(groups: System, answers: list[list[int]], *hidden, about=None, **moved) -> Found:
    """With these groups' counts published so, and all others as they are."""
    told = counted(groups, answers)
    published = told.counts["M"].copy()
    for name, row in moved.items():
        published[groups.keys.index(tuple(name.split("_")))] = row
    return bounds.attack(groups, hide(groups, *hidden), told, {"M": published}, about=about)


def named(groups: System, found: Found) -> set[frozenset[Key]]:
    return {frozenset(groups.keys[group] for group in hit) for hit in found.hits}


def seats() -> System:
    """Team t0 has the north for itself, the others share the south; no team is crossed with it."""
    people = {("u0", "t0", "north"): 12, ("u0", "t1", "south"): 30, ("u1", "t3", "south"): 50}
    return table([UNIT, TEAM, PLACE], [(), ("UNIT",), ("TEAM",), ("PLACE",)], people)


def test_a_hidden_group_is_known_by_another_of_the_same_people():
    answers = [[11, 1], [10, 20], [30, 20]]
    open_place = attack(seats(), answers, ("t0",), north=[13, 0])
    assert named(seats(), open_place) == set()
    proved = attack(seats(), [[12, 0], *answers[1:]], ("t0",), north=[15, 0])
    assert named(seats(), proved) == {frozenset({("north",)})}
    assert len(proved.hits) == 4  # yes and no, of the place and of the team


def test_hiding_one_of_them_hides_all_of_the_same_people():
    groups = seats()
    more = same_people.with_same_people(groups, hide(groups, ("north",)))
    assert {groups.keys[group] for group in np.flatnonzero(more)} == {("north",), ("t0",)}
    found = Found("bounds", tried=1, hits=(frozenset({groups.keys.index(("north",))}),))
    assert (gate.to_hide(groups, hide(groups), [found]) == more).all()


def test_two_numbers_that_differ_say_that_somebody_is_between():
    """The unit has one or two who say no, as its yes was moved by three at most; the team has one
    at least. Had the unit one, these would be the same people, published as the same number."""
    groups = team_table(t0=12, t1=10, t3=50)
    answers = [[11, 1], [9, 1], [30, 20]]
    same = attack(groups, answers, ("t1",), u0=[23, 1], t0=[11, 1])
    assert same.hits == ()
    differ = attack(groups, answers, ("t1",), u0=[23, 0], t0=[11, 1])
    assert named(groups, differ) >= {frozenset({("u0",), ("t0",)})}
    assert len(differ.hits) == 6  # yes and no, of the unit and of both teams


def test_so_do_two_groups_that_cross_in_a_hidden_one():
    """One in either says no. Were it the same one, the two numbers would be the same."""
    groups = square([[11, 20], [20, 30]])
    answers = [[11, 0], [19, 1], [19, 1], [15, 15]]
    crossed = [key for key in groups.keys if len(key) == 2]
    same = attack(groups, answers, *crossed, low=[33, 1], north=[33, 1])
    assert named(groups, same) == {frozenset({("low",)}), frozenset({("north",)})}
    differ = attack(groups, answers, *crossed, low=[33, 1], north=[33, 2])
    assert frozenset({("low",), ("north",)}) in named(groups, differ)
    assert len(differ.hits) == len(same.hits) + 6  # of all crossed groups but one


def test_a_count_said_otherwise_than_its_group_is_not_of_all():
    """Eleven or twelve of twelve say yes. Were it all, "about 15" would be said of the group."""
    groups = team_table(t0=12, t1=30, t3=50)
    answers = [[11, 1], [20, 10], [30, 20]]
    moved = {"t0": [14, 0], "u0": [31, 10], "t1": [20, 10]}
    about = np.where(groups.n == 12, 15, groups.n)
    assert not attack(groups, answers, about=about, **moved).hits
    about = np.where(groups.n == 12, 10, groups.n)
    assert len(attack(groups, answers, about=about, **moved).hits) == 2


@given(enough_people())
def test_groups_of_the_same_people_are_found_whatever_they_are_called(population):
    groups = system(*population)
    held = same_people.holders(groups)
    first = same_people.firsts(groups, held)
    inside = [
        frozenset(np.flatnonzero((groups.members == g).any(axis=1))) for g in range(len(first))
    ]
    for group, people in enumerate(inside):
        if people:
            assert first[group] == inside.index(people)
            for cut, holder in enumerate(held[group]):
                around = [g for g in np.flatnonzero(groups.cut_of == cut) if people <= inside[g]]
                assert list(around) == ([holder] if holder != same_people.NONE else [])


@given(enough_people())
def test_what_is_known_to_be_apart_is(population):
    """Of people whose every group is published, each count as it is."""
    groups = system(*population)
    held = same_people.holders(groups)
    exact = np.bincount(groups.members.ravel(), minlength=len(groups.n))[:, None]  # of patterns
    differing = apart(groups, held, exact)
    assert (differing.sums @ exact >= differing.least).all()
