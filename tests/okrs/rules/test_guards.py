"""Section 8: no green while the keep-at beside it fails."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules.facts import Guard
from okrs.rules.guards import Vouching, guard, vouching
from okrs.rules.rollup import Item, objective, pillar
from okrs.rules.standing import standing
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Cadence, Kind, Status
from tests.okrs.rules.examples import MID_YEAR, any_facts, days, facts, stands, steps

D = Decimal
KEEP = {"kind": Kind.keep_at, "low": D(15), "high": D(25), "tolerance": D(2), "baseline": None}
LATE = date(2027, 10, 16)
FAILS = Guard(title="Keep quality", word="Outside", fails=True)
GREEN = (Status.on_track, Status.achieved)


@pytest.mark.parametrize(
    ("changes", "today", "says"),
    [
        ({"value": D(15)}, MID_YEAR, Vouching.holds),
        ({"value": D(13)}, MID_YEAR, Vouching.in_tolerance),
        ({"value": D("12.9")}, MID_YEAR, Vouching.fails),
        ({"value": D(20), "blocked": True}, MID_YEAR, Vouching.fails),
        ({}, MID_YEAR, Vouching.silent),
        ({"low": None, "high": None, "value": D(20)}, MID_YEAR, Vouching.silent),
        ({"value": D(20), "suppressed": True}, MID_YEAR, Vouching.silent),
        ({"value": D(20)}, LATE, Vouching.silent),
        # silence is no way out of red
        ({"value": D(3)}, LATE, Vouching.fails),
        # held to the end
        (
            {"value": D(20), "confirmed_on": date(2027, 12, 20)},
            date(2027, 12, 31),
            Vouching.holds,
        ),
    ],
)
def test_what_a_keep_at_says_for_another(changes, today, says):
    assert vouching(stands(today, **(KEEP | changes))) is says


def test_a_keep_at_vouches_by_its_figure_and_never_by_milestones():
    unset = facts(**(KEEP | {"low": None, "high": None, "milestones": steps(True)}))

    assert guard(unset, title="Keep quality", today=MID_YEAR).silent


def test_a_stale_one_is_named_by_what_it_was():
    found = guard(facts(**KEEP, value=D(3)), title="Keep quality", today=LATE)

    assert (found.word, found.fails) == ("Outside", True)


@pytest.mark.parametrize(
    ("changes", "own"),
    [
        ({"value": D(60)}, Verdict.on_track),
        ({"value": D(100)}, Verdict.achieved),
        ({"value": D(120)}, Verdict.exceeded),
    ],
)
def test_what_would_be_green_is_held_back(changes, own):
    found = stands(**changes, guard=FAILS)

    assert found.verdict is Verdict.held_back
    assert found.own_verdict is own
    assert (found.word, found.tone, found.status) == ("Held back", "behind", Status.behind)


def test_why_says_what_stands_in_the_way_and_what_it_would_be():
    assert stands(value=D(60), guard=FAILS).reason == (
        "“Keep quality” does not hold (Outside), so this cannot be On track. "
        "60 is 60% of the way from 0 to 100; 50% was expected by now: 10 points ahead."
    )
    assert "120 is beyond the target of 100." in stands(value=D(120), guard=FAILS).reason


def test_a_green_beside_one_in_tolerance_says_so_and_stays_green():
    near = Guard(title="Keep quality", word="In tolerance", near=True)

    assert stands(value=D(60), guard=near).verdict is Verdict.on_track
    assert stands(value=D(60), guard=near).reason.endswith(
        " “Keep quality”, which is to hold beside it, is outside within its tolerance."
    )


def test_a_green_that_nobody_vouches_for_says_so():
    silent = Guard(title="Keep quality", word="Stale", silent=True)

    assert stands(value=D(60), guard=silent).verdict is Verdict.on_track
    assert stands(value=D(60), guard=silent).reason.endswith(
        " “Keep quality”, which is to hold beside it, cannot vouch for it: Stale."
    )
    assert stands(value=D(10), guard=silent).reason == stands(value=D(10)).reason


@given(any_facts(), days)
def test_nothing_is_green_beside_a_keep_at_that_fails(some, today):
    found = standing(replace(some, guard=FAILS), today=today)

    assert found.status not in GREEN
    assert found.tone not in ("ontrack", "achieved")
    assert found.reason


@given(any_facts(), days, st.booleans())
def test_only_green_is_changed_and_only_by_a_failure(some, today, fails):
    plain = standing(some, today=today)
    found = standing(
        replace(some, guard=Guard(title="Keep", word="Held", fails=fails)), today=today
    )

    if not fails or plain.status not in GREEN:
        assert found.verdict is plain.verdict
    assert (found.progress, found.expected) == (plain.progress, plain.expected)


def _item(**changes):
    plain = {"progress": D(1), "expected": D(1), "status": Status.behind}
    return Item(**(plain | changes))


def test_no_objective_and_no_pillar_is_green_over_one_that_is_held_back():
    held = objective([_item(held_back=True), _item(status=Status.on_track)])

    assert held.status is Status.behind
    assert pillar([(None, held), (None, objective([_item(status=Status.on_track)]))]).status is (
        Status.behind
    )
    assert objective([_item(), _item(status=Status.on_track)]).status is Status.on_track


def test_a_red_objective_is_no_better_for_being_held_back():
    low = _item(progress=D(0), status=Status.off_track)

    assert objective([_item(held_back=True), low, low]).status is Status.off_track


def test_a_survey_keep_at_that_hides_its_reading_vouches_for_nothing():
    hidden = facts(**KEEP, cadence=Cadence.on_survey, suppressed=True)

    assert guard(hidden, title="Keep", today=MID_YEAR).silent
