"""C6. Twice, forged, replayed, from another wave, late, or nonsense: one person has one ballot."""

import json
import secrets
from typing import Any

import pytest
from django.utils import timezone

from surveys.ballot import blind_rsa, door, labels
from surveys.closing import close_wave
from surveys.entrance.limits import wrong_codes
from tests.surveys import making
from tests.surveys.attacks import dumping, speaking, staging

pytestmark = pytest.mark.django_db
CODE = "person0@staff.example"


@pytest.fixture(autouse=True)
def no_wrong_codes_remembered() -> None:
    wrong_codes.forget()


@pytest.fixture
def held() -> staging.Held:
    return staging.hold(invited=3, answering=1)


def refused(reply: Any) -> tuple[int, str]:
    return reply.status_code, reply.json()["refused"]


def ask(held: staging.Held, *, who: str = CODE, again: bool = False) -> Any:
    """Ask for one more ballot paper, another one each time."""
    _message, hidden, _inverse = speaking.blinded(held.wave)
    content = {"token": held.tokens[who], "blinded": hidden.hex(), "again": again}
    return speaking.collect(held.wave, content)


# --- Twice ----------------------------------------------------------------------------------------


def test_a_second_paper_is_refused_one_reissue_is_given_and_no_third(held):
    assert refused(ask(held)) == (409, "used")
    assert ask(held, again=True).status_code == 200
    assert refused(ask(held, again=True)) == (409, "spent")
    assert door.reissued(held.wave.label) == 1


def test_asking_twice_for_the_same_paper_gives_the_same_paper_and_costs_nothing(held):
    _message, hidden, _inverse = speaking.blinded(held.wave)
    content = {"token": held.tokens["person2@staff.example"], "blinded": hidden.hex()}

    first, second = (speaking.collect(held.wave, content) for _twice in range(2))

    assert first.json() == second.json()
    assert door.reissued(held.wave.label) == 0


def test_the_paper_of_before_the_reissue_is_the_one_ballot_more_that_is_told_in_public(held):
    ballot = held.cast[CODE]
    said, signature = making.paper(held.wave, held.tokens[CODE], again=True)
    door.cast(label=held.wave.label, input=said, signature=signature, box=ballot.box)

    assert door.ballots(held.wave.label) == 2
    assert door.collected(held.wave.label) + door.reissued(held.wave.label) == 2


def test_a_ballot_sent_again_replaces_itself(held):
    for turn in (1, 2, 3):
        box = making.sealed(held.wave, making.some_answers(held.wave, turn))
        reply = speaking.cast(held.wave, speaking.said(held.cast[CODE], box=box.hex()))
        assert reply.status_code == 200

    assert dumping.column(dumping.BALLOTS, "sealed") == [box]


# --- Forged ---------------------------------------------------------------------------------------


def forged(held: staging.Held) -> dict[str, dict[str, str]]:
    ballot, label = held.cast[CODE], held.wave.label
    other = labels.message(label, prefix=secrets.token_bytes(32), serial=secrets.token_bytes(32))
    n = door.public_keys(label).signs.public_numbers().n
    s = int.from_bytes(ballot.signature, "big")
    length = blind_rsa.length_of(n)
    flipped = bytes([ballot.signature[0] ^ 1]) + ballot.signature[1:]
    return {
        "a message of one's own": {"input": other.hex()},
        "a bit flipped": {"signature": flipped.hex()},
        "nothing": {"signature": ""},
        "zeros": {"signature": bytes(length).hex()},
        "one": {"signature": (1).to_bytes(length, "big").hex()},
        "the negative": {"signature": (n - s).to_bytes(length, "big").hex()},
        "squared": {"signature": (s * s % n).to_bytes(length, "big").hex()},
        "too long": {"signature": (ballot.signature + b"\x00").hex()},
        "the modulus added": {"signature": (s + n).to_bytes(length + 1, "big").hex()},
        "another prefix": {"input": (bytes(32) + ballot.input[32:]).hex()},
        "more serial": {"input": (ballot.input + b"\x00").hex()},
        "the blinded reply itself": {
            "signature": dumping.column(dumping.PAPERS, "blinded")[0].hex()
        },
    }


@pytest.mark.parametrize(
    "kind",
    [
        "a message of one's own",
        "a bit flipped",
        "nothing",
        "zeros",
        "one",
        "the negative",
        "squared",
        "too long",
        "the modulus added",
        "another prefix",
        "more serial",
        "the blinded reply itself",
    ],
)
def test_a_forged_paper_is_refused_and_nothing_changes(held, kind):
    before = dumping.dump()

    reply = speaking.cast(held.wave, speaking.said(held.cast[CODE], **forged(held)[kind]))

    assert refused(reply) == (400, "bad-ballot")
    assert dumping.dump() == before


def test_a_code_that_was_made_up_gets_no_paper(held):
    _message, hidden, _inverse = speaking.blinded(held.wave)
    for code in ("", "A" * 26, "0" * 16, "' OR 1=1 --", held.tokens[CODE][:-1]):
        content = {"token": code, "blinded": hidden.hex()}
        assert refused(speaking.collect(held.wave, content)) == (404, "unknown")
    assert len(dumping.column(dumping.PAPERS, "invitee_id")) == 1


def test_guessing_codes_is_slowed_down_and_a_right_one_waits_with_the_rest(held):
    _message, hidden, _inverse = speaking.blinded(held.wave)
    replies = {
        refused(speaking.collect(held.wave, {"token": f"{n:026}", "blinded": hidden.hex()}))
        for n in range(40)
    }

    assert replies == {(404, "unknown"), (429, "slow-down")}


@pytest.mark.parametrize("number", ["0", "n", "n + 1", "2 ** 3072 - 1"])
def test_what_cannot_be_signed_is_not(held, number):
    n = door.public_keys(held.wave.label).signs.public_numbers().n
    asked = {"0": 0, "n": n, "n + 1": n + 1, "2 ** 3072 - 1": 2**3072 - 1}[number]
    content = {
        "token": held.tokens["person2@staff.example"],
        "blinded": asked.to_bytes(384, "big").hex(),
    }

    assert refused(speaking.collect(held.wave, content)) == (400, "malformed")


# --- Another wave, late, and nonsense -------------------------------------------------------------


def test_a_paper_of_one_wave_is_worth_nothing_in_another(held):
    other = making.open_wave(2)

    reply = speaking.cast(other, speaking.said(held.cast[CODE]))

    assert refused(reply) == (400, "bad-ballot")
    assert door.ballots(other.label) == 0


def test_a_code_of_one_wave_is_unknown_in_another(held):
    other = making.open_wave(2)
    _message, hidden, _inverse = speaking.blinded(other)

    reply = speaking.collect(other, {"token": held.tokens[CODE], "blinded": hidden.hex()})

    assert refused(reply) == (404, "unknown")


def test_a_message_that_names_another_wave_is_worth_nothing_though_the_signature_is_good(held):
    """Somebody has this wave's key sign a paper that reads as one of wave w99."""
    said = labels.message("w99", prefix=secrets.token_bytes(32), serial=secrets.token_bytes(32))
    public = door.public_keys(held.wave.label).signs
    numbers = public.public_numbers()
    hidden, inverse = blind_rsa.blind(numbers.n, numbers.e, said)
    token = held.tokens["person2@staff.example"]
    paper = door.collect(label=held.wave.label, token=token, blinded=hidden)
    signature = blind_rsa.finalize(public, said, paper.signature, inverse)
    content = speaking.said(held.cast[CODE], input=said.hex(), signature=signature.hex())

    assert refused(speaking.cast(held.wave, content)) == (400, "bad-ballot")


def test_after_closing_nothing_enters_and_nothing_is_signed(held):
    close_wave(wave=held.wave, by=None, at=timezone.now())
    before = dumping.column(dumping.BALLOTS, "sealed")
    box = making.sealed(held.wave, making.some_answers(held.wave, 5))

    late = speaking.cast(held.wave, speaking.said(held.cast[CODE], box=box.hex()))

    assert refused(late) == (410, "closed")
    assert refused(ask(held, who="person2@staff.example")) == (410, "closed")
    assert dumping.column(dumping.BALLOTS, "sealed") == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"12",
        b'{"input": 1}',
        b'{"input": "zz", "signature": "", "box": ""}',
        b'{"input": null, "signature": null, "box": null}',
        b"[" * 8_000,
        b"\xff\xfe\x00",
        b" " * 9_000,
        b'{"input": "' + b"00" * 4_500 + b'"}',
        json.dumps({"input": ["00"], "signature": {"a": 1}, "box": True}).encode(),
    ],
    ids=lambda content: repr(content[:30]),
)
@pytest.mark.parametrize("speak", [speaking.cast, speaking.collect])
def test_nonsense_is_refused_in_one_word_and_changes_nothing(held, content, speak):
    before = dumping.dump()

    reply = speak(held.wave, content)

    assert reply.status_code in (400, 404)
    assert reply.json()["refused"] in ("malformed", "bad-ballot", "unknown")
    assert dumping.dump() == before


@pytest.mark.parametrize("label", ["w77", "w1w1", "..", "W1", "w1'--"])
def test_a_wave_that_is_not_there_takes_nothing(held, label):
    reply = speaking.browser().post(
        f"/b/{label}", json.dumps(speaking.said(held.cast[CODE])), content_type="application/json"
    )

    assert reply.status_code in (400, 404, 425)
