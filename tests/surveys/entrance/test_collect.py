"""Collecting a ballot paper over the web: once, once again if lost, never by guessing."""

import pytest
from django.test import Client

from surveys.ballot import blind_rsa, door
from surveys.entrance.limits import WRONG_CODES, wrong_codes
from surveys.models import Wave
from tests.surveys import making
from tests.surveys.entrance import browsing

pytestmark = pytest.mark.django_db
A_CARD = "ABCD-EFGH-JKMN-PQRS"


@pytest.fixture(autouse=True)
def no_wrong_codes_yet() -> None:
    wrong_codes.forget()


@pytest.fixture
def wave() -> Wave:
    return making.open_wave(3)


@pytest.fixture
def token(wave: Wave) -> str:
    return making.token(wave, making.invitees(wave)[0])


def test_a_paper_is_signed_unseen(client: Client, wave: Wave, token: str) -> None:
    said, blinded, inverse = browsing.blinded(wave)

    answer = browsing.collect(client, wave, token, blinded=blinded.hex())

    signature = bytes.fromhex(answer.json()["signature"])
    public = door.public_keys(wave.label).signs
    assert blind_rsa.verify(public, blind_rsa.finalize(public, said, signature, inverse), said)


def test_it_says_what_the_staff_list_holds_about_them(client: Client, wave: Wave, token: str):
    answer = browsing.collect(client, wave, token)

    assert answer.json()["about"] == {"unit": 0, "grade": 0, "location": None}


def test_asking_twice_with_the_same_paper_gives_the_same(client: Client, wave: Wave, token: str):
    blinded = browsing.blinded(wave)[1].hex()

    answers = [browsing.collect(client, wave, token, blinded=blinded) for _turn in range(3)]

    assert len({answer.json()["signature"] for answer in answers}) == 1
    assert door.reissued(wave.label) == 0


def test_another_paper_is_refused_given_once_and_then_never(
    client: Client, wave: Wave, token: str
) -> None:
    browsing.collect(client, wave, token)

    refused = browsing.collect(client, wave, token)
    again = browsing.collect(client, wave, token, again=True)
    spent = browsing.collect(client, wave, token, again=True)

    assert (refused.status_code, refused.json()) == (409, {"refused": "used"})
    assert again.status_code == 200
    assert (spent.status_code, spent.json()) == (409, {"refused": "spent"})
    assert door.reissued(wave.label) == 1


@pytest.mark.parametrize("typed", ["", "hello", A_CARD, "0" * 26, "💥" * 26, 7, None])
def test_a_wrong_code_is_unknown(client: Client, wave: Wave, typed: object) -> None:
    answer = browsing.collect(client, wave, typed)

    assert (answer.status_code, answer.json()) == (404, {"refused": "unknown"})


def test_a_code_is_read_as_people_type_it(client: Client, wave: Wave, token: str) -> None:
    typed = door.spaced(token).lower().replace("1", "l").replace("0", "o")

    assert browsing.collect(client, wave, typed).status_code == 200


def test_guessing_is_slowed_down_for_whoever_guesses(client: Client, wave: Wave, token: str):
    for _turn in range(WRONG_CODES):
        browsing.collect(client, wave, A_CARD)

    assert browsing.collect(client, wave, token).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert browsing.collect(elsewhere, wave, token).status_code == 200


@pytest.mark.parametrize(
    "blinded", ["", "zz", "00" * 384, "ff" * 384, "01" * 383, "01" * 385, 7, None, ["01"]]
)
def test_what_cannot_be_signed_is_malformed(
    client: Client, wave: Wave, token: str, blinded: object
) -> None:
    answer = browsing.collect(client, wave, token, blinded=blinded)

    assert (answer.status_code, answer.json()) == (400, {"refused": "malformed"})


@pytest.mark.parametrize("sent", ["", "{", "[]", '"x"', "[" * 5000, b"\xff\xfe", " " * 9000])
def test_what_is_no_small_object_is_malformed(client: Client, wave: Wave, sent: object) -> None:
    answer = browsing.send(client, f"/w/{wave.label}/collect", sent)

    assert (answer.status_code, answer.json()) == (400, {"refused": "malformed"})


def test_before_and_after_the_wave_nothing_is_handed_out(client: Client, wave: Wave, token: str):
    draft = making.draft_wave()
    said = {"token": token, "blinded": "01" * 384}

    assert browsing.send(client, f"/w/{draft.label}/collect", said).status_code == 425
    making.close_and_count(wave)
    assert browsing.send(client, f"/w/{wave.label}/collect", said).status_code == 410


def test_the_code_of_one_wave_is_unknown_to_another(client: Client, token: str) -> None:
    other = making.open_wave(3)

    assert browsing.collect(client, other, token).json() == {"refused": "unknown"}


def test_every_reply_has_one_length(client: Client, wave: Wave) -> None:
    wave.invitations.filter(invitee=making.invitees(wave)[2]).update(unit="", grade="")

    replies = [
        browsing.collect(client, wave, making.token(wave, invitee))
        for invitee in making.invitees(wave)
    ]

    assert {len(reply.content) for reply in replies} == {2_048}
