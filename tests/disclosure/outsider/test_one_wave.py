"""O1 to O5 and O14: what an outsider makes of one wave of 1,000 staff, of whom six in ten answered.

Each attack is tried first on the threshold alone, where it must succeed: one that could not find
anything would prove nothing.
"""

from dataclasses import replace

import numpy as np
import pytest

from bench import outsider
from bench.outsider_waves import Asked
from disclosure.control.counting import count
from disclosure.control.recoding import recoded

FEW = 10


@pytest.fixture(scope="module")
def seen(first: Asked) -> outsider.View:
    return first.seen


@pytest.fixture(scope="module")
def naive(seen: outsider.View) -> outsider.View:
    """The same wave as most products would show it: whatever has ten people or more."""
    return replace(seen, hidden=seen.system.n < FEW)


def at_risk(view: outsider.View, many: int) -> list[int]:
    """People in small groups, spread over all of them."""
    small = np.isin(view.system.members, view.system.small).any(axis=1).astype(bool)
    people = np.flatnonzero(np.asarray(small)[view.system.pattern_of])
    return [int(person) for person in people[:: max(1, len(people) // many)]]


def test_o1_what_is_left_of_a_shown_group_is_a_crowd(
    seen: outsider.View, naive: outsider.View
) -> None:
    assert min(outsider.left_over(naive)) < FEW
    assert min(outsider.left_over(seen), default=FEW) >= FEW


def test_o2_no_small_group_is_a_sum_and_difference_of_published_ones(
    seen: outsider.View, naive: outsider.View
) -> None:
    assert len(outsider.read_off(naive)) > 20
    assert outsider.read_off(seen) == []


def test_o3_everybody_in_a_small_group_stays_one_of_ten(
    seen: outsider.View, naive: outsider.View
) -> None:
    some = at_risk(seen, 60)
    assert min(outsider.crowd(naive, person) for person in some) < FEW - 1
    assert min(outsider.crowd(seen, person) for person in some) >= FEW - 1e-6


@pytest.mark.parametrize("measure", ["PARENT", "MEALS"])
def test_o4_no_answer_of_anybody_is_proved_or_ruled_out(
    first: Asked, seen: outsider.View, measure: str
) -> None:
    assert outsider.leeway(without_noise(first, seen), measure) < 1e-9
    assert outsider.leeway(seen, measure) > 0.001


def without_noise(first: Asked, seen: outsider.View) -> outsider.View:
    people, _plan, _joined = recoded(first.people, first.plan)
    return replace(seen, shown=count(people, seen.system).counts, noise=0)


def test_o5_a_count_of_nobody_or_of_all_could_be_another(first: Asked, seen: outsider.View) -> None:
    shown = np.flatnonzero(~seen.hidden)
    for measure in first.plan.measures:
        rows = seen.shown[measure.code][shown]
        sizes = seen.system.n[shown]
        least, most = np.maximum(rows - 3, 0), rows + 3
        others_least, others_most = (
            least.sum(axis=1)[:, None] - least,
            most.sum(axis=1)[:, None] - most,
        )
        most = np.minimum(most, sizes[:, None] - others_least)
        least = np.maximum(least, sizes[:, None] - others_most)
        assert (most > 0).all()
        assert (least < sizes[:, None]).all()
        assert (most > least).all()


def test_o14_members_who_tell_each_other_their_answers_leave_the_others_in_a_crowd(
    seen: outsider.View,
) -> None:
    rng = np.random.default_rng(5)
    for person in at_risk(seen, 15):
        mine = seen.system.members[seen.system.pattern_of[person]]
        theirs = seen.system.members[seen.system.pattern_of]
        near = np.argsort(-(theirs == mine).sum(axis=1))[1:6]
        for coalition in (near[:1], near[:3], rng.choice(near, 2, replace=False)):
            left = outsider.crowd(seen, person, known=[int(member) for member in coalition])
            assert left >= FEW - len(coalition) - 1e-6
