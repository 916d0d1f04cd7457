"""Flows: the cheapest way for a small group to be larger while nothing published changes."""

from typing import Any

import numpy as np
import pytest
from scipy import optimize, sparse

from bench import workforce
from disclosure.control.complementary import FOR_NOTHING, prices
from disclosure.control.flows import Floats, Flows
from disclosure.control.plan import Key
from disclosure.control.system import System, system
from tests.disclosure.control.tables import hide, named, square, team_table


def price_of(groups: System) -> Floats:
    return prices(groups, cheap=np.zeros(len(groups.n), bool))


def changing(groups: System, flow) -> set[Key]:
    return {groups.keys[group] for group in flow.groups}


def test_a_group_changes_by_its_own_people_and_by_a_crowd_where_it_shares_somebody():
    groups = square([[4, 20], [20, 20]])
    small = groups.number[("GRADE", "PLACE"), ("low", "north")]

    limits = Flows(groups).limits(small)

    assert {key: limits[at] for at, key in enumerate(groups.keys)} == {
        (): 0,  # everybody: always shown
        ("low",): 24 + 8,
        ("middle",): 40,
        ("north",): 24 + 8,
        ("south",): 40,
        ("low", "north"): 0,  # the target itself
        ("low", "south"): 20,
        ("middle", "north"): 20,
        ("middle", "south"): 20,
    }


@pytest.mark.parametrize(
    ("teams", "with_it"),
    [
        ({"t0": 4, "t1": 12, "t2": 30}, {("t1",)}),  # the smaller of two that have six people
        ({"t0": 4, "t1": 5, "t2": 30}, {("t2",)}),  # t1 gives a person less than is lacking
        ({"t0": 4, "t3": 40, "t4": 60}, {("u0",), ("u1",), ("t3",)}),  # alone in its unit
    ],
)
def test_a_team_moves_with_the_cheapest_that_has_the_people(teams, with_it):
    groups = team_table(**teams)
    target = groups.number[("TEAM",), ("t0",)]

    flow = Flows(groups).cheapest(target, price_of(groups))

    assert flow.lacking == pytest.approx(0)
    assert with_it <= changing(groups, flow)


def test_in_a_square_four_corners_move():
    groups = square([[4, 12, 40], [15, 13, 40], [40, 40, 40]])
    target = groups.number[("GRADE", "PLACE"), ("low", "north")]

    flow = Flows(groups).cheapest(target, price_of(groups))

    assert changing(groups, flow) == {("low", "south"), ("middle", "north"), ("middle", "south")}


def test_what_is_hidden_already_is_the_way_to_go():
    groups = square([[4, 12, 40], [15, 13, 40], [40, 40, 40]])
    target = groups.number[("GRADE", "PLACE"), ("low", "north")]
    there = hide(groups, ("low", "west"), ("high", "north"), ("high", "west"))

    flow = Flows(groups).cheapest(target, np.where(there, FOR_NOTHING, price_of(groups)))

    assert changing(groups, flow) == named(groups, there)


def test_a_flow_that_may_not_leave_the_hidden_groups_says_how_much_is_lacking_and_why():
    groups = team_table(t0=4, t1=5, t2=30)
    target = groups.number[("TEAM",), ("t0",)]
    hidden = hide(groups, ("t0",), ("t1",))

    flow = Flows(groups).within(target, np.flatnonzero(hidden), price_of(groups))

    assert flow.lacking == pytest.approx(1)
    assert flow.room[hidden].sum() < 6  # a wall: what the other hidden groups can give
    assert flow.room[~hidden].sum() >= 1  # and it breaks if a shown one is hidden as well


def test_programmes_of_few_groups_find_what_the_whole_one_finds():
    groups = system(*workforce.wave(1_000))
    flows, price = Flows(groups), price_of(groups)

    for target in map(int, groups.small[:8]):
        found = flows.cheapest(target, price)

        cost, limits = _whole(groups, target, price, flows.limits(target))
        only = np.isin(np.arange(len(price)), found.groups)
        assert _whole(groups, target, price, limits * only)[0] == pytest.approx(cost)


def _whole(groups: System, target: int, price: Floats, limits: Floats) -> tuple[float, Floats]:
    """What the cheapest flow costs, by one programme of all groups at once."""
    need = groups.plan.minimum - groups.n[target]
    limits = limits.copy()
    limits[target] = need
    least = np.zeros(2 * len(limits))
    least[target] = need
    most = np.tile(limits, 2)
    most[len(limits) + target] = 0
    call: Any = optimize.linprog
    solved = call(
        np.tile(price, 2),
        A_eq=sparse.hstack([groups.matrix, -groups.matrix]),
        b_eq=np.zeros(groups.matrix.shape[0]),
        bounds=np.c_[least, most],
    )
    limits[target] = 0
    return solved.fun, limits
