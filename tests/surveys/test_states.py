"""The life of a wave: one way only, drawn into the docs from code, and kept by the database too."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from accounts.record_words import DONE
from scripts import draw_states
from surveys import moving
from surveys.models import Wave
from surveys.refusals import CannotChangeWave
from surveys.states import MAY_FOLLOW, State, may_follow
from tests.factories import NOON, WaveFactory

PAIRS = [(now, then) for now in State for then in State]
ALLOWED = {
    (State.DRAFT, State.OPEN),
    (State.DRAFT, State.ABANDONED),
    (State.OPEN, State.CLOSING),
    (State.OPEN, State.ABANDONED),
    (State.CLOSING, State.CLOSED),
    (State.CLOSING, State.ABANDONED),
    (State.CLOSED, State.PUBLISHED),
}


def test_the_drawing_of_a_waves_life_is_true():
    stands = draw_states.PAGE.read_text()

    assert stands == draw_states.page_with(draw_states.drawing()), (
        "docs/surveys.md is out of date: run python scripts/draw_states.py"
    )


def test_the_drawing_has_every_step_and_both_ends():
    drawn = draw_states.drawing()

    assert drawn.count("-->") == len(ALLOWED) + 3  # one beginning, two ends
    assert "[*] --> draft" in drawn
    assert "abandoned --> [*]" in drawn


def test_the_page_says_what_every_state_means():
    text = draw_states.PAGE.read_text()

    assert [state for state in State if f"- **{state.value}**" not in text] == []


def test_every_state_has_its_place_in_the_machine():
    assert set(MAY_FOLLOW) == set(State)


@pytest.mark.parametrize(("now", "then"), PAIRS)
def test_a_step_is_allowed_or_refused_as_written_here_a_second_time(now, then):
    assert may_follow(now, then) == ((now, then) in ALLOWED)


def test_nothing_ever_goes_back():
    def can_reach(start: State) -> set[State]:
        after = set(MAY_FOLLOW[start])
        return after.union(*map(can_reach, after)) if after else after

    assert [state for state in State if state in can_reach(state)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("now", "then"), [pair for pair in PAIRS if pair not in ALLOWED])
def test_a_refused_step_says_how_the_wave_stands(now, then):
    wave = WaveFactory.build(state=now)

    with pytest.raises(CannotChangeWave, match=f"is {now.label.lower()}"):
        moving.check_may_become(wave, then)


@pytest.mark.django_db
def test_a_step_is_saved_as_the_next_version_and_recorded():
    wave = WaveFactory.create()

    moving.become(wave, State.ABANDONED, by=None, verb="abandoned", at=NOON)

    kept, event = Wave.objects.get(), AuditEvent.objects.get()
    assert (kept.state, kept.version) == (State.ABANDONED, 2)
    assert event.changes == {"state": ["draft", "abandoned"]}


@pytest.mark.parametrize("verb", ["opened", "closed", "counted", "abandoned", "extended"])
def test_the_record_has_words_for_every_step(verb):
    assert verb in DONE


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.OPEN, State.CLOSING, State.CLOSED, State.PUBLISHED])
def test_the_database_refuses_a_wave_that_left_its_draft_without_being_frozen(state):
    with pytest.raises(IntegrityError, match="frozen_once_open"), transaction.atomic():
        WaveFactory.create(state=state, plan_hash="")


@pytest.mark.django_db
def test_the_database_refuses_a_state_nobody_knows():
    with pytest.raises(IntegrityError, match="state_is_one_we_know"), transaction.atomic():
        WaveFactory.create(state="paused", plan_hash="a" * 64)
