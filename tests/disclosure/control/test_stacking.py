"""Waves laid on each other."""

from dataclasses import replace

import numpy as np
import pytest

from disclosure.control.earlier import Earlier
from disclosure.control.laying import lay
from disclosure.control.pattern import pattern
from disclosure.control.solvable import known
from disclosure.control.stacking import comparable, hidden_before, layers
from disclosure.control.stacking import opened as opened_in
from disclosure.control.system import Bools, System
from tests.disclosure.control.tables import (
    PLACE,
    UNIT,
    hide,
    named,
    recoverable,
    square,
    table,
    team_table,
)

NOW = team_table(t0=4, t1=12, t2=14, t3=40)
TEAMS = [("t0",), ("t1",), ("t2",), ("t3",)]


def wave(*teams: str, units=("u0", "u1"), recoded=None, without=()) -> Earlier:
    """An earlier wave that showed these units and teams."""
    shown = {
        (): frozenset({()}),
        ("UNIT",): frozenset((unit,) for unit in units),
        ("TEAM",): frozenset((team,) for team in teams),
    }
    return Earlier(
        shown={cut: keys for cut, keys in shown.items() if cut not in without},
        recoded=recoded or {},
    )


def opened(groups: System, hidden: Bools, before: Earlier) -> list[set[tuple[str, ...]]]:
    """By key, what opens something that this wave hid."""
    hits = opened_in(lay(groups, [before]), hidden)
    return [{groups.keys[group] for group in hit} for hit in hits]


def test_what_another_pattern_shows_opens_a_small_group():
    # Then t0 stood with t1, now it stands with t2: together they leave it alone in its unit.
    assert opened(NOW, hide(NOW, ("t0",), ("t2",)), wave("t2", "t3")) == [{("t1",)}]


def test_a_cut_that_only_one_of_the_waves_has_is_no_way_round():
    without_units = wave("t2", "t3", without=[("UNIT",)])

    assert {("t1",)} in opened(NOW, hide(NOW, ("t0",), ("t2",)), without_units)


@pytest.mark.parametrize(
    ("hidden", "before"),
    [
        ([("t0",), ("t1",)], wave("t2", "t3")),  # as it was
        ([("t0",), ("t1",), ("t2",)], wave("t2", "t3")),  # and one more
        ([("t0",), ("t2",)], wave("t0", "t2", "t3")),  # t0 was shown then: no secret of that wave
        ([("t0",), ("t2",)], wave("t2", "t3", without=[("TEAM",)])),  # no teams then
        ([("t0",), ("t2",)], wave("t1", "t2", "t3")),  # that wave alone gave t0 away
        ([("t0",), ("t2",)], wave("t3", units=["u1"])),  # t2 was hidden then, and still is
        ([("t0",), ("t2",)], wave("t3")),  # t1 is shown of itself now; nothing follows from it
    ],
)
def test_what_opens_nothing_new(hidden, before):
    assert opened(NOW, hide(NOW, *hidden), before) == []


def test_a_group_that_is_shown_now_was_still_hidden_then():
    grown = team_table(t0=15, t1=30, t2=40, t3=40)

    assert opened(grown, hide(grown), wave("t2", "t3")) == [{("t1",)}, {("t0",)}]


def test_so_was_one_in_which_nobody_is_any_more():
    left = team_table(t1=30, t2=40, t3=40)

    assert opened(left, hide(left), wave("t2", "t3")) == [{("t1",)}]
    assert opened(left, hide(left, ("t1",), ("t2",)), wave("t2", "t3")) == []


def test_so_was_one_that_this_plan_has_not_even_a_name_for():
    units = table([UNIT], [(), ("UNIT",)], {("u0",): 40, ("u1",): 50})
    shown = {(): frozenset({()}), ("UNIT",): frozenset({("u1",)})}
    then = Earlier(shown, {}, categories={"UNIT": frozenset({"u0", "u1", "gone"})})

    assert opened(units, hide(units), then) == [{("u0",)}]


def test_the_pattern_keeps_what_stood_beside_a_group_in_which_nobody_is_any_more():
    left = team_table(t1=30, t2=40, t3=40)

    assert not pattern(left).any()
    assert named(left, pattern(left, earlier=[wave("t2", "t3")])) == {("t1",), ("t2",)}


def test_what_was_hidden_before_is_what_could_have_been_shown_and_was_not():
    def before(*waves: Earlier) -> set[tuple[str, ...]]:
        return named(NOW, hidden_before(NOW, layers(NOW, waves)))

    assert before(wave("t2", "t3")) == {("t0",), ("t1",)}
    assert before(wave(without=[("TEAM",)])) == set()
    assert before(wave("t0", "t1", "t2", "t3"), wave("t2", "t3")) == {("t0",), ("t1",)}


PLACES = [(), ("UNIT",), ("PLACE",), ("UNIT", "PLACE")]
EAST = replace(PLACE, categories=(*PLACE.categories, "east"))
JOINED = {"PLACE": {"east": "west"}}


def places(place=PLACE) -> System:
    """Thirty in each place of both units."""
    people = {(unit, one): 30 for unit in UNIT.categories for one in place.categories}
    return table([UNIT, place], PLACES, people)


def in_both(*places: str) -> list[tuple[str, ...]]:
    return [(unit, place) for unit in UNIT.categories for place in places]


def then_without(groups: System, *hidden: str, recoded=None, now=None) -> Earlier:
    """A wave that showed these groups but for some places in both units."""
    keys = {cut: frozenset(groups.plan.keys(cut)) - {*in_both(*hidden)} for cut in PLACES}
    return comparable(Earlier(keys, recoded or {}), now or {})


@pytest.mark.parametrize("recoded", [{}, JOINED])
def test_a_category_that_was_joined_then_takes_no_others_out_of_the_check(recoded):
    then = then_without(places(), "north", "south", recoded=recoded)
    now = places(EAST if recoded else PLACE)

    for still in ("west", *(["east"] if recoded else [])):
        found = opened(now, hide(now, *in_both("north", still)), then)
        assert set().union(*found) == {*in_both("south")}


def test_a_group_of_a_joined_category_is_the_sum_of_its_parts():
    now = places(EAST)
    then = then_without(places(), "north", "west", recoded=JOINED)

    assert opened(now, hide(now, *in_both("north", "west", "east")), then) == []
    assert opened(now, hide(now, *in_both("north")), then)  # of it, both parts are shown
    assert opened(now, hide(now, *in_both("west", "east")), then)  # both together are known


def test_the_parts_of_a_joined_group_that_was_shown_are_not_protected():
    assert opened(places(EAST), hide(places(EAST)), then_without(places(), recoded=JOINED)) == []


def test_what_is_joined_only_now_tells_of_the_one_that_was_hidden_then():
    then = then_without(places(EAST), "north", "west", now=JOINED)
    now = places()

    found = opened(now, hide(now, *in_both("north", "south")), then)
    assert found
    assert set().union(*found) <= {*in_both("west")}
    assert opened(now, hide(now, *in_both("north", "west")), then) == []


def test_waves_are_laid_on_this_one_alone_and_the_newest_together():
    first, second, third = wave("t1"), wave("t2"), wave("t3", without=[("UNIT",)])

    laid = layers(NOW, [third, second, first, second])

    assert [named(NOW, one.shown[one.column]) & set(TEAMS) for one in laid] == [
        {("t3",)},
        {("t2",)},
        {("t1",)},
        {("t2",), ("t3",)},
        {("t1",), ("t2",), ("t3",)},
    ]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_known_is_what_the_equations_determine(seed):
    rng = np.random.default_rng(seed)
    groups = square([[12, 40, 40], [40, 13, 40], [40, 40, 50]])
    hidden = rng.random(len(groups.n)) < 0.5

    exact = known(groups.matrix, hidden)

    assert set(np.flatnonzero(exact & hidden).tolist()) == recoverable(groups, hidden)
    for group in np.flatnonzero(~hidden)[:5]:
        beside = hidden | (np.arange(len(hidden)) == group)
        assert exact[group] == (group in recoverable(groups, beside))
