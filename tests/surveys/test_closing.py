"""Closing and counting: whole or not at all, at whatever instant the process is killed."""

from typing import Any

import pytest
from django.utils import timezone

from disclosure import reading, storing
from disclosure.control.plan import Plan
from disclosure.models import Publication
from surveys import abandoning, closing, moving, rounds
from surveys.ballot import counting, door, keys
from surveys.ballot.models import Box, Invitee, Sealed
from surveys.models import Invitation, Participation, Wave, WaveCount
from surveys.refusals import CannotChangeWave
from surveys.states import State
from tests.factories import UserFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    wave = making.open_wave(14)
    for turn, invitee in enumerate(making.invitees(wave)[:11]):
        making.answer(wave, making.some_answers(wave, turn), invitee=invitee)
    return wave


def closed(wave: Wave) -> Wave:
    return closing.close_wave(wave=wave, by=None, at=timezone.now())


def killed(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (door, "count"),
        (closing, "forget_people"),
        (moving, "become"),
        (door, "empty"),
    ],
)
def test_killed_before_the_commit_nothing_has_happened(wave, monkeypatch, module, name) -> None:
    wave = closed(wave)
    with monkeypatch.context() as broken:
        broken.setattr(module, name, killed)
        with pytest.raises(KeyboardInterrupt):
            closing.count_wave(wave=wave, at=timezone.now())

    assert Sealed.objects.count() == 11
    assert Invitation.objects.count() == 14
    assert not WaveCount.objects.exists()
    assert keys.labels_with_keys() == [wave.label]

    closing.count_wave(wave=wave, at=timezone.now())
    assert WaveCount.objects.get().counted == 11
    assert reading.latest(wave.label).responded == 11


@pytest.mark.parametrize(
    ("module", "name"), [(storing, "store"), (closing, "forget_people"), (moving, "become")]
)
def test_killed_after_the_gate_the_same_bits_come_out_again(wave, monkeypatch, module, name):
    wave = closed(wave)
    came_out = []
    finish = closing.finish

    def watched(**given: Any) -> None:
        came_out.append(given["count"].protected)
        finish(**given)

    monkeypatch.setattr(closing, "finish", watched)
    with monkeypatch.context() as broken:
        broken.setattr(module, name, killed)
        with pytest.raises(KeyboardInterrupt):
            closing.count_wave(wave=wave, at=timezone.now())
    assert not Publication.objects.exists()

    closing.count_wave(wave=wave, at=timezone.now())

    first, second = came_out
    assert first.certificate.digest == second.certificate.digest
    assert first.to_data() == second.to_data() == reading.whole(wave.label, 1).to_data()


def test_killed_after_the_commit_the_next_round_destroys_the_keys(wave, monkeypatch) -> None:
    wave = closed(wave)
    with monkeypatch.context() as broken:
        broken.setattr(door, "destroy", killed)
        with pytest.raises(KeyboardInterrupt):
            closing.count_wave(wave=wave, at=timezone.now())
    assert WaveCount.objects.get().counted == 11
    assert keys.labels_with_keys() == [wave.label]
    assert door.boxes_to_clear() == [wave.label]

    rounds.look(at=timezone.now())

    assert keys.labels_with_keys() == []
    assert WaveCount.objects.get().counted == 11


def test_counting_twice_counts_once(wave) -> None:
    wave = closed(wave)
    for _turn in range(2):
        closing.count_wave(wave=wave, at=timezone.now())

    assert WaveCount.objects.get().counted == 11


def test_closing_twice_is_closing_once(wave) -> None:
    assert closed(closed(wave)).state == State.CLOSING


def test_a_draft_cannot_be_closed() -> None:
    with pytest.raises(CannotChangeWave, match="This wave is draft"):
        closed(making.draft_wave())


def test_an_open_box_is_not_counted(wave) -> None:
    closing.count_wave(wave=wave, at=timezone.now())

    assert not WaveCount.objects.exists()


def test_a_ballot_that_makes_no_sense_is_left_out_and_said(wave) -> None:
    said, signature = making.paper(wave, making.token(wave, making.invitees(wave)[12]))
    for plaintext in (b"{}",):
        box = door.seal(label=wave.label, plaintext=plaintext)
        door.cast(label=wave.label, input=said, signature=signature, box=box)

    wave = making.close_and_count(wave)

    assert (wave.count.counted, wave.count.invalid) == (11, 1)


@pytest.mark.parametrize(
    "plaintext",
    [b"", b"[]", b"null", b'{"v":1}', b'{"v":"x","l":"en","a":[]}', b"\xff", b"[" * 900],
)
def test_no_ballot_stops_the_count(wave, plaintext) -> None:
    private = keys.box_private(wave.label)
    box = door.seal(label=wave.label, plaintext=plaintext)
    shape = door.Shape(version="x", options=(2,), columns={}, plan=Plan((), (), ((),)), fewest=10)

    assert counting._opened(box, label=wave.label, private=private, shape=shape) is None


def test_it_says_how_far_it_has_come(wave, monkeypatch) -> None:
    monkeypatch.setattr(counting, "EVERY", 5)
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(closing, "_tell", lambda wave: lambda *how_far: told.append(how_far))

    making.close_and_count(wave)

    assert told[:3] == [("open", 5, 11), ("open", 10, 11), ("open", 11, 11)]


def test_how_far_it_has_come_is_written_down_where_it_has_got_further(wave) -> None:
    tell = closing._tell(wave)
    for what, done, total in [("open", 500, 1_000), ("pattern", 0, 0), ("attack:bounds", 3, 40)]:
        tell(what, done, total)
        wave.refresh_from_db()

        assert (wave.counting_what, wave.counting_done, wave.counting_total) == (what, done, total)


def test_it_is_not_written_down_a_thousand_times(wave, django_assert_num_queries) -> None:
    tell = closing._tell(wave)

    with django_assert_num_queries(101):
        for done in range(1_001):
            tell("attack", done, 1_000)


def test_only_languages_many_answered_in_are_named(wave) -> None:
    assert making.close_and_count(wave).count.languages == ["en-gb"]


def test_an_abandoned_wave_leaves_nothing(wave) -> None:
    Participation.objects.create(wave=wave, day=timezone.localdate(), invited=14, responded=10)

    abandoning.abandon_wave(wave=wave, by=UserFactory.create(), at=timezone.now())

    wave.refresh_from_db()
    assert wave.state == State.ABANDONED
    for table in (Sealed, Invitee, Invitation, WaveCount, Participation):
        assert not table.objects.exists()
    assert keys.labels_with_keys() == []
    assert Box.objects.get().state == "counted"


def test_a_counted_wave_cannot_be_abandoned(wave) -> None:
    wave = making.close_and_count(wave)

    with pytest.raises(CannotChangeWave):
        abandoning.abandon_wave(wave=wave, by=UserFactory.create(), at=timezone.now())


def test_ten_ballots_of_nine_people_are_not_opened() -> None:
    wave = making.open_wave(12)
    for turn, invitee in enumerate(making.invitees(wave)[:9]):
        making.answer(wave, making.some_answers(wave, turn), invitee=invitee)
    first = making.invitees(wave)[0]
    said, signature = making.paper(wave, making.token(wave, first), again=True)
    box = making.sealed(wave, making.some_answers(wave))
    door.cast(label=wave.label, input=said, signature=signature, box=box)
    assert door.ballots(wave.label) == 10

    wave = making.close_and_count(wave)

    assert (wave.count.counted, wave.count.reissued) == (0, 1)
