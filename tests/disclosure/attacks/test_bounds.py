"""What can be proved of perturbed counts: hand-worked, and against every table tried."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.workforce import wave
from disclosure.attacks import bounds, ranges
from disclosure.control.counting import Counts, count
from disclosure.control.noise import perturbed
from disclosure.control.system import Bools, Ints, System, system
from tests.disclosure.attacks.plainly import counted, noisy, proved
from tests.disclosure.control.tables import hide, square, team_table

SIZES = st.lists(st.lists(st.integers(1, 11), min_size=2, max_size=2), min_size=2, max_size=2)


def attack(groups: System, hidden: Bools, told: Counts, **moved: list[int]):
    """Attack it with these groups' counts moved so, and all others as they are."""
    published = told.counts["M"].copy()
    for key, row in moved.items():
        published[groups.keys.index((key,))] = row
    return bounds.attack(groups, hidden, told, {"M": published})


def test_a_count_moved_above_everybody_proves_that_all_are():
    """Twelve people of whom fifteen are shown: noise of three at most, so all twelve."""
    groups = team_table(t0=12, t1=30, t3=50)
    told = counted(groups, [[12, 0, 0], [10, 10, 10], [20, 20, 10]])
    found = attack(groups, hide(groups), told, t0=[15, 0, 0])
    assert (found.tried, len(found.hits)) == (18, 3)
    assert set(found.hits) == {frozenset({groups.keys.index(("t0",))})}


def test_one_less_leaves_one_person_to_be_something_else():
    groups = team_table(t0=12, t1=30, t3=50)
    told = counted(groups, [[12, 0, 0], [10, 10, 10], [20, 20, 10]])
    assert not attack(groups, hide(groups), told, t0=[14, 0, 0]).hits


def test_shown_as_nobody_may_be_three():
    groups = team_table(t0=12, t1=30, t3=50)
    told = counted(groups, [[12, 0], [10, 20], [30, 20]])
    assert not attack(groups, hide(groups), told).hits


def test_several_groups_together_prove_what_none_does_alone():
    """Either team has eleven or twelve; both together have twenty-four, so twelve each."""
    groups = team_table(t0=12, t1=12, t3=50)
    told = counted(groups, [[12, 0], [12, 0], [30, 20]])
    teams = {"t0": [14, 0], "t1": [14, 0]}
    assert not attack(groups, hide(groups), told, **teams).hits
    found = attack(groups, hide(groups), told, u0=[27, 0], **teams)
    used = [{groups.keys[group] for group in hit} for hit in found.hits]
    # Yes and no of the unit, which shows it by itself, and of each team.
    assert len(used) == 6
    assert used.count({("u0",)}) >= 2
    assert all(("u0",) in one for one in used)
    assert not attack(groups, hide(groups, ("u0",)), told, u0=[27, 0], **teams).hits


def test_a_hidden_team_is_proved_from_those_around_it():
    groups = team_table(t0=4, t1=20, t3=50)
    told = counted(groups, [[4, 0], [0, 20], [30, 20]])
    found = attack(groups, hide(groups, ("t0",)), told, u0=[7, 23], t1=[0, 23])
    used = {groups.keys[group] for hit in found.hits for group in hit}
    assert len(found.hits) == 6
    assert ("t0",) not in used


def test_a_measure_of_one_answer_says_nothing():
    groups = team_table(t0=12, t1=30)
    assert attack(groups, hide(groups), counted(groups, [[12], [30]])).tried == 0


def drawn(groups: System, seed: int) -> tuple[Counts, Ints]:
    """Answers, and noise that goes to its limits more often than ours."""
    rng = np.random.default_rng(seed)
    lean = rng.choice([0.0, 0.1, 0.5, 1.0], len(groups.people))
    yes = rng.binomial(groups.people, lean)
    said = np.stack([yes, groups.people - yes], axis=1)
    return counted(groups, said.tolist()), noisy(groups, said, rng)


@given(rows=SIZES, seed=st.integers(0, 2**32), hiding=st.integers(0, 2**9 - 1))
@example(rows=[[10, 1], [1, 10]], seed=0, hiding=0)
@settings(max_examples=30, deadline=None)
def test_it_proves_what_is_the_same_in_every_table_and_nothing_else(rows, seed, hiding):
    groups = square(rows)
    told, moved = drawn(groups, seed)
    hidden = np.array([bool(hiding >> at & 1) for at in range(len(groups.n))])
    expected = proved(groups, hidden, told.counts["M"], moved)
    found = bounds.attack(groups, hidden, told, {"M": moved})
    assert len(found.hits) == expected


@given(rows=SIZES, seed=st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_ranges_hold_the_truth_and_programmes_are_no_wider(rows, seed):
    groups = square(rows)
    told, moved = drawn(groups, seed)
    hidden = groups.n < groups.plan.minimum
    first = ranges.told(groups, hidden, moved)
    last = ranges.carried_on(groups, first)
    exact = told.counts["M"]
    for one in (first, last):
        assert (one.low <= exact).all()
        assert (exact <= one.high).all()
    found = bounds.attack(groups, hidden, told, {"M": moved})
    assert int(last.exact.sum()) <= len(found.hits)


@pytest.mark.parametrize("seed", [1, 2])
def test_our_noise_leaves_nothing_to_prove_where_small_groups_are_hidden(seed):
    people, plan = wave(1_000, seed=seed)
    groups = system(people, plan)
    told = count(people, groups)
    known = {"noise": plan.noise, "variance": plan.variance}
    moved = {m: perturbed(told.counts[m], told.keys[m], **known) for m in told.counts}
    hidden = groups.n < 40
    found = bounds.attack(groups, hidden, told, moved)
    assert (found.tried, found.hits) == (len(groups.n) * 17, ())
