"""Noise beside earlier waves: what would prove something is drawn again, and nothing else is."""

from dataclasses import replace

import numpy as np
import pytest

from bench.outsider_waves import Asked, asked_again, first_wave
from disclosure.control.cells import Measured, cells_of, measured
from disclosure.control.drawing import Draws, _telling, drawn
from disclosure.control.earlier import Earlier
from disclosure.control.earlier_counts import Before
from disclosure.control.people import People
from disclosure.control.recoding import recoded
from disclosure.control.system import System, system


def groups_of(asked: Asked) -> tuple[People, System]:
    people, plan, _joined = recoded(asked.people, asked.plan)
    return people, system(people, plan)


def remembered(asked: Asked) -> Earlier:
    """A wave of which every group of ten and more was shown."""
    people, groups = groups_of(asked)
    cells = cells_of(groups, measured(people, groups), groups.n < groups.plan.minimum)
    names = {measure.code: measure.categories for measure in groups.plan.measures}
    return Earlier.of(cells, {}, names, len(people))


@pytest.fixture(scope="module")
def again() -> tuple[People, System, Before]:
    """A second wave of 590, four in a hundred of whom left, beside the first."""
    first = first_wave()
    people, groups = groups_of(asked_again(first, seed=21, leave=0.04, come=0, earlier=()))
    return people, groups, Before(groups, (remembered(first),))


def telling(now: Measured, before: Before) -> int:
    """How many groups of ten and more prove something with these numbers."""
    large = np.flatnonzero(before.system.n >= before.system.plan.minimum)
    return sum(len(_telling(now, before, code, large)) for code in before.measures)


def test_what_one_draw_would_prove_the_next_does_not(
    again: tuple[People, System, Before],
) -> None:
    people, groups, before = again
    assert telling(measured(people, groups), before) > 20
    assert telling(drawn(people, groups, before), before) <= 1


def test_most_numbers_stay_and_none_goes_further_than_noise_does(
    again: tuple[People, System, Before],
) -> None:
    people, groups, before = again
    first, now = measured(people, groups), drawn(people, groups, before)
    for code, exact in now.counts.counts.items():
        assert (now.moved[code] == first.moved[code]).mean() > 0.9
        assert np.abs(now.moved[code] - exact).max() <= groups.plan.noise
        assert (now.moved[code][exact == 0] == 0).all()


def test_the_same_people_have_one_number_wherever_they_are_counted(
    again: tuple[People, System, Before],
) -> None:
    people, groups, before = again
    now = drawn(people, groups, before)
    for code, keys in now.counts.keys.items():
        _key, first, of = np.unique(keys, return_index=True, return_inverse=True)
        assert len(first) < keys.size
        assert (now.moved[code].ravel()[first][of].reshape(keys.shape) == now.moved[code]).all()


def test_the_order_of_people_changes_nothing(again: tuple[People, System, Before]) -> None:
    people, groups, before = again
    one, other = drawn(people, groups, before), drawn(people.turned(), groups, before)
    assert all((one.moved[code] == other.moved[code]).all() for code in one.moved)
    assert (one.sizes == other.sizes).all()


def test_beside_no_earlier_wave_or_one_without_numbers_it_is_the_first_draw(
    again: tuple[People, System, Before],
) -> None:
    people, groups, before = again
    first = measured(people, groups)
    pattern = Before(groups, (before.waves[0].pattern,))
    for none in (Before(groups, ()), pattern):
        now = drawn(people, groups, none)
        assert all((now.moved[code] == first.moved[code]).all() for code in first.moved)


def test_a_question_whose_answers_are_others_now_is_not_compared(
    again: tuple[People, System, Before],
) -> None:
    _people, groups, before = again
    asked = dict(before.waves[0].measures) | {"MEALS": ("no", "yes")}
    assert set(before.measures) == {"PARENT", "SCHOOL", "MEALS", "DEGREE"}
    otherwise = Before(groups, (replace(before.waves[0], measures=asked),))
    assert set(otherwise.measures) == {"PARENT", "SCHOOL", "DEGREE"}


def test_a_cut_is_the_same_in_whatever_order_it_names_attributes(
    again: tuple[People, System, Before],
) -> None:
    _people, groups, before = again
    turned = {
        cut[::-1]: {key[::-1]: cell for key, cell in keys.items()}
        for cut, keys in before.waves[0].published.items()
    }
    other = Before(groups, (replace(before.waves[0], published=turned),))
    (one,), (two,) = before.measures["PARENT"], other.measures["PARENT"]
    assert (one.high == two.high).all()


def test_draws_are_counted_by_key() -> None:
    keys = np.array([7, 3, 9], np.uint64)
    draws = Draws().once_more(keys[:1]).once_more(np.array([3, 7], np.uint64))
    assert draws.of(keys).tolist() == [2, 1, 0]
    assert Draws().of(keys).tolist() == [0, 0, 0]
