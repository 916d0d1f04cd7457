"""The outsider who lays pay gaps beside the counts of the tables: what they find holds, and what
cannot be is not found. How many answers they find of 1,000 staff: bench/README.md."""

from dataclasses import replace

import numpy as np
import pytest

from bench import outsider_sides, pay_programs
from bench.outsider_waves import first_wave
from bench.pay_told import Told, bands_of, told_of
from bench.pay_worlds import Turn, World
from disclosure.attacks.pay import NONE

CUTS = ((), ("DIVISION",), ("LEVEL",), ("PLACE",))


@pytest.fixture(scope="module")
def told() -> Told:
    wave = first_wave()
    few = replace(wave, plan=replace(wave.plan, cuts=CUTS))
    return told_of(few, bands_of(wave.rows))


@pytest.fixture(scope="module")
def world(told: Told) -> World:
    return World(told.gaps, told.people, told.counts)


def reads_as_before(told: Told, turns: list[Turn]) -> bool:
    """Whether every gap and every count is as it was published: counted anew from all answers."""
    of, counts = told.people, told.counts
    answer = of.answer.copy()
    for person, to in turns:
        answer[person] = to
    now = np.zeros_like(counts.exact)
    for column in counts.members.T:
        np.add.at(now, (column, answer), 1)
    shown = ~counts.hidden
    could = (now >= counts.ranges.low) & (now <= counts.ranges.high)
    before, after = of.side[of.answer], of.side[answer]
    gaps = [
        read.says(*(bands(told, gap, before, side) for side in (0, 1)))
        == read.says(*(bands(told, gap, after, side) for side in (0, 1)))
        for gap, read in enumerate(told.gaps.reads)
        if not read.has_mean
    ]
    return bool(could[shown].all()) and all(gaps)


def bands(told: Told, gap: int, sides: np.ndarray, side: int) -> list[int]:
    of = told.people
    here = (of.inside == gap).any(axis=1) & (of.band != NONE) & (sides == side)
    many: list[int] = np.bincount(of.band[here], minlength=len(told.gaps.bands[0][0])).tolist()
    return many


def test_what_is_found_would_have_been_published_just_so(told: Told, world: World) -> None:
    asked = list(outsider_sides.questions(told, told.asked[:60]))
    found = [world.on_side(person, side) for person, side in asked]
    assert sum(map(bool, found)) > 0.9 * len(asked)
    for (person, side), turns in zip(asked, found, strict=True):
        if turns:
            assert told.people.side[dict(turns)[person]] == side
            assert reads_as_before(told, turns)


def test_a_programme_finds_the_same(told: Told, world: World) -> None:
    person, side = next(iter(outsider_sides.questions(told, told.asked)))
    turns = pay_programs.on_side(world, person, side)
    assert told.people.side[dict(turns)[person]] == side
    assert reads_as_before(told, turns)


def test_where_counts_are_exact_nothing_is_found_by_one_alone(told: Told) -> None:
    """Every group shown as it is: then somebody can only change places with another."""
    counts = told.counts
    exact = replace(counts.ranges, low=counts.exact, high=counts.exact)
    strict = World(told.gaps, told.people, replace(counts, ranges=exact))
    asked = list(outsider_sides.questions(told, told.asked[:20]))
    assert all(len(strict.on_side(*one)) != 1 for one in asked)


def test_everybody_who_is_found_is_taken_out_of_the_list(told: Told, world: World) -> None:
    left = outsider_sides.questions(told, told.asked[:20])
    before = len(left)
    outsider_sides.steps(left, world)
    assert len(left) < before / 10
