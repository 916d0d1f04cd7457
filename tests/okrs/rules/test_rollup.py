"""Section 7: objectives and pillars."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules import rollup
from okrs.rules.progress import clamp
from okrs.rules.rollup import Counts, Item
from okrs.rules.words import Status
from tests.okrs.rules.examples import items, weights

D = Decimal
HAIR = D("1E-18")
plans = st.lists(items(), max_size=7)


def item(progress=None, status=Status.on_track, expected="0.5", **more) -> Item:
    done = None if progress is None else D(progress)
    return Item(progress=done, status=status, expected=D(expected), **more)


def test_the_mean_is_of_what_can_be_measured_by_weight_and_clamped():
    found = rollup.objective(
        [
            item("1.25", Status.achieved, weight=D(1)),
            item("-0.20", Status.off_track, weight=D(1)),
            item("0.5", weight=D(2)),
            item(None, Status.unset, weight=D(1)),
            item("0.9", Status.not_counted, weight=D(1), counted=False),
            item("0.0", Status.off_track, weight=None),
        ]
    )

    assert found.progress == D("0.40")
    assert (found.measurable, found.active) == (4, 5)


def test_an_objective_without_a_baseline_anywhere_has_neither_number_nor_colour():
    found = rollup.objective([item(None, Status.unset), item(None, Status.unset)])

    assert (found.progress, found.measurable, found.active) == (None, 0, 2)
    assert (found.partial, found.status, found.tone) == (True, None, "unset")


def test_nothing_rolls_up_to_nothing():
    for nothing in (rollup.objective([]), rollup.pillar([])):
        assert (nothing.progress, nothing.status, nothing.partial) == (None, None, False)
        assert nothing.active == 0


@pytest.mark.parametrize(("measured", "partial"), [(1, True), (2, False), (3, False)])
def test_fewer_than_half_measurable_is_partial_and_has_no_colour(measured, partial):
    unset = [item(None, Status.unset)] * (4 - measured)

    found = rollup.objective([item("0.5")] * measured + unset)

    assert found.partial is partial
    assert found.status is (None if partial else Status.on_track)
    assert found.progress == D("0.5")


@pytest.mark.parametrize(
    ("progress", "status"),
    [
        ("0.40", Status.on_track),
        ("0.39", Status.behind),
        ("0.25", Status.behind),
        ("0.24", Status.off_track),
    ],
)
def test_an_objective_is_judged_by_its_mean_against_what_was_expected_of_it(progress, status):
    assert rollup.objective([item(progress)]).status is status


def test_no_green_over_a_red():
    far, red = item("1", Status.achieved, weight=D(9)), item("0", Status.off_track)

    found = rollup.objective([far, red])

    assert (found.progress, found.status) == (D("0.9"), Status.behind)


def test_all_achieved_is_achieved_and_one_that_cannot_be_said_prevents_it():
    done = item("1.1", Status.achieved)

    assert rollup.objective([done, done]).status is Status.achieved
    assert rollup.objective([done, item(None, Status.on_track)]).status is Status.achieved
    assert rollup.objective([done, item(None, Status.unset)]).status is Status.on_track


def test_keep_ats_have_health_and_leave_progress_alone():
    held, near = item(None, Status.on_track), item(None, Status.behind)

    found = rollup.objective([held, held, near])

    assert (found.progress, found.partial, found.kept) == (None, False, 3)
    assert found.status is Status.behind
    assert rollup.objective([item("0.5"), held, held, held]).status is Status.on_track
    assert rollup.objective([item("0.5"), item(None, Status.off_track)]).status is Status.behind


@pytest.mark.parametrize("status", [Status.too_early, Status.stale])
def test_what_is_all_stale_or_all_too_early_is_so_as_a_whole(status):
    assert rollup.objective([item("0.5", status), item("0.1", status)]).status is status
    assert rollup.objective([item("0.5", status), item("0.5")]).status is Status.on_track


def test_expected_is_weighed_like_progress_over_the_same_key_results():
    found = rollup.objective(
        [
            item("0.5", expected="0.9", weight=D(3)),
            item("0.5", expected="0.1"),
            item(None, Status.unset, expected="1", weight=D(50)),
        ]
    )

    assert found.expected == D("0.7")


def test_an_objective_of_ten_weighs_no_more_than_one_of_two():
    ten = rollup.objective([item("1", Status.achieved)] * 10)
    two = rollup.objective([item("0", Status.off_track)] * 2)

    found = rollup.pillar([(None, ten), (D(1), two)])

    assert (found.progress, found.expected) == (D("0.5"), D("0.5"))
    assert (found.measurable, found.active, found.counts.total) == (12, 12, 12)
    assert found.status is Status.behind
    assert rollup.pillar([(D(3), ten), (D(1), two)]).progress == D("0.75")


def test_pillars_roll_up_to_a_strategy_the_same_way():
    half = rollup.pillar([(None, rollup.objective([item("0.5")]))])
    empty = rollup.pillar([])

    found = rollup.pillar([(None, half), (None, empty)])

    assert (found.progress, found.status, found.active) == (D("0.5"), Status.on_track, 1)


def test_a_pillar_is_achieved_when_all_its_objectives_are():
    done = rollup.objective([item("1", Status.achieved)])
    held = rollup.objective([item(None, Status.on_track)])
    empty = rollup.objective([])

    assert rollup.pillar([(None, done), (None, held), (None, empty)]).status is Status.achieved


def test_a_weightless_objective_says_nothing():
    assert rollup.objective([item("0.5", weight=D(0))]).progress is None


def test_counts_are_printed_in_a_fixed_order_without_what_there_is_none_of():
    statuses = [Status.on_track] * 6 + [Status.stale] * 2 + [Status.unset] * 3
    counts = Counts.of([*statuses, Status.off_track, Status.behind, Status.not_counted])

    assert [words for _status, _n, words in counts.parts()] == [
        "6 on track", "1 behind", "1 off track", "3 no baseline", "2 stale",
    ]  # fmt: skip
    assert counts.parts()[0] == (Status.on_track, 6, "6 on track")
    assert counts.total == 13


def test_every_status_that_counts_is_printed():
    once = Counts.of(Status)

    assert once.total == len(once.parts()) == len(Status) - 1


@pytest.mark.parametrize(
    ("counts", "net"),
    [
        (Counts(on_track=6, behind=2, off_track=1, unset=1), 50),
        (Counts(achieved=1, on_track=1, off_track=2), 0),
        (Counts(off_track=3), -100),
        (Counts(), None),
    ],
)
def test_net_confidence_is_on_track_less_off_track(counts, net):
    assert rollup.net_confidence(counts) == net


@given(plans)
def test_a_mean_lies_between_its_least_and_its_most(plan):
    found = rollup.objective(plan)
    known = [clamp(i.progress) for i in plan if i.counted and i.progress is not None]

    assert (found.progress is None) == (not known)
    if known:
        assert min(known) - HAIR <= found.progress <= max(known) + HAIR


@given(plans, weights)
def test_what_cannot_be_measured_never_changes_the_mean(plan, weight):
    unset = Item(progress=None, status=Status.unset, weight=weight)
    without, with_it = rollup.objective(plan), rollup.objective([*plan, unset])

    assert (with_it.progress, with_it.expected) == (without.progress, without.expected)
    assert with_it.active == without.active + 1
    assert with_it.measurable == without.measurable


@given(plans, weights)
def test_scaling_all_weights_changes_nothing(plan, factor):
    scaled = [replace(i, weight=(D(1) if i.weight is None else i.weight) * factor) for i in plan]
    here, there = rollup.objective(plan), rollup.objective(scaled)

    assert here.status is there.status
    assert here.progress == there.progress or abs(here.progress - there.progress) < HAIR


@given(st.lists(plans, max_size=4))
def test_no_green_over_a_red_at_any_level(plan):
    objectives = [rollup.objective(some) for some in plan]
    whole = rollup.pillar([(None, found) for found in objectives])

    for found in (*objectives, whole):
        if found.counts.off_track:
            assert found.status not in {Status.on_track, Status.achieved}


@given(st.lists(plans, max_size=4))
def test_no_key_result_is_lost_or_counted_twice(plan):
    whole = rollup.pillar([(None, rollup.objective(some)) for some in plan])
    counted = [i for some in plan for i in some if i.counted]

    assert whole.active == whole.counts.total == len(counted)
    assert whole.measurable == sum(i.progress is not None for i in counted)


@given(st.lists(plans, max_size=4))
def test_what_is_partial_has_no_colour(plan):
    objectives = [rollup.objective(some) for some in plan]

    for found in (*objectives, rollup.pillar([(None, o) for o in objectives])):
        assert not found.partial or found.tone == "unset"
