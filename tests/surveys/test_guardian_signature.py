"""Only who holds the key can have made a count: the file is signed, and of the box as it is."""

import base64
import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from disclosure.models import Publication
from surveys import guardian_counts
from surveys.ballot import door
from surveys.ballot.labels import info
from surveys.ballot.models import Sealed
from surveys.ballot.sealing import seal
from surveys.ballot.signing import PURPOSE, digest_of_ballots
from surveys.guardian_counts import CannotTakeCount
from surveys.models import Wave
from surveys.states import State
from tests.factories import NOON, UserFactory
from tests.surveys.importing.examples import brought_in
from tests.surveys.test_guardian import Keys, box_of, closed, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def wave(keys) -> Wave:
    return closed(keys)


def written(box: bytes, keys: Keys) -> dict[str, Any]:
    """What the guardian's machine writes of this box."""
    result = guardian_counts.counted(box=box, key=keys.pem)
    told: dict[str, Any] = json.loads(guardian_counts.written(result))
    return told


def take(wave: Wave, content: bytes) -> None:
    guardian_counts.take(wave=wave, content=content, by=None, at=NOON)


def refused(wave: Wave, content: bytes, *, saying: str) -> None:
    with pytest.raises(CannotTakeCount, match=saying):
        take(wave, content)
    wave.refresh_from_db()
    assert wave.state == State.CLOSING
    assert Sealed.objects.count() == 12
    assert not Publication.objects.of(wave.label).exists()


def another_cell(told: dict[str, Any]) -> None:
    """Tables with a digest of their own, as somebody with an editor and our code would make."""
    result = guardian_counts.read(json.dumps(told).encode())
    assert result.protected
    told["tables"]["certificate"]["repairs"] += 1


CHANGES = {
    "no signature": lambda told: told.pop("signature"),
    "an empty one": lambda told: told.update(signature=""),
    "a made-up one": lambda told: told.update(signature="30" * 70),
    "that of something else": lambda told: told.update(invalid=1),
    "other tables": another_cell,
    "other patterns": lambda told: told.update(beside="0" * 64),
    "other ballots": lambda told: told.update(box="0" * 64),
    "another language": lambda told: told.update(languages=[]),
    "a number fewer": lambda told: told["numbers"].pop(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_written_or_changed_by_hand_is_refused(change, wave, keys):
    told = written(box_of(wave), keys)
    change(told)

    refused(wave, json.dumps(told).encode(), saying="not signed with the guardian’s key")


def test_what_somebody_else_signed_is_refused(wave, keys):
    told = written(box_of(wave), keys)

    refused(wave, signed(told, Keys()), saying="not signed with the guardian’s key")


def test_a_wave_that_has_no_key_takes_no_signature(wave, keys):
    content = json.dumps(written(box_of(wave), keys)).encode()
    wave.guardian_public = None

    with pytest.raises(CannotTakeCount, match="not signed with"):
        guardian_counts.check(guardian_counts.read(content), wave)


def test_spaces_and_the_order_of_the_file_are_not_part_of_it(wave, keys):
    told = written(box_of(wave), keys)

    take(wave, json.dumps(dict(reversed(told.items()))).encode())

    wave.refresh_from_db()
    assert wave.state == State.CLOSED


def test_the_signature_is_plain_ecdsa_over_the_purpose_and_the_content(wave, keys):
    result = guardian_counts.counted(box=box_of(wave), key=keys.pem)
    public, way = keys.private.public_key(), ec.ECDSA(hashes.SHA256())

    public.verify(result.signature, PURPOSE + result.content(), way)
    with pytest.raises(InvalidSignature):
        public.verify(result.signature, result.content(), way)


# --- what was counted ---------------------------------------------------------------------------


def test_a_box_without_what_earlier_waves_showed_is_noticed(keys):
    """Stripped of it, the tables would be protected by themselves only."""
    brought_in(by=UserFactory.create())
    wave = closed(keys)
    box = json.loads(box_of(wave))
    assert len(box["earlier"]) == 1

    stripped = json.dumps(box | {"earlier": []}).encode()

    content = json.dumps(written(stripped, keys)).encode()
    refused(wave, content, saying="Fetch the sealed box again")
    take(wave, json.dumps(written(box_of(wave), keys)).encode())


def test_so_is_a_wave_that_was_counted_since_the_box_was_fetched(wave, keys):
    content = json.dumps(written(box_of(wave), keys)).encode()
    brought_in(by=UserFactory.create())

    refused(wave, content, saying="not laid beside what other surveys now show")
    take(wave, json.dumps(written(box_of(wave), keys)).encode())


def test_ballots_swapped_on_the_way_are_noticed(wave, keys):
    """Whoever carries the box knows its numbers and its public key, and could seal others."""
    box = json.loads(box_of(wave))
    for ballot in box["ballots"][1:]:
        ballot[1] = base64.b64encode(seal(keys.public, info(wave.label), b"{}")).decode()

    content = json.dumps(written(json.dumps(box).encode(), keys)).encode()

    refused(wave, content, saying="Other ballots were counted")


def test_a_box_has_one_digest_in_whatever_order(wave):
    held = [(bytes(one.nullifier), bytes(one.sealed)) for one in Sealed.objects.all()]

    assert digest_of_ballots(held) == digest_of_ballots(held[::-1])
    assert digest_of_ballots(held) == door.digest_of_ballots(wave.label)
    assert digest_of_ballots(held[1:]) != digest_of_ballots(held)
    assert digest_of_ballots([(b"ab", b"c")]) != digest_of_ballots([(b"a", b"bc")])
