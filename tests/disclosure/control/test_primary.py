"""Which groups are hidden for themselves."""

from dataclasses import replace

from disclosure.control.primary import everybody, primary
from tests.disclosure.control.tables import named, team_table


def test_nine_are_too_few_and_ten_are_enough():
    groups = team_table(t0=9, t1=10, t2=11)

    assert named(groups, primary(groups)) == {("t0",)}


def test_a_plan_may_ask_for_more():
    groups = team_table(t0=9, t1=10, t2=12)

    stricter = replace(groups, plan=replace(groups.plan, minimum=12))

    assert named(stricter, primary(stricter)) == {("t0",), ("t1",)}


def test_a_unit_that_everybody_is_in_is_everybody():
    groups = team_table(t0=20, t1=20)

    assert named(groups, everybody(groups)) == {(), ("u0",)}
