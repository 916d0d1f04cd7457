"""What two published rows tell of the few who left a group or came to it: by cases, and against
going through every table that would have been published so."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.control import leaving

NOISE, MINIMUM = 3, 10
Row = tuple[int, ...]


def told(row: Row, n: int | None, about: int) -> leaving.Told:
    """One group; of so many people where that is known, and else of about so many."""
    found = leaving.told(np.array([row]), np.array([about]), noise=NOISE, minimum=MINIMUM)
    if n is not None:
        found.fewest[0] = found.most[0] = n
    return found


def proves(now: Row, n: int, then: Row, before: int | None = None) -> bool:
    """Whether these numbers prove something. About 40 were in the group; `before` if known."""
    return bool(leaving.proved(told(now, None, 40), [], [told(then, before, 40)], np.array([n]))[0])


@pytest.mark.parametrize(
    ("now", "n", "then", "before", "proof"),
    [
        ((13, 14, 13), 40, (14, 13, 14), 41, False),
        ((16, 14, 10), 40, (10, 14, 16), 41, True),  # whoever left did not give the first
        ((10, 14, 16), 40, (17, 14, 10), 41, True),  # they gave the first
        ((22, 13), 40, (21, 16), 41, True),  # by both adding up to the size: they gave the second
        ((16, 14, 10), 40, (10, 14, 16), 39, True),  # whoever came gave it
        ((16, 14, 10), 40, (10, 14, 16), 40, True),  # one left and one came, or nobody: 13 each
        ((17, 14, 10), 41, (10, 14, 16), 40, True),
        ((19, 14, 10), 43, (10, 14, 16), 40, True),  # three came: all gave the first
        ((16, 14, 10), 40, (10, 14, 20), 44, True),  # of four who left none gave the first
        ((15, 12, 11), 38, (12, 14, 14), 40, False),
        ((30, 5, 5), 40, (5, 5, 30), 41, False),  # so many changed that others left and came
    ],
)
def test_by_cases(now: Row, n: int, then: Row, before: int, proof: bool) -> None:
    assert proves(now, n, then, before) is proof


def test_a_size_that_only_few_have_left_or_come_to_is_not_needed() -> None:
    assert proves((16, 14, 10), 40, (10, 14, 16))
    assert not proves((16, 14, 10), 60, (10, 14, 16))


def test_of_a_group_that_was_not_shown_nothing_is_known() -> None:
    unknown = leaving.told(np.array([[-1, -1, -1]]), np.array([-1]), noise=NOISE, minimum=MINIMUM)
    assert not leaving.proved(told((16, 14, 10), None, 40), [], [unknown], np.array([40]))[0]


def test_two_waves_in_which_all_answered_alike_tell_more_than_each() -> None:
    now, n = told((13, 14, 16), None, 40), np.array([40])
    then, long_ago = told((18, 15, 14), 41, 40), told((16, 16, 13), 41, 40)
    assert not leaving.proved(now, [], [then], n)[0]
    assert not leaving.proved(now, [], [long_ago], n)[0]
    assert leaving.proved(now, [], [then, long_ago], n)[0]


def test_what_earlier_waves_prove_by_themselves_is_no_fault_of_this_one() -> None:
    now, n = told((13, 14, 13), None, 40), np.array([40])
    since, then = told((16, 14, 10), None, 40), told((10, 14, 16), 41, 40)
    assert leaving.proved(since, [], [then], n)[0]
    assert not leaving.proved(now, [since], [then], n)[0]


# --- against every table there could have been --------------------------------------------------


def tables(row: Row, n: int, about: int) -> list[Row]:
    """All counts of n people that could have been published as this row, each with its noise."""
    rooms = [range(max(x - NOISE, min(x, 1)), x + NOISE + 1) for x in row]
    never = leaving.told(np.array([row]), np.array([about]), noise=NOISE, minimum=MINIMUM).never[0]
    return [
        table
        for table in product(*rooms)
        if sum(table) == n and not any(x == n for x, no in zip(table, never, strict=True) if no)
    ]


def fixed(found: list[Row]) -> bool:
    return any(len(set(column)) == 1 for column in zip(*found, strict=True))


def plainly(now: Row, n: int, then: Row, *, came: int, left: int) -> bool:
    """Whether something is proved of those who came and left, by going through all tables."""
    today, before = tables(now, n, 15), tables(then, n - came + left, 15)
    if not today or not before or fixed(today) or fixed(before):
        return False
    both, answers = set(before), range(len(now))
    if not came and not left:
        same = [table for table in today if table in both]
        return bool(same) and fixed(same)
    gone, new = set(), set()
    for who in product(product(answers, repeat=left), product(answers, repeat=came)):
        change = [who[0].count(one) - who[1].count(one) for one in answers]
        if any(tuple(map(sum, zip(t, change, strict=True))) in both for t in today):
            gone |= set(who[0])
            new |= set(who[1])
    return bool(gone | new) and any(0 < len(some) < len(now) for some in (gone, new))


rows = st.lists(st.integers(0, 9), min_size=3, max_size=3).map(tuple)


@settings(max_examples=60, deadline=None)
@given(rows, rows, st.integers(10, 14), st.sampled_from(leaving.CHANGES))
def test_it_finds_what_going_through_all_tables_finds(
    now: Row, then: Row, n: int, change: tuple[int, int]
) -> None:
    came, left = change
    box = leaving._box([told(then, n - came + left, 15)], np.array([n - came + left]))
    today = leaving._box([told(now, None, 15)], np.array([n]))
    found = bool((today.fits & box.fits & leaving._Pair(today, box).tells(came, left))[0])
    assert found is plainly(now, n, then, came=came, left=left)


@settings(max_examples=40, deadline=None)
@given(rows, rows, st.integers(10, 12), st.booleans())
def test_what_it_finds_of_three_who_left_or_came_is_true(
    now: Row, then: Row, n: int, did_leave: bool
) -> None:
    came, left = (0, 3) if did_leave else (3, 0)
    box = leaving._box([told(then, n - came + left, 15)], np.array([n - came + left]))
    today = leaving._box([told(now, None, 15)], np.array([n]))
    if (today.fits & box.fits & leaving._Pair(today, box).tells(came, left))[0]:
        assert plainly(now, n, then, came=came, left=left)
