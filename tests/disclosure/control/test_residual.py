"""The residual rule: beside a shown parent, two groups are hidden or none, of ten together."""

import numpy as np
import pytest

from disclosure.control.complementary import prices
from disclosure.control.plan import Key
from disclosure.control.residual import breaches, mend
from disclosure.control.system import System
from tests.disclosure.control.tables import hide, named, square, team_table

TEAMS = team_table(t0=4, t1=5, t2=30, t3=12, t4=20, t5=40)


def broken(groups: System, hidden) -> set[Key]:
    return {groups.keys[groups.equations[at].parent] for at in breaches(groups, hidden)}


@pytest.mark.parametrize(
    ("hidden", "parents"),
    [
        ([], set()),
        ([("t0",)], {("u0",)}),  # one alone
        ([("t0",), ("t1",)], {("u0",)}),  # nine together
        ([("t0",), ("t2",)], set()),
        ([("t3",)], {("u1",)}),  # a safe one alone, too: it would be read off
        ([("t0",), ("u0",)], {()}),  # its parent is hidden, but that now stands alone
        ([("t0",), ("u0",), ("u1",)], set()),
    ],
)
def test_which_parents_give_something_away(hidden, parents):
    assert broken(TEAMS, hide(TEAMS, *hidden)) == parents


@pytest.mark.parametrize(
    ("hidden", "added"),
    [
        ([("t0",), ("t2",)], []),
        ([("t3",)], [("t4",)]),  # the cheaper of two
        ([("t0",), ("t1",)], [("t2",)]),
        ([("u0",)], [("u1",)]),
    ],
)
def test_it_is_mended_by_the_cheapest_beside_it(hidden, added):
    now = hide(TEAMS, *hidden)

    found = mend(TEAMS, now, prices(TEAMS, cheap=np.zeros(len(now), bool)))

    assert named(TEAMS, found) == set(added)
    assert named(TEAMS, now) == {*hidden, *added}
    assert not len(breaches(TEAMS, now))


def test_an_only_child_takes_its_parent_and_what_stands_beside_that():
    groups = team_table(t0=30, t3=20, t4=20)
    now = hide(groups, ("t0",))

    mend(groups, now, prices(groups, cheap=np.zeros(len(now), bool)))

    assert named(groups, now) == {("t0",), ("u0",), ("u1",)}


def test_mending_one_equation_may_break_another_until_none_is():
    groups = square([[20, 30, 40], [30, 12, 40], [40, 40, 40]])
    now = hide(groups, ("low", "north"))

    mend(groups, now, prices(groups, cheap=np.zeros(len(now), bool)))

    assert not len(breaches(groups, now))
    assert len(named(groups, now)) == 4
