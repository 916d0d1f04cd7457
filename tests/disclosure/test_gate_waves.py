"""Two waves of any workforce: the second opens no group of the first that it has too.

A group that all have left is not looked at: of one that is alone in leaving, the noise has to do
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


@settings(max_examples=25, deadline=None)
@given(workforces(), st.lists(st.integers(0, 89), max_size=12), st.integers(0, 2**32))
def test_no_small_group_of_the_first_follows_from_both(
    drawn: tuple[People, Plan], gone: list[int], seed: int
) -> None:
    people, plan = drawn
    later = without(people, gone, seed)
    if len(later) < plan.minimum:
        return
    first = protect(people, plan)
    second = protect(later, plan, earlier=[earlier_of(first)])
    before = outsider.view(people, plan, first)
    after = outsider.view(later, plan, second)
    others = joined_otherwise(first, second)
    known = np.zeros(len(before.hidden), bool)
    for (cut, key), here in before.system.number.items():
        there = after.system.number.get((cut, key))
        same = there is not None and not others & set(zip(cut, key, strict=True))
        known[here] = same and before.hidden[here] and not after.hidden[there]
    opened = set(outsider.read_off(before, also=known)) - set(np.flatnonzero(known))
    there_still = {here for group, here in before.system.number.items() if is_in(after, group)}
    assert not opened & there_still
