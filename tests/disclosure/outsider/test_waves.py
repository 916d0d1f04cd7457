"""O9: two and three waves of the same people. Who left is known; who stayed answers as before.

Each attack is tried first on what it works on: exact tables, and patterns chosen wave by wave.
"""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from bench import outsider, outsider_between, outsider_twice
from bench.outsider_waves import Asked
from disclosure.control.counting import count
from disclosure.control.pattern import pattern
from disclosure.control.recoding import recoded

MEASURES = ("PARENT", "SCHOOL", "MEALS", "DEGREE")


def sure(chances: dict[int, NDArray[np.float64]]) -> float:
    """The greatest certainty about any one who left."""
    return max(float(row.max()) for row in chances.values())


@pytest.mark.parametrize("measure", MEASURES)
def test_of_nobody_who_left_an_answer_is_known(first: Asked, second: Asked, measure: str) -> None:
    chances = outsider_twice.leavers(first.seen, second.seen, measure)
    assert len(chances) > 5
    assert sure(chances) < 0.99


@pytest.mark.parametrize("measure", MEASURES)
def test_nor_of_who_left_or_came_by_the_third_wave(
    second: Asked, third: Asked, measure: str
) -> None:
    for before, after in ((second, third), (third, second)):
        chances = outsider_twice.leavers(before.seen, after.seen, measure)
        assert not chances or sure(chances) < 0.99


@pytest.mark.parametrize("measure", MEASURES)
def test_no_count_is_proved_of_those_who_left_together(
    first: Asked, second: Asked, measure: str
) -> None:
    """Whoever they are: one alone, some of a group, or all of it."""
    before, after = first.seen, second.seen
    profiles = outsider_twice.profiles(before, after, measure)
    then, now = (replace(exactly(one), noise=0) for one in (first, second))
    assert max(map(len, profiles)) > 1
    assert not any((low == high).any() for low, high in profiles.values())
    known = outsider_twice.profiles(then, now, measure)
    assert all((low == high).all() for low, high in known.values())


def test_one_program_over_all_tables_of_both_rules_no_answer_out(
    first: Asked, second: Asked, third: Asked
) -> None:
    for before, after in ((first, second), (second, third)):
        asked, ruled_out = outsider_between.ruled_out(before.seen, after.seen, "MEALS")
        assert (asked > 50, ruled_out) == (True, 0)


def test_of_exact_tables_it_would_rule_out_most(first: Asked, second: Asked) -> None:
    before, after = (replace(exactly(one), noise=0) for one in (first, second))
    asked, ruled_out = outsider_between.ruled_out(before, after, "MEALS")
    assert ruled_out > asked / 2


def test_of_some_groups_all_have_left(first: Asked, second: Asked) -> None:
    """So what holds of those who left together holds of whole groups."""
    gone = set(first.who.tolist()) - set(second.who.tolist())
    system, together = first.seen.system, outsider_twice.left_together(first.seen, second.seen)
    whole = [
        group
        for group in range(len(system.n))
        if system.n[group]
        and gone
        >= set(first.who[system.members[system.pattern_of, system.cut_of[group]] == group].tolist())
    ]
    assert whole
    assert together


def test_exact_tables_would_name_everybody_who_left(first: Asked, second: Asked) -> None:
    """The attack itself: with counts as they are, whoever left is the difference."""
    before, after = exactly(first), exactly(second)
    alone = outsider_twice.left_alone(before, after)
    assert alone
    for _who, here, there in alone:
        difference = before.shown["PARENT"][here] - after.shown["PARENT"][there]
        assert sorted(difference) == [0, 0, 0, 0, 1]


def exactly(asked: Asked) -> outsider.View:
    people, _plan, _joined = recoded(asked.people, asked.plan)
    return replace(asked.seen, shown=count(people, asked.seen.system).counts)


def test_a_later_wave_opens_no_group_that_an_earlier_one_hid(
    first: Asked, second: Asked, third: Asked
) -> None:
    for earlier, later in ((first, second), (second, third), (first, third)):
        assert opened(earlier, shown_later(earlier, later)) == []


def test_patterns_chosen_wave_by_wave_would_open_some(first: Asked, second: Asked) -> None:
    """The attack itself: without looking back, something that was hidden comes out."""
    alone = pattern(second.seen.system)
    later = replace(second.seen, hidden=alone)
    assert opened(first, _known_in(first.seen, later))


def opened(asked: Asked, also: NDArray[np.bool_]) -> list[int]:
    """Small groups of a wave that are read off once some of its hidden groups are known."""
    still = set(outsider.read_off(asked.seen, also=also))
    return sorted(still - set(np.flatnonzero(also)))


def shown_later(earlier: Asked, later: Asked) -> NDArray[np.bool_]:
    return _known_in(earlier.seen, later.seen)


def _known_in(earlier: outsider.View, later: outsider.View) -> NDArray[np.bool_]:
    """Of the earlier wave's groups, those that the later one shows."""
    known = np.zeros(len(earlier.hidden), bool)
    for group, here in earlier.system.number.items():
        there = later.system.number.get(group)
        known[here] = earlier.hidden[here] and there is not None and not later.hidden[there]
    return known
