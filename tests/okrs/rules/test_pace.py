"""Section 5: what can be expected by a day, and what the gap to it means."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules import calendar, pace
from okrs.rules.facts import MilestoneFacts
from okrs.rules.words import Cadence, Kind, Pace, Source, Status, default_pace
from tests.okrs.rules.examples import (
    DUE,
    MID_YEAR,
    START,
    any_facts,
    days,
    facts,
    fractions,
    periods,
    steps,
)

D = Decimal


@pytest.mark.parametrize(
    ("gap", "status"),
    [
        ("0.5", Status.on_track),
        ("-0.10", Status.on_track),
        ("-0.1001", Status.behind),
        ("-0.25", Status.behind),
        ("-0.2501", Status.off_track),
    ],
)
def test_ten_points_are_nothing_and_twenty_five_are_too_much(gap, status):
    assert pace.judge(D(gap)) is status


def test_the_last_digit_of_a_division_chooses_no_colour():
    third = D(1) / 3

    assert pace.judge((third - D("0.1")) - third) is Status.on_track


@pytest.mark.parametrize(
    ("progress", "status"),
    [
        ("0.5", Status.on_track),
        ("0.41", Status.on_track),
        ("0.38", Status.behind),
        ("0.2", Status.off_track),
    ],
)
def test_progress_is_judged_against_the_days_that_have_passed(progress, status):
    expected = pace.expected_linear(starts_on=START, due_on=DUE, today=MID_YEAR)

    assert expected == D(182) / 364
    assert pace.judge(D(progress) - expected) is status


def test_linear_is_nothing_until_the_start_and_all_from_the_due_date():
    period = {"starts_on": START, "due_on": DUE}

    assert pace.expected_linear(**period, today=date(2026, 1, 1)) == 0
    assert pace.expected_linear(**period, today=START) == 0
    assert pace.expected_linear(**period, today=DUE) == 1
    assert pace.expected_linear(**period, today=date(2029, 1, 1)) == 1


@pytest.mark.parametrize(
    ("today", "days_counted"),
    [
        ((2027, 3, 31), 0),
        ((2027, 4, 1), 90),
        ((2027, 6, 30), 90),
        ((2027, 7, 1), 181),
        ((2027, 12, 30), 273),
        ((2027, 12, 31), 364),
    ],
)
def test_steps_rise_only_on_a_date_a_reading_is_due(today, days_counted):
    expected = pace.expected_steps(
        starts_on=START, due_on=DUE, cadence=Cadence.quarterly, today=date(*today)
    )

    assert expected == D(days_counted) / 364


def test_milestones_are_expected_by_weight_once_they_are_due():
    plan = (
        MilestoneFacts(due_on=date(2027, 3, 1)),
        MilestoneFacts(due_on=date(2027, 9, 1), weight=D(2)),
        MilestoneFacts(),
    )

    def by(*day: int) -> Decimal:
        return pace.expected_milestones(plan, due_on=DUE, today=date(*day))

    assert [by(2027, 2, 28), by(2027, 3, 1), by(2027, 9, 1)] == [0, D("0.25"), D("0.75")]
    assert by(2027, 12, 31) == 1
    assert pace.expected_milestones((), due_on=DUE, today=DUE) == 0


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ((2026, 6, 1), "0"),
        ((2027, 1, 1), "0"),
        ((2027, 1, 6), "0.1"),
        ((2027, 1, 11), "0.2"),
        ((2027, 1, 16), "0.6"),
        ((2027, 1, 21), "1"),
        ((2027, 6, 1), "1"),
    ],
)
def test_a_curve_runs_straight_from_point_to_point(today, expected):
    found = pace.expected_curve(
        [(date(2027, 1, 11), D("0.2"))],
        starts_on=START,
        due_on=date(2027, 1, 21),
        today=date(*today),
    )

    assert found == D(expected)


def test_points_on_the_ends_stand_in_for_nothing_and_all():
    points = [(START, D("0.3")), (DUE, D("0.8"))]

    def on(day: date) -> Decimal:
        return pace.expected_curve(points, starts_on=START, due_on=DUE, today=day)

    assert (on(START), on(DUE)) == (D("0.3"), D("0.8"))


@pytest.mark.parametrize("kind", [Kind.number, Kind.percent, Kind.status, Kind.keep_at])
@pytest.mark.parametrize(
    ("cadence", "found"),
    [
        (Cadence.weekly, Pace.linear),
        (Cadence.monthly, Pace.linear),
        (Cadence.quarterly, Pace.stepped),
        (Cadence.annual, Pace.stepped),
        (Cadence.on_survey, Pace.stepped),
    ],
)
def test_what_is_read_seldom_goes_in_steps(kind, cadence, found):
    assert default_pace(cadence, kind) is found
    assert default_pace(cadence, Kind.milestones) is Pace.stepped


def test_each_pace_expects_its_own():
    curve = ((MID_YEAR, D("0.1")),)
    dated = steps(False, due_on=MID_YEAR)

    assert pace.expected(facts(pace=Pace.linear), date(2027, 7, 1)) == D(181) / 364
    assert pace.expected(facts(pace=Pace.stepped), MID_YEAR) == D(181) / 364
    assert pace.expected(facts(pace=Pace.curve, curve=curve), MID_YEAR) == D("0.1")
    assert pace.expected(facts(milestones=dated), MID_YEAR, source=Source.milestones) == 1


def test_a_curve_without_points_is_a_straight_line():
    assert pace.expected(facts(pace=Pace.curve), MID_YEAR) == D("0.5")


def test_milestones_with_dates_go_by_their_dates_and_others_by_the_cadence():
    undated, dated = steps(False), steps(False, due_on=DUE)

    def by(milestones: tuple[MilestoneFacts, ...]) -> Decimal:
        return pace.expected(
            facts(pace=Pace.linear, milestones=milestones), MID_YEAR, source=Source.milestones
        )

    assert (by(undated), by(dated)) == (D("0.5"), 0)


@pytest.mark.parametrize(
    ("chosen", "day", "early"),
    [
        (Pace.linear, (2027, 2, 6), True),
        (Pace.linear, (2027, 2, 7), False),
        (Pace.stepped, (2027, 3, 31), True),
        (Pace.stepped, (2027, 4, 1), False),
    ],
)
def test_it_is_too_early_in_a_tenth_of_the_period_or_until_the_first_reading(chosen, day, early):
    assert pace.too_early(facts(pace=chosen), date(*day)) is early


@pytest.mark.parametrize(("passed", "early"), [(9, True), (10, False)])
def test_a_tenth_of_the_period_is_over_on_its_last_day(passed, early):
    hundred_days = facts(due_on=START + timedelta(days=100), pace=Pace.linear)

    assert pace.too_early(hundred_days, START + timedelta(days=passed)) is early


def test_a_first_milestone_can_be_due_before_the_first_reading():
    plan = facts(milestones=steps(False, due_on=date(2027, 2, 1)), cadence=Cadence.annual)

    assert pace.too_early(plan, date(2027, 1, 31), source=Source.milestones)
    assert not pace.too_early(plan, date(2027, 2, 1), source=Source.milestones)
    assert pace.too_early(plan, date(2027, 2, 1), source=Source.value)


def exactly_on_plan(years: int, chosen: Pace) -> Counter[Status]:
    """The share of days by colour, in percent, of a target read once a year and always met."""
    due = date(2027 + years, 1, 1)
    plan = facts(due_on=due, cadence=Cadence.annual, pace=chosen)
    tally: Counter[Status] = Counter()
    for day in (START + timedelta(days=n) for n in range((due - START).days)):
        read = D(day.year - START.year) / years
        tally[pace.judge(read - pace.expected(plan, day))] += 1
    return Counter({s: round(100 * n / tally.total()) for s, n in tally.items()})


@pytest.mark.parametrize("years", [2, 3, 4])
def test_a_yearly_target_on_plan_is_green_every_day_in_steps(years):
    assert exactly_on_plan(years, Pace.stepped) == {Status.on_track: 100}


@pytest.mark.parametrize(("years", "off", "behind"), [(2, 50, 30), (3, 25, 45), (4, 0, 60)])
def test_the_same_target_by_the_day_would_be_red_because_a_year_has_not_passed(years, off, behind):
    found = exactly_on_plan(years, Pace.linear)

    assert (found[Status.off_track], found[Status.behind]) == (off, behind)


@given(any_facts(), days, st.integers(0, 400))
def test_what_is_expected_is_between_nothing_and_all_and_never_falls(plan, day, more):
    source = Source.milestones if plan.milestones else Source.value

    now, later = (
        pace.expected(plan, on, source=source) for on in (day, day + timedelta(days=more))
    )

    assert 0 <= now <= later <= 1


@given(st.lists(st.tuples(days, fractions), max_size=5), days)
def test_a_curve_never_leaves_the_range_of_its_points(points, day):
    found = pace.expected_curve(points, starts_on=START, due_on=DUE, today=day)

    assert 0 <= found <= 1


@given(periods(), days)
def test_steps_never_ask_for_more_than_every_day_would(period, day):
    span = {key: period[key] for key in ("starts_on", "due_on")}

    stepped = pace.expected_steps(**period, today=day)

    assert stepped <= pace.expected_linear(**span, today=day)
    if day in calendar.reading_dates(**period):
        assert stepped == pace.expected_linear(**span, today=day)


@given(periods(), st.integers(0, 1500), st.integers(-900, 900))
def test_shifting_every_date_shifts_no_weekly_expectation(period, passed, shift):
    start, due, move = period["starts_on"], period["due_on"], timedelta(days=shift)
    today = start + timedelta(days=passed)

    here = pace.expected_steps(starts_on=start, due_on=due, cadence=Cadence.weekly, today=today)

    assert here == pace.expected_steps(
        starts_on=start + move, due_on=due + move, cadence=Cadence.weekly, today=today + move
    )
