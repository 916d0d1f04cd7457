"""Waves laid on each other."""

import numpy as np
import pytest

from disclosure.control.earlier import Earlier
from disclosure.control.stacking import (
    comparable,
    hidden_before,
    known,
    layers,
    opened,
    targets,
)
from tests.disclosure.control.tables import hide, named, recoverable, square, team_table

NOW = team_table(t0=4, t1=12, t2=14, t3=40)
CUTS = ((), ("UNIT",), ("TEAM",))


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


def test_what_another_pattern_shows_opens_a_small_group():
    # Then t0 stood with t1, now it stands with t2: together they leave it alone in its unit.
    hidden = hide(NOW, ("t0",), ("t2",))

    assert opened(NOW, hidden, wave("t2", "t3")) == [frozenset({NOW.number[("TEAM",), ("t1",)]})]


@pytest.mark.parametrize(
    ("hidden", "before"),
    [
        ([("t0",), ("t1",)], wave("t2", "t3")),  # as it was
        ([("t0",), ("t1",), ("t2",)], wave("t2", "t3")),  # and one more
        ([("t0",), ("t2",)], wave("t0", "t2", "t3")),  # t0 was shown then: no secret of that wave
        ([("t0",), ("t2",)], wave("t2", "t3", without=[("UNIT",)])),  # no equation to solve
        ([("t0",), ("t2",)], wave("t2", "t3", without=[("TEAM",)])),  # no teams then
        ([("t0",), ("t2",)], wave("t1", "t2", "t3")),  # that wave alone gave t0 away
        ([("t0",), ("t2",)], wave("t3", units=["u1"])),  # t2 was hidden then, and still is
    ],
)
def test_what_opens_nothing_new(hidden, before):
    assert opened(NOW, hide(NOW, *hidden), before) == []


def test_targets_are_hidden_in_both_waves():
    hidden = hide(NOW, ("t0",), ("t2",))

    found = targets(NOW, hidden, wave("t2", "t3"))

    assert [NOW.keys[group] for group in found] == [("t0",)]


def test_what_was_hidden_before_is_what_could_have_been_shown_and_was_not():
    assert named(NOW, hidden_before(NOW, [wave("t2", "t3")])) == {("t0",), ("t1",)}
    assert named(NOW, hidden_before(NOW, [wave(without=[("TEAM",)])])) == set()
    assert named(NOW, hidden_before(NOW, [wave("t0", "t1", "t2", "t3"), wave("t2", "t3")])) == {
        ("t0",),
        ("t1",),
    }


def test_cuts_of_an_attribute_that_was_recoded_otherwise_are_not_compared():
    joined = {"TEAM": {"t4": "t3"}}

    assert ("TEAM",) not in comparable(wave(recoded=joined), {}).shown
    assert ("TEAM",) not in comparable(wave(), joined).shown
    assert comparable(wave(recoded=joined), joined).shown.keys() == set(CUTS)
    assert ("UNIT",) in comparable(wave(recoded=joined), {}).shown


def test_waves_are_laid_on_this_one_alone_and_the_newest_together():
    first, second, third = wave("t1"), wave("t2"), wave("t3", without=[("UNIT",)])

    laid = list(layers([third, second, first]))

    assert laid[:3] == [third, second, first]
    assert [sorted(each.shown.get(("TEAM",), ())) for each in laid[3:]] == [
        [("t2",), ("t3",)],
        [("t1",), ("t2",), ("t3",)],
    ]
    assert all(("UNIT",) not in each.shown for each in laid[3:])


@pytest.mark.parametrize("seed", range(6))
def test_what_is_known_is_what_the_equations_determine(seed):
    rng = np.random.default_rng(seed)
    groups = square([[12, 40, 40], [40, 13, 40], [40, 40, 50]])
    hidden = rng.random(len(groups.n)) < 0.5

    assert set(np.flatnonzero(known(groups.matrix, hidden)).tolist()) == recoverable(groups, hidden)
