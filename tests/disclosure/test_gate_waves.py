"""Two waves of any workforce: the second opens no group of the first that it has too.

A group that all have left is one of them, but where all who are left are in one other: the tables
of everybody then differ by those who left, and the noise has to do
(docs/adr/0008-disclosure-control.md, what it does not do).
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import outsider
from bench.outsider_waves import earlier_of
from disclosure.control.people import People
from disclosure.control.plan import Cut, Key, Plan
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect
from tests.disclosure.test_gate import workforces


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


def opened(
    people: People, plan: Plan, later: People, *, all_in_one: bool = False
) -> tuple[set[int], outsider.View, outsider.View]:
    """The groups of the first wave that both waves together open, and what is seen of either. What
    everybody of the second is in counts as known only if `all_in_one`."""
    first = protect(people, plan)
    second = protect(later, plan, earlier=[earlier_of(first, plan, len(people))])
    before, after = (
        outsider.view(people, plan, first),
        outsider.view(later, plan, second),
    )
    others = joined_otherwise(first, second)
    known = np.zeros(len(before.hidden), bool)
    for (cut, key), here in before.system.number.items():
        there = after.system.number.get((cut, key))
        same = there is not None and not others & set(zip(cut, key, strict=True))
        if same and (all_in_one or after.system.n[there] < len(later)):
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


@settings(max_examples=10, deadline=None)
@given(workforces(), st.integers(0, 2**32), st.integers(0, 2**32))
def test_nor_does_one_that_all_have_left_or_that_has_come_whole(
    drawn: tuple[People, Plan], pick: int, seed: int
) -> None:
    people, plan = drawn
    rng = np.random.default_rng(pick)
    cut, like = plan.cuts[rng.integers(1, len(plan.cuts))], rng.integers(len(people))
    all_of_it = np.all([people.attributes[c] == people.attributes[c][like] for c in cut], axis=0)
    later = without(people, np.flatnonzero(all_of_it).tolist(), seed)
    if min(len(people), len(later)) < plan.minimum:
        return
    assert not opened(people, plan, later)[0]
    assert not opened(later, plan, people)[0]
