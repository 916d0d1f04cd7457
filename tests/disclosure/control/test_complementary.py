"""Which groups are hidden for others."""

import numpy as np
import pytest

from disclosure.control.complementary import complement, prices
from disclosure.control.flows import Flows
from disclosure.control.plan import Key
from disclosure.control.system import System
from tests.disclosure.control.tables import PLACE, hide, named, square, team_table


def hidden_for(groups: System) -> set[Key]:
    hidden = groups.n < groups.plan.minimum
    price = prices(groups, cheap=np.zeros_like(hidden))
    complement(Flows(groups), hidden, price, groups.small)
    return named(groups, hidden)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[20, 20], [20, 20]], set()),
        # Two by two: one small cell takes all four, or either margin would give it away.
        ([[4, 20], [20, 20]], {"low north", "low south", "middle north", "middle south"}),
        # The corner across has four people and six are lacking: two margins go as well.
        (
            [[4, 20], [20, 4]],
            {"low north", "low south", "middle north", "middle south", "low", "middle"},
        ),
        (
            [[4, 12, 40], [15, 13, 40], [40, 40, 40]],
            {"low north", "low south", "middle north", "middle south"},
        ),
        # Here a third place gives the other two.
        (
            [[4, 40, 40], [40, 4, 40], [40, 40, 40]],
            {f"{grade} {place}" for grade in ("low", "middle") for place in PLACE.categories},
        ),
    ],
)
def test_a_square_is_hidden_by_corners_and_its_margins_stay(rows, expected):
    assert {" ".join(key) for key in hidden_for(square(rows))} == expected


@pytest.mark.parametrize(
    ("teams", "expected"),
    [
        ({"t0": 4, "t1": 12, "t2": 30}, {"t0", "t1"}),
        ({"t0": 4, "t1": 5, "t2": 30}, {"t0", "t1", "t2"}),
        ({"t0": 4, "t1": 3, "t2": 3}, {"t0", "t1", "t2"}),  # ten together
        ({"t0": 4, "t3": 40, "t4": 60}, {"t0", "t3", "u0", "u1"}),  # a unit of one small team
    ],
)
def test_a_team_is_hidden_by_teams_of_its_unit_where_there_are_any(teams, expected):
    if teams == {"t0": 4, "t1": 3, "t2": 3}:
        teams = teams | {"t3": 20}  # somebody outside the unit

    assert {" ".join(key) for key in hidden_for(team_table(**teams))} == expected


def test_crossed_groups_go_first_then_teams_and_small_ones_before_large():
    groups = team_table(t0=40, t1=10, t3=50)
    price = prices(groups, cheap=np.zeros(len(groups.n), bool))
    of = {groups.keys[at]: price[at] for at in range(len(price))}

    crossed = square([[50, 50], [50, 50]])
    cell = crossed.number[("GRADE", "PLACE"), ("low", "north")]
    plain = prices(crossed, cheap=np.zeros(len(crossed.n), bool))[cell]

    assert of[("t1",)] < of[("t0",)] < of[("t3",)] < of[("u0",)]
    assert plain < of[("t3",)] < of[("u1",)]  # fifty people each


def test_what_an_earlier_wave_hid_goes_before_anything_else():
    groups = team_table(t0=4, t1=12, t2=60)
    hidden = groups.n < 10

    price = prices(groups, cheap=hide(groups, ("t2",)))
    complement(Flows(groups), hidden, price, groups.small)

    assert named(groups, hidden) == {("t0",), ("t2",)}
