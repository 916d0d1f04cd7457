"""Clean-up: what is not needed is shown again, and nothing that is."""

import numpy as np
from hypothesis import given, settings

from disclosure.attacks import crowds, residuals
from disclosure.control.cleaning import clean
from disclosure.control.complementary import complement, prices
from disclosure.control.flows import Flows
from disclosure.control.residual import mend
from disclosure.control.system import Bools, System, system
from tests.disclosure.control.tables import (
    enough_people,
    hide,
    named,
    recoverable,
    square,
    team_table,
)


def cleaned(groups: System, hidden: Bools, *, keep: Bools | None = None) -> Bools:
    """What is left hidden of this, once every small group has its flow in it."""
    small = groups.n < groups.plan.minimum
    price = prices(groups, cheap=np.zeros_like(hidden))
    flows, left = Flows(groups), hidden.copy()
    ways = complement(flows, left, price, groups.small)
    assert np.array_equal(left, hidden), "Too little is hidden to be cleaned."
    clean(flows, left, ways, price, keep=small if keep is None else small | keep)
    return left


def test_a_group_that_no_flow_uses_is_shown_again():
    groups = team_table(t0=4, t1=12, t2=30, t3=40)

    left = cleaned(groups, hide(groups, ("t0",), ("t1",), ("t2",)))

    assert named(groups, left) == {("t0",), ("t1",)}


def test_what_is_kept_stays_though_no_flow_uses_it():
    groups = team_table(t0=4, t1=12, t2=30, t3=40)

    left = cleaned(groups, hide(groups, ("t0",), ("t1",), ("t3",)), keep=hide(groups, ("t3",)))

    assert named(groups, left) == {("t0",), ("t1",), ("t3",)}


def test_the_dearest_is_shown_first():
    groups = square([[4, 12, 40], [15, 13, 40], [40, 40, 40]])
    corners = [(grade, place) for grade in ("low", "middle") for place in ("north", "south")]
    farther = [(grade, "west") for grade in ("low", "middle")]

    left = cleaned(groups, hide(groups, *corners, *farther))

    assert named(groups, left) == set(corners)


def test_all_that_is_needed_stays():
    groups = team_table(t0=4, t1=5, t2=30, t3=40)
    hidden = hide(groups, ("t0",), ("t1",), ("t2",))

    assert np.array_equal(cleaned(groups, hidden), hidden)


def test_progress_counts_what_was_tried():
    groups = team_table(t0=4, t1=12, t2=30, t3=40)
    hidden = hide(groups, ("t0",), ("t1",), ("t2",))
    told, price = [], prices(groups, cheap=np.zeros(len(groups.n), bool))
    flows = Flows(groups)
    ways = complement(flows, hidden, price, groups.small)

    clean(
        flows,
        hidden,
        ways,
        price,
        keep=groups.n < 10,
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 2), (2, 2)]


@given(enough_people())
@settings(max_examples=40, deadline=None)
def test_from_everything_hidden_it_leaves_a_pattern_that_holds(population):
    groups = system(*population)
    everything = groups.n < groups.n.max()

    left = cleaned(groups, everything)

    assert not recoverable(groups, left) & set(groups.small.tolist())
    assert not residuals.attack(groups, left).hits
    assert not crowds.attack(groups, left).hits


@given(enough_people())
@settings(max_examples=25, deadline=None)
def test_no_single_group_more_could_be_shown(population):
    groups = system(*population)
    small = groups.n < groups.plan.minimum
    price = prices(groups, cheap=np.zeros_like(small))
    hidden, flows = small.copy(), Flows(groups)
    ways = complement(flows, hidden, price, groups.small)

    clean(flows, hidden, ways, price, keep=small)

    assert not mend(groups, hidden, price).any()
    for group in np.flatnonzero(hidden & ~small):
        without = hidden.copy()
        without[group] = False
        gone = crowds.attack(groups, without).hits or residuals.attack(groups, without).hits
        assert gone, groups.keys[group]
