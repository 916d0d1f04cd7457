"""What the worker does by the clock: opens, closes, counts, stirs, notes, in London time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from surveys import rounds
from surveys.ballot import door
from surveys.ballot.models import Box
from surveys.models import Participation, Wave
from surveys.states import State
from tests.surveys import making

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
A_DAY = date(2027, 6, 1)


def on(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def a_draft(**over: object) -> Wave:
    door.forget_public_keys()
    wave = making.draft_wave(opens_on=A_DAY, **{"closes_on": A_DAY + timedelta(days=9)} | over)
    making.invite(wave, 12)
    return wave


def state(wave: Wave) -> str:
    wave.refresh_from_db()
    return wave.state


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (on(A_DAY - timedelta(days=1), 23), State.DRAFT),
        (on(A_DAY, 7, 59), State.DRAFT),
        (on(A_DAY, 8), State.OPEN),
        (on(A_DAY + timedelta(days=2), 3), State.DRAFT),
    ],
)
def test_a_wave_opens_on_its_day_at_eight(at: datetime, expected: State) -> None:
    wave = a_draft()

    rounds.look(at=at)

    assert state(wave) == expected


def test_a_wave_with_something_missing_stays_a_draft() -> None:
    wave = a_draft(contact="")

    rounds.look(at=on(A_DAY, 9))

    assert state(wave) == State.DRAFT


def test_it_closes_after_its_last_day_and_is_counted_in_the_same_round() -> None:
    wave = a_draft(closes_on=A_DAY)
    rounds.look(at=on(A_DAY, 8))
    making.everyone_answers(wave)

    rounds.look(at=on(A_DAY, 23, 59))
    assert state(wave) == State.OPEN
    rounds.look(at=on(A_DAY + timedelta(days=1), 0, 0))

    assert state(wave) == State.CLOSED
    assert wave.count.counted == 12
    assert wave.closed_on == A_DAY + timedelta(days=1)


def test_it_stirs_once_an_hour(monkeypatch) -> None:
    stirred = []
    monkeypatch.setattr(door, "stir", lambda: stirred.append("stirred"))
    wave = a_draft()
    for minutes in (0, 30, 59, 89, 90, 91):
        rounds.look(at=on(A_DAY, 8) + timedelta(minutes=minutes))

    assert len(stirred) == 2
    wave.refresh_from_db()
    assert wave.stirred_at == on(A_DAY, 9, 30)


def test_taking_part_is_noted_once_a_day() -> None:
    wave = a_draft()
    rounds.look(at=on(A_DAY, 8))
    making.everyone_answers(wave)
    rounds.look(at=on(A_DAY, 12))
    assert list(Participation.objects.values_list("responded", flat=True)) == [0]

    rounds.look(at=on(A_DAY + timedelta(days=1), 9))

    assert sorted(Participation.objects.values_list("responded", flat=True)) == [0, 10]


def test_a_quiet_round_changes_nothing() -> None:
    rounds.look(at=timezone.now())

    assert not Wave.objects.exists()


def test_a_wave_whose_key_was_lost_leaves_the_others_to_be_done() -> None:
    lost = a_draft(closes_on=A_DAY)
    other = a_draft()
    rounds.look(at=on(A_DAY, 8))
    making.everyone_answers(lost)
    door.discard_keys(lost.label)

    rounds.look(at=on(A_DAY + timedelta(days=1), 9))

    assert state(lost) == State.CLOSING
    assert Participation.objects.filter(wave=other, day=A_DAY + timedelta(days=1)).exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_process_left_on_the_disk_is_cleared_by_the_next_round(monkeypatch) -> None:
    wave = a_draft(closes_on=A_DAY)
    rounds.look(at=on(A_DAY, 8))
    with monkeypatch.context() as broken:
        broken.setattr(door, "clear", lambda label, **more: None)
        rounds.look(at=on(A_DAY + timedelta(days=1), 9))
    assert Box.objects.get(pk=wave.label).state == "counted"

    making.rounds_until_clear(at=on(A_DAY + timedelta(days=1), 10))

    assert Box.objects.get(pk=wave.label).state == "gone"
