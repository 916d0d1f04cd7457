"""Opening a wave: what is missing is said, what touches anonymity is frozen, everyone is let in."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from surveys import opening
from surveys.ballot import door
from surveys.ballot.models import Invitee
from surveys.models import Card, Wave
from surveys.opening import CannotOpen, open_wave, whats_missing
from surveys.states import State
from tests.factories import UserFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db


def opened(wave: Wave) -> Wave:
    door.forget_public_keys()
    now = timezone.now()
    return open_wave(wave=wave, by=None, at=now, today=timezone.localdate(now))


def ready(**over: object) -> Wave:
    wave = making.draft_wave(**over)
    making.invite(wave, 12)
    return wave


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"closes_on": None}, "Choose the last day to answer."),
        ({"contact": ""}, "Say whom people may ask about this survey."),
        ({"custody": "guardian"}, "The guardian has not made their key yet."),
        ({"choices": {"background": []}}, "The survey always asks"),
        ({"choices": {"attributes": ["FUNCTION"]}}, "List the answers for “"),
        ({"choices": {"minimum": 9}}, "never below 10 people"),
    ],
)
def test_what_is_missing_is_said_and_nothing_opens(over: dict[str, object], sentence: str) -> None:
    wave = ready(**over)

    assert any(sentence in missing for missing in whats_missing(wave))
    with pytest.raises(CannotOpen, match=sentence):
        opened(wave)
    wave.refresh_from_db()
    assert (wave.state, wave.plan_hash) == (State.DRAFT, "")


def test_nobody_invited_and_no_cards_is_missing() -> None:
    assert whats_missing(making.draft_wave()) == [
        "Bring in the list of people to invite, or print cards."
    ]


def test_a_last_day_in_the_past_is_refused() -> None:
    with pytest.raises(CannotOpen, match="has passed"):
        opened(ready(closes_on=timezone.localdate() - timedelta(days=1)))


def test_everything_is_frozen_and_recorded() -> None:
    wave = opened(ready())

    assert wave.questions["questions"][0]["code"] == "SEB1"
    assert wave.plan_hash == door.public_keys(wave.label).plan_hash
    assert len(wave.plan_hash) == 64
    assert AuditEvent.objects.last_written().verb == "opened"


def test_any_other_word_or_table_is_another_hash() -> None:
    hashes = {
        opened(ready()).plan_hash,
        opened(ready(choices={})).plan_hash,
        opened(ready(choices={"minimum": 12})).plan_hash,
        opened(ready(choices={"background": ["SEB1"]})).plan_hash,
    }

    assert len(hashes) == 4


def test_a_draft_changed_later_leaves_an_open_wave_as_it_is() -> None:
    wave = opened(ready())
    before = wave.questions

    wave.choices = {}
    wave.save()

    wave.refresh_from_db()
    assert wave.questions == before


def test_each_invited_person_gets_one_number_and_each_card_another() -> None:
    wave = opened(ready(choices={"cards": 7}))

    invited = set(making.invitees(wave))
    cards = set(Card.objects.values_list("invitee", flat=True))
    assert (len(invited), len(cards)) == (12, 7)
    assert invited | cards == set(Invitee.objects.values_list("pk", flat=True))


def test_opened_twice_it_is_opened_once() -> None:
    wave = opened(ready())

    again = opened(wave)

    assert (again.plan_hash, Invitee.objects.count()) == (wave.plan_hash, 12)


def test_an_opening_that_failed_half_way_can_be_tried_again(monkeypatch) -> None:
    wave = ready()
    with monkeypatch.context() as broken:
        broken.setattr(opening, "admit_the_invited", lambda wave: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            opened(wave)
    wave.refresh_from_db()
    assert wave.state == State.DRAFT

    assert opened(wave).state == State.OPEN


def test_a_long_list_is_let_in_by_the_worker(monkeypatch) -> None:
    monkeypatch.setattr(opening, "WHILE_ONE_WAITS", 11)
    door.forget_public_keys()
    wave, now = ready(), timezone.now()
    asked: list[tuple[int, int]] = []
    by = UserFactory.create()
    with monkeypatch.context() as waits:
        waits.setattr(opening, "open_by_the_worker", Mock(enqueue=lambda *g: asked.append(g)))
        still = opening.ask_to_open(wave=wave, by=by, at=now, today=timezone.localdate(now))
    assert (still.state, asked) == (State.DRAFT, [(wave.pk, by.pk)])

    opening.open_by_the_worker.call(wave.pk, by.pk)

    wave.refresh_from_db()
    assert wave.state == State.OPEN


def test_what_is_missing_is_said_before_the_worker_is_asked(monkeypatch) -> None:
    monkeypatch.setattr(opening, "WHILE_ONE_WAITS", 0)
    now = timezone.now()

    with pytest.raises(CannotOpen, match="Say whom people may ask"):
        opening.ask_to_open(
            wave=ready(contact=""),
            by=UserFactory.create(),
            at=now,
            today=timezone.localdate(now),
        )
