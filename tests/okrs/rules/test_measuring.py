"""Sections 3 and 4: what a key result is measured by, and when it was last heard of."""

from datetime import date
from decimal import Decimal

import pytest

from okrs.rules import measuring
from okrs.rules.facts import MilestoneFacts
from okrs.rules.words import Kind, Source, Word
from tests.okrs.rules.examples import START, facts, steps

D = Decimal
UNSET = {"baseline": None, "target": None}
STEPS = steps(True, False)


@pytest.mark.parametrize(
    ("changes", "source"),
    [
        ({}, Source.value),
        ({"milestones": STEPS}, Source.value),
        ({"milestones": STEPS, "source": Source.milestones}, Source.milestones),
        ({"milestones": (), "source": Source.milestones}, Source.value),
        (UNSET, None),
        ({"baseline": None}, None),
        ({"target": None}, None),
        ({"target": D(0)}, None),
        (UNSET | {"milestones": STEPS}, Source.milestones),
        (UNSET | {"milestones": steps(True, weight=D(0))}, None),
        (UNSET | {"kind": Kind.milestones}, None),
        (UNSET | {"kind": Kind.milestones, "milestones": STEPS}, Source.milestones),
        ({"kind": Kind.milestones, "milestones": STEPS}, Source.value),
        (UNSET | {"kind": Kind.status}, Source.status),
        (UNSET | {"kind": Kind.status, "milestones": STEPS}, Source.status),
        (UNSET | {"kind": Kind.keep_at}, None),
        (UNSET | {"kind": Kind.keep_at, "low": D(15)}, Source.value),
        (UNSET | {"kind": Kind.keep_at, "high": D(15), "milestones": STEPS}, Source.value),
    ],
)
def test_the_figure_decides_and_milestones_stand_in_while_it_is_unset(changes, source):
    assert measuring.source_in_force(facts(**changes)) is source


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, None),
        ({"value": D(7)}, D(7)),
        ({"baseline_on": START}, D(0)),
        ({"baseline_on": START, "value": D(7)}, D(7)),
        ({"value": D(7), "suppressed": True}, None),
        ({"baseline_on": START, "suppressed": True}, None),
    ],
)
def test_a_dated_baseline_is_the_first_reading_and_a_suppressed_one_is_none(changes, value):
    assert measuring.current_value(facts(**changes)) == value


@pytest.mark.parametrize(
    ("changes", "fraction"),
    [
        ({"value": D(25)}, D("0.25")),
        ({"baseline_on": START}, D(0)),
        ({"kind": Kind.status, "word": Word.in_progress}, D("0.5")),
        ({"source": Source.milestones, "milestones": STEPS, "value": D(99)}, D("0.5")),
        ({"kind": Kind.keep_at, "low": D(1), "value": D(25)}, None),
        ({"baseline": None, "value": D(25)}, None),
    ],
)
def test_progress_comes_from_the_source_in_force(changes, fraction):
    given = facts(**changes)

    assert measuring.progress_of(given, measuring.source_in_force(given)) == fraction


def test_a_ticked_milestone_is_news_where_milestones_are_the_measure():
    ticked = facts(milestones=(MilestoneFacts(done_on=date(2027, 8, 3)), MilestoneFacts()))

    assert measuring.heard_on(ticked, Source.milestones) == date(2027, 8, 3)
    assert measuring.heard_on(ticked, Source.value) == date(2027, 7, 1)


def test_without_a_check_in_the_day_of_the_figure_stands_for_it():
    read = facts(confirmed_on=None, value=D(3), value_as_of=date(2027, 5, 5))

    assert measuring.heard_on(read, Source.value) == date(2027, 5, 5)
    assert measuring.heard_on(facts(confirmed_on=None), Source.value) is None


def test_a_dated_baseline_counts_as_read_and_an_undated_one_does_not():
    assert measuring.was_ever_read(facts(confirmed_on=None, baseline_on=START), Source.value)
    assert not measuring.was_ever_read(facts(confirmed_on=None), Source.value)


def test_ninety_days_are_given_to_set_a_baseline_unless_agreed_otherwise():
    assert measuring.set_by(facts()) == date(2027, 4, 1)
    assert measuring.set_by(facts(set_by=date(2027, 9, 9))) == date(2027, 9, 9)
