"""The thin whole: a wave is opened, answered, closed and counted, and nothing else is left."""

import pytest

from surveys.ballot import door
from surveys.ballot.models import Box, Collected, Invitee, Sealed
from surveys.models import Invitation
from surveys.states import State
from tests.surveys import making

pytestmark = pytest.mark.django_db


def test_everyone_is_counted_once() -> None:
    wave = making.open_wave(12)
    making.everyone_answers(wave)

    wave = making.close_and_count(wave)

    assert wave.state == State.CLOSED
    assert (wave.count.invited, wave.count.collected) == (12, 12)
    assert (wave.count.counted, wave.count.invalid) == (12, 0)
    assert len(wave.count.numbers) == 12 * 32


def test_nothing_is_left_but_the_count() -> None:
    wave = making.open_wave(12)
    making.everyone_answers(wave)

    making.close_and_count(wave)

    for table in (Sealed, Collected, Invitee, Invitation):
        assert not table.objects.exists()
    assert Box.objects.get().state == "counted"
    with pytest.raises(door.KeyGone):
        door.token_of(label=wave.label, invitee=1)


def test_a_changed_answer_replaces_the_first() -> None:
    wave = making.open_wave(12)
    making.everyone_answers(wave)
    said, signature = making.paper(wave, making.token(wave, making.invitees(wave)[0]), again=True)
    for turn in (1, 2):
        box = making.sealed(wave, making.some_answers(wave, turn))
        door.cast(label=wave.label, input=said, signature=signature, box=box)

    wave = making.close_and_count(wave)

    assert (wave.count.counted, wave.count.reissued) == (13, 1)


def test_a_small_box_is_never_opened() -> None:
    wave = making.open_wave(12)
    for invitee in making.invitees(wave)[:9]:
        making.answer(wave, making.some_answers(wave), invitee=invitee)

    wave = making.close_and_count(wave)

    assert (wave.count.counted, wave.count.collected, wave.count.numbers) == (0, 9, b"")
    assert not Sealed.objects.exists()


def test_a_closed_box_takes_no_ballot() -> None:
    wave = making.open_wave(12)
    said, signature = making.answer(
        wave, making.some_answers(wave), invitee=making.invitees(wave)[0]
    )
    box = making.sealed(wave, making.some_answers(wave, 3))
    making.close_and_count(wave)

    with pytest.raises(door.Refused) as refused:
        door.cast(label=wave.label, input=said, signature=signature, box=box)
    assert refused.value.word == "closed"
