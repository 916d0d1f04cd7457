"""Two waves of any workforce: the second opens no group of the first that it has too.

A group that all have left is one of them, but where all who are left are in one other: the tables
of everybody, or of whatever group that is so of, then differ by those who left, and the noise has
to do. Of groups that have come, whole categories are tried, not those of two attributes
(docs/adr/0008-disclosure-control.md, what it does not do).
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import outsider
from bench.outsider_waves import earlier_of
from disclosure.control.people import People
from disclosure.control.plan import Cut, Key, Plan
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect
from tests.disclosure.test_gate import ALONE, ATTRIBUTES, MEASURES, workforces

PLAN = Plan(ATTRIBUTES, MEASURES, ALONE, minimum=10)


def without(people: People, gone: list[int], seed: int) -> People:
    """Those who stayed, as they were, with fresh record keys."""
    stay = np.setdiff1d(np.arange(len(people)), [one % len(people) for one in gone])
    keys = np.random.default_rng(seed).integers(0, 2**64, len(stay), dtype=np.uint64)
    return People(
        {code: column[stay] for code, column in people.attributes.items()},
        {code: column[stay] for code, column in people.measures.items()},
        keys,
    )


def joined_otherwise(first: Protected, second: Protected) -> set[tuple[str, str]]:
    """The categories, by attribute, that are other people in the second wave than in the first."""
    codes = {*first.recoded, *second.recoded}
    differ = {c for c in codes if first.recoded.get(c, {}) != second.recoded.get(c, {})}
    return {(code, "not_said") for code in differ}


def is_in(seen: outsider.View, group: tuple[Cut, Key]) -> bool:
    """Whether somebody is in the group."""
    return group in seen.system.number and seen.system.n[seen.system.number[group]] > 0


def by_two_names(seen: outsider.View) -> np.ndarray:
    """Which groups are the same people as one part of them, or as what they are a part of: a unit
    that has only juniors, and its juniors. Shape (groups,)."""
    n = seen.system.n
    same = np.zeros(len(n), bool)
    for equation in seen.system.equations:
        parts = [part for part in equation.children if n[part] == n[equation.parent]]
        same[[*parts, *([equation.parent] if parts else [])]] = True
    return same


def opened(
    people: People, plan: Plan, later: People, *, all_in_one: bool = False
) -> tuple[set[int], outsider.View, outsider.View]:
    """The groups of the first wave that both waves together open, and what is seen of either. What
    the second has by two names counts as known only if `all_in_one`."""
    first = protect(people, plan)
    second = protect(later, plan, earlier=[earlier_of(first, plan, len(people))])
    before, after = (
        outsider.view(people, plan, first),
        outsider.view(later, plan, second),
    )
    others = joined_otherwise(first, second)
    known, same_people = np.zeros(len(before.hidden), bool), by_two_names(after)
    for (cut, key), here in before.system.number.items():
        there = after.system.number.get((cut, key))
        same = there is not None and not others & set(zip(cut, key, strict=True))
        if same and (all_in_one or not same_people[there]):
            known[here] = before.hidden[here] and not after.hidden[there]
    return set(outsider.read_off(before, also=known)) - set(np.flatnonzero(known)), before, after


@settings(max_examples=25, deadline=None)
@given(workforces(), st.lists(st.integers(0, 89), max_size=12), st.integers(0, 2**32))
def test_no_small_group_of_the_first_follows_from_both(
    drawn: tuple[People, Plan], gone: list[int], seed: int
) -> None:
    people, plan = drawn
    later = without(people, gone, seed)
    if len(later) < plan.minimum:
        return
    found, before, after = opened(people, plan, later, all_in_one=True)
    there_still = {here for group, here in before.system.number.items() if is_in(after, group)}
    assert not found & there_still


def all_like(people: People, cut: Cut, person: int) -> list[int]:
    """Everybody who is in this person's group of the cut."""
    same = [people.attributes[code] == people.attributes[code][person] for code in cut]
    gone: list[int] = np.flatnonzero(np.all(same, axis=0)).tolist()
    return gone


@settings(max_examples=15, deadline=None)
@given(workforces(), st.integers(0, 2**32), st.integers(0, 2**32))
def test_nor_does_one_that_all_have_left(drawn: tuple[People, Plan], pick: int, seed: int) -> None:
    people, plan = drawn
    rng = np.random.default_rng(pick)
    cut = plan.cuts[rng.integers(1, len(plan.cuts))]
    later = without(people, all_like(people, cut, rng.integers(len(people))), seed)
    if min(len(people), len(later)) < plan.minimum:
        return
    assert not opened(people, plan, later)[0]


@settings(max_examples=15, deadline=None)
@given(workforces(), st.integers(0, 2**32), st.integers(0, 2**32))
def test_nor_does_what_was_hidden_beside_a_category_that_has_come_whole(
    drawn: tuple[People, Plan], pick: int, seed: int
) -> None:
    people, plan = drawn
    rng = np.random.default_rng(pick)
    cut = (plan.attributes[rng.integers(len(plan.attributes))].code,)
    fewer = without(people, all_like(people, cut, rng.integers(len(people))), seed)
    if min(len(people), len(fewer)) < plan.minimum:
        return
    assert not opened(fewer, plan, people)[0]


CROSSED = replace(PLAN, cuts=((), ("UNIT",), ("LEVEL",), ("UNIT", "LEVEL")))


def crossed(sizes: list[list[int]], seed: int) -> People:
    """Workforce with so many people by unit and level, who answered anything."""
    rng = np.random.default_rng(seed)
    unit, level = np.nonzero(np.ones_like(sizes))
    many = np.ravel(sizes)
    columns = {"UNIT": np.repeat(unit, many), "LEVEL": np.repeat(level, many)}
    columns["PLACE"] = np.zeros(many.sum(), int)
    answers = {one.code: rng.integers(0, len(one.categories), many.sum()) for one in PLAN.measures}
    return People(
        {code: column.astype(np.uint16) for code, column in columns.items()},
        {code: column.astype(np.uint16) for code, column in answers.items()},
        rng.integers(0, 2**64, many.sum(), dtype=np.uint64),
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_small_unit_that_was_closed_does_not_come_out_as_what_is_left_over(seed: int) -> None:
    # Its neighbour was hidden for it then, and has no reason to be hidden now.
    sizes = [[7, 8, 4], [5, 7, 7], [6, 6, 6], [2, 1, 1]]
    people = crossed(sizes, seed)
    later = without(people, list(range(56, 60)), seed)

    found, before, _after = opened(people, CROSSED, later)

    closed, neighbours = (("UNIT",), ("not_said",)), [(("UNIT",), (name,)) for name in "abc"]
    assert before.hidden[before.system.number[closed]]
    assert sum(before.hidden[before.system.number[one]] for one in neighbours) == 1
    assert not found


@pytest.mark.parametrize(
    "sizes",
    [
        [[4, 16, 7], [24, 19, 11], [5, 6, 7]],
        [[8, 8, 7], [20, 3, 17], [4, 4, 14]],
        [[10, 1, 10], [8, 5, 4], [20, 5, 20]],
    ],
)
def test_a_new_level_hides_nothing_of_a_wave_in_which_nobody_was_on_it(
    sizes: list[list[int]],
) -> None:
    people = crossed(sizes, 2)
    fewer = without(people, np.flatnonzero(people.attributes["LEVEL"] == 2).tolist(), 2)

    assert not opened(fewer, CROSSED, people)[0]
