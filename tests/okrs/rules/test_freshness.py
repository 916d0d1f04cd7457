"""Section 9: fresh, due, overdue, stale."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules import calendar, freshness
from okrs.rules.freshness import Freshness
from okrs.rules.words import Cadence
from tests.okrs.rules.examples import DUE, START, cadences, days, periods

APRIL = date(2027, 4, 1)


def after(late: int, cadence: Cadence = Cadence.quarterly, *, ever: bool = True) -> Freshness:
    return freshness.freshness(
        due=APRIL, cadence=cadence, today=APRIL + timedelta(days=late), ever_updated=ever
    )


@pytest.mark.parametrize(
    ("late", "found"),
    [
        (-5, Freshness.up_to_date),
        (0, Freshness.up_to_date),
        (1, Freshness.overdue),
        (14, Freshness.overdue),
        (15, Freshness.stale),
    ],
)
def test_a_quarterly_reading_is_overdue_for_fourteen_days_and_then_stale(late, found):
    assert after(late) is found


@pytest.mark.parametrize(
    ("cadence", "grace"),
    [
        (Cadence.weekly, 3),
        (Cadence.monthly, 7),
        (Cadence.quarterly, 14),
        (Cadence.annual, 30),
        (Cadence.on_survey, 30),
    ],
)
def test_each_cadence_has_its_own_grace(cadence, grace):
    assert after(grace, cadence) is Freshness.overdue
    assert after(grace + 1, cadence) is Freshness.stale


def test_what_was_never_updated_has_no_grace():
    assert after(0, ever=False) is Freshness.no_reading_yet
    assert after(1, ever=False) is Freshness.stale


@pytest.mark.parametrize(
    ("confirmed_on", "due"),
    [
        (None, (2027, 4, 1)),
        ((2026, 12, 1), (2027, 4, 1)),
        ((2027, 1, 5), (2027, 4, 1)),
        ((2027, 3, 17), (2027, 4, 1)),
        ((2027, 3, 18), (2027, 7, 1)),
        ((2027, 4, 20), (2027, 7, 1)),
        ((2027, 12, 17), (2028, 1, 1)),
        ((2027, 12, 31), (2028, 4, 1)),
    ],
)
def test_a_check_in_within_the_grace_before_a_due_date_answers_it(confirmed_on, due):
    found = freshness.next_due(
        starts_on=START,
        due_on=DUE,
        cadence=Cadence.quarterly,
        confirmed_on=confirmed_on and date(*confirmed_on),
    )

    assert found == date(*due)


@given(periods(), days)
def test_who_checks_in_on_a_due_date_is_asked_next_time(period, day):
    due = calendar.first_after(day, **period)

    following = freshness.next_due(**period, confirmed_on=due)

    assert following > due


@given(periods(), days, st.integers(0, 60))
def test_checking_in_later_never_brings_the_next_due_date_nearer(period, day, more):
    sooner = freshness.next_due(**period, confirmed_on=day)

    assert freshness.next_due(**period, confirmed_on=day + timedelta(days=more)) >= sooner


@given(cadences, st.integers(-40, 400), st.integers(0, 40), st.booleans())
def test_time_alone_never_freshens(cadence, late, more, ever):
    order = list(Freshness)
    rank = {found: order.index(found) for found in order} | {Freshness.no_reading_yet: 0}

    assert rank[after(late + more, cadence, ever=ever)] >= rank[after(late, cadence, ever=ever)]


@pytest.mark.parametrize(
    ("cadence", "half", "stale"), [(Cadence.weekly, 1, 4), (Cadence.quarterly, 7, 15)]
)
def test_reminders_come_when_due_half_way_and_when_stale(cadence, half, stale):
    found = freshness.reminder_days(due=APRIL, cadence=cadence)

    assert found == (APRIL, APRIL + timedelta(days=half), APRIL + timedelta(days=stale))
    assert after(stale, cadence) is Freshness.stale
    assert after(stale - 1, cadence) is Freshness.overdue
