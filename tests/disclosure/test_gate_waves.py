"""Two waves of workforces nobody thought of: the second opens nothing that the first one hid."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import outsider
from bench.outsider_waves import earlier_of
from disclosure.control.people import People
from disclosure.control.plan import Plan
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
    before, after = (
        outsider.view(people, plan, first),
        outsider.view(later, plan, second),
    )
    known = np.zeros(len(before.hidden), bool)
    for group, here in before.system.number.items():
        there = after.system.number.get(group)
        known[here] = before.hidden[here] and there is not None and not after.hidden[there]
    opened = set(outsider.read_off(before, also=known)) - set(np.flatnonzero(known))
    assert not opened
