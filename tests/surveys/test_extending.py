"""People get more time: later only, of an open wave only, and it is recorded."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from surveys.extending import CannotExtend, extend_wave
from surveys.models import Wave
from surveys.states import State
from tests.factories import NOON, UserFactory, WaveFactory

pytestmark = pytest.mark.django_db
TODAY, LAST, LATER = date(2027, 3, 20), date(2027, 3, 31), date(2027, 4, 9)


def wave(state: State = State.OPEN, **given: object) -> Wave:
    return WaveFactory.create(state=state, plan_hash="a" * 64, closes_on=LAST, **given)


def extended(one: Wave, to: date, *, today: date = TODAY) -> Wave:
    return extend_wave(wave=one, closes_on=to, by=UserFactory.create(), at=NOON, today=today)


def test_the_last_day_moves_and_the_record_says_from_when_to_when():
    assert extended(wave(), LATER).closes_on == LATER

    event = AuditEvent.objects.get()
    assert (event.verb, event.changes) == ("extended", {"closes_on": ["2027-03-31", "2027-04-09"]})


def test_the_page_of_the_survey_is_drawn_anew():
    """Its bytes are kept in memory until the wave's version changes."""
    one = wave()

    assert extended(one, LATER).version == one.version + 1


def test_sent_twice_it_is_extended_once():
    one = wave()
    extended(one, LATER)

    assert extended(one, LATER).closes_on == LATER
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("to", [date(2027, 3, 30), date(2027, 3, 19)])
def test_an_earlier_day_is_refused_because_people_were_told_another(to):
    with pytest.raises(CannotExtend, match="a day after 31 March 2027") as refused:
        extended(wave(), to)
    assert refused.value.field == "closes_on"


def test_a_day_that_has_passed_is_refused_although_it_is_later_than_the_last():
    with pytest.raises(CannotExtend, match="a day after 10 April 2027"):
        extended(wave(), LATER, today=date(2027, 4, 10))


def test_a_wave_whose_last_day_has_just_passed_can_be_given_until_today():
    assert extended(wave(), LATER, today=LATER).closes_on == LATER


def test_results_that_are_promised_before_the_new_day_have_to_move_first():
    with pytest.raises(CannotExtend, match="promised for 9 April 2027"):
        extended(wave(results_on=LATER), LATER)


@pytest.mark.parametrize("state", [State.CLOSING, State.CLOSED, State.ABANDONED])
def test_only_an_open_wave_can_be_extended(state):
    with pytest.raises(CannotExtend, match=f"This one is {state.label.lower()}"):
        extended(wave(state), LATER)
    assert not AuditEvent.objects.exists()


def test_a_draft_is_not_extended_but_changed():
    with pytest.raises(CannotExtend, match="draft"):
        extended(WaveFactory.create(), LATER)
