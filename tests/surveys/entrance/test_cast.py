"""Casting a ballot over the web: one statement, no trace, and the same answer for everybody."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from surveys.ballot import door
from surveys.models import Wave
from tests.surveys import making
from tests.surveys.entrance import browsing

pytestmark = pytest.mark.django_db
Ballot = dict[str, str]


@pytest.fixture
def wave() -> Wave:
    return making.open_wave(12)


@pytest.fixture
def ballot(wave: Wave) -> Ballot:
    return a_ballot(wave, making.invitees(wave)[0])


def a_ballot(wave: Wave, invitee: int, turn: int = 0) -> Ballot:
    said, signature = making.paper(wave, making.token(wave, invitee))
    box = making.sealed(wave, making.some_answers(wave, turn))
    return {"input": said.hex(), "signature": signature.hex(), "box": box.hex()}


def cast(client: Client, wave: Wave, ballot: object):
    return browsing.send(client, f"/b/{wave.label}", ballot)


def test_a_ballot_goes_in(client: Client, wave: Wave, ballot: Ballot) -> None:
    answer = cast(client, wave, ballot)

    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert door.ballots(wave.label) == 1


def test_it_takes_one_statement(client: Client, wave: Wave, ballot: Ballot) -> None:
    cast(client, wave, ballot)

    with CaptureQueriesContext(connection) as statements:
        cast(client, wave, ballot)

    assert len(statements) == 1


def test_sent_again_it_replaces_itself(client: Client, wave: Wave, ballot: Ballot) -> None:
    for _turn in range(3):
        assert cast(client, wave, ballot).status_code == 200
    changed = ballot | {"box": making.sealed(wave, making.some_answers(wave, 2)).hex()}
    assert cast(client, wave, changed).status_code == 200

    assert door.ballots(wave.label) == 1


def test_it_leaves_no_cookie_no_session_and_no_referrer(
    client: Client, wave: Wave, ballot: Ballot
) -> None:
    answer = cast(client, wave, ballot)

    assert not answer.cookies
    assert "Vary" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not Session.objects.exists()


@pytest.mark.parametrize("part", ["input", "signature", "box"])
@pytest.mark.parametrize("change", ["", "00", "zz", None, 7])
def test_a_part_that_is_wrong_is_refused(
    client: Client, wave: Wave, ballot: Ballot, part: str, change: object
) -> None:
    answer = cast(client, wave, {**ballot, part: change})

    assert answer.status_code == 400
    assert door.ballots(wave.label) == 0


@pytest.mark.parametrize("part", ["input", "signature"])
def test_one_digit_changed_is_a_forgery(
    client: Client, wave: Wave, ballot: Ballot, part: str
) -> None:
    digits = ballot[part]
    forged = digits[:-1] + ("0" if digits[-1] != "0" else "1")

    answer = cast(client, wave, {**ballot, part: forged})

    assert (answer.status_code, answer.json()) == (400, {"refused": "bad-ballot"})


def test_a_ballot_of_another_wave_is_refused(client: Client, ballot: Ballot) -> None:
    other = making.open_wave(12)

    assert cast(client, other, ballot).json() == {"refused": "bad-ballot"}


def test_a_ballot_after_the_close_is_too_late(client: Client, wave: Wave, ballot: Ballot):
    making.close_and_count(wave)

    answer = cast(client, wave, ballot)

    assert (answer.status_code, answer.json()) == (410, {"refused": "closed"})


def test_reading_is_no_way_to_cast(client: Client, wave: Wave) -> None:
    assert client.get(f"/b/{wave.label}").status_code == 405


def test_a_ballot_for_a_box_whose_keys_are_gone_is_not_taken(
    client: Client, wave: Wave, ballot: Ballot
) -> None:
    """As after a copy of the database was put back: what cannot be opened must not be accepted."""
    door.discard_keys(wave.label)

    assert cast(client, wave, ballot).json() == {"refused": "closed"}
