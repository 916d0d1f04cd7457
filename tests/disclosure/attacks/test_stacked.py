"""Attack: this wave laid on earlier ones. And what the pattern does about it."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings

from bench import workforce
from disclosure.attacks import crowds, residuals
from disclosure.attacks.stacked import attack
from disclosure.control.earlier import Earlier
from disclosure.control.pattern import pattern
from disclosure.control.people import People
from disclosure.control.plan import Cut, Key, Plan
from disclosure.control.solving import NotSolved
from disclosure.control.system import Bools, System, system
from tests.disclosure.control.tables import enough_people, hide, named, recoverable, team_table


def remembered(groups: System, hidden: Bools) -> Earlier:
    """What is known of these tables later."""
    shown: dict[Cut, set[Key]] = {cut: set() for cut in groups.plan.cuts}
    for group in np.flatnonzero(~hidden):
        shown[groups.plan.cuts[groups.cut_of[group]]].add(groups.keys[group])
    return Earlier(shown={cut: frozenset(keys) for cut, keys in shown.items()}, recoded={})


def without(people: People, some: slice) -> People:
    keep = np.ones(len(people), bool)
    keep[some] = False
    return People(
        attributes={code: column[keep] for code, column in people.attributes.items()},
        measures={code: column[keep] for code, column in people.measures.items()},
        keys=people.keys[keep],
    )


def test_a_flipped_pattern_is_found_and_the_pattern_that_knows_it_does_not_flip():
    before = team_table(t0=4, t1=12, t2=14, t3=40)
    now = team_table(t0=4, t1=14, t2=12, t3=40)
    then = remembered(before, pattern(before))

    alone = pattern(now)
    assert named(now, alone) == {("t0",), ("t2",)}
    assert len(attack(now, alone, [then]).hits) == 1

    knowing = pattern(now, earlier=[then])
    assert named(now, knowing) == {("t0",), ("t1",)}
    assert attack(now, knowing, [then]).hits == ()


def test_where_another_goes_with_it_now_the_one_that_went_then_goes_too():
    now = team_table(t0=4, t1=12, t2=14, t3=40)
    then = remembered(now, pattern(now))
    also = hide(now, ("t2",))
    assert named(now, pattern(now, also=also)) == {("t0",), ("t2",)}

    knowing = pattern(now, also=also, earlier=[then])

    assert named(now, knowing) == {("t0",), ("t1",), ("t2",)}
    assert attack(now, knowing, [then]).hits == ()


def test_if_its_companion_left_a_small_group_that_both_hide_keeps_the_one_it_had():
    before = team_table(t0=4, t1=12, t2=30, t3=40)
    now = team_table(t0=4, t1=5, t2=30, t3=40)
    then = remembered(before, pattern(before))

    knowing = pattern(now, earlier=[then])

    assert named(now, knowing) == {("t0",), ("t1",), ("t2",)}
    assert attack(now, knowing, [then]).tried == 4  # and the two teams that have nobody


def test_waves_that_open_nothing_one_by_one_are_tried_together():
    teams = {"t0": 4, "t1": 12, "t2": 14, "t3": 40}
    now = team_table(**teams)
    units = {(): frozenset({()}), ("UNIT",): frozenset({("u0",), ("u1",)})}
    newest = Earlier({**units, ("TEAM",): frozenset({("t3",)})}, {})
    oldest = Earlier({**units, ("TEAM",): frozenset({("t2",), ("t3",)})}, {})
    hidden = np.array([key in {("t0",), ("t2",)} for key in now.keys])

    assert attack(now, hidden, [newest]).hits == ()
    assert attack(now, hidden, [newest, oldest]).hits


def wave(seed: int) -> tuple[System, System]:
    """The same workforce twice: some have left, and others answer who did not."""
    everybody, attributes = workforce.staff(1_000, seed)
    plan = Plan(attributes=attributes, measures=workforce.MEASURES, cuts=workforce.CUTS)
    first = workforce.answered(everybody, seed=seed + 1)
    stays = np.random.default_rng(seed).random(len(first["TEAM"])) > 0.04
    joins = workforce.answered(everybody, seed=seed + 9, rate=0.05)
    second = {code: np.r_[column[stays], joins[code]] for code, column in first.items()}
    return system(workforce.people_of(first), plan), system(workforce.people_of(second), plan)


def test_of_a_thousand_a_second_wave_opens_nothing():
    before, now = wave(seed=1)
    then = remembered(before, pattern(before))
    assert attack(now, pattern(now), [then]).hits, "Then this proves nothing."

    hidden = pattern(now, earlier=[then])

    assert attack(now, hidden, [then]).hits == ()
    assert not recoverable(now, hidden) & set(now.small.tolist())
    assert not crowds.attack(now, hidden).hits


@given(enough_people())
@settings(max_examples=25, deadline=None)
def test_three_waves_of_any_people_open_nothing(population):
    people, plan = population
    waves = [without(people, slice(0, 5)), without(people, slice(5, 8)), people]
    earlier: list[Earlier] = []
    for one in waves:
        groups = system(one, plan)
        hidden = pattern(groups, earlier=earlier)

        assert attack(groups, hidden, earlier).hits == ()
        assert hidden[groups.small].all()
        assert not residuals.attack(groups, hidden).hits
        earlier.insert(0, remembered(groups, hidden))


def test_a_solver_that_gives_up_is_told_of_and_not_stumbled_over(monkeypatch):
    before = team_table(t0=4, t1=12, t2=14, t3=40)
    now = team_table(t0=4, t1=14, t2=12, t3=40)
    then, alone = remembered(before, pattern(before)), pattern(now)
    gave_up = SimpleNamespace(status=4, message="Numerical difficulties", x=None)
    monkeypatch.setattr("scipy.optimize.linprog", lambda *_args, **_kwargs: gave_up)
    with pytest.raises(NotSolved):
        attack(now, alone, [then])
