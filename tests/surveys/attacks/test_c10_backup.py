"""C10. A copy of the database made while the wave ran, looked at after the count: it stays shut."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.db import connection
from django.utils import timezone

from surveys.abandoning import abandon_wave
from surveys.ballot import door, labels, sealing
from surveys.ballot.keys import BOX
from tests.surveys import making
from tests.surveys.attacks import dumping, matching, staging

pytestmark = pytest.mark.usefixtures("own_database")


def opened(dump: matching.Dump, *, label: str, keys: list[bytes]) -> list[Any]:
    """Every ballot of a dump that any of these key files opens."""
    read = []
    for pem in keys:
        try:
            key = load_pem_private_key(pem, None)
        except ValueError:  # no key at all, or what was written over one
            continue
        for row in dump[dumping.BALLOTS] if isinstance(key, ec.EllipticCurvePrivateKey) else []:
            try:
                read.append(json.loads(sealing.unseal(key, labels.info(label), row["sealed"])))
            except sealing.NotOurs:
                continue
    return read


def every_secret() -> list[bytes]:
    """Every file there is where keys are kept."""
    return [path.read_bytes() for path in settings.BALLOT_KEYS.rglob("*") if path.is_file()]


def restore(dump: matching.Dump) -> None:
    """Put the rows of the box back, as somebody does who restores a backup."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ballot_box SET state = 'open'")
        for table in (dumping.INVITEES, dumping.PAPERS, dumping.BALLOTS):
            for row in dump[table]:
                held = {name: value for name, value in row.items() if name[:2] not in ("xm", "cm")}
                places = ", ".join(["%s"] * len(held))
                cursor.execute(
                    f"INSERT INTO {table} ({', '.join(held)}) VALUES ({places})",  # noqa: S608
                    list(held.values()),
                )


def test_with_the_keys_as_they_were_the_copy_opens_so_the_attack_is_one():
    held = staging.hold()
    copy, keys = dumping.dump(), every_secret()
    making.close_and_count(held.wave)

    read = opened(copy, label=held.wave.label, keys=keys)

    answers = sorted(str(ballot.answers) for ballot in held.cast.values())
    assert sorted(str(said["a"]) for said in read) == answers


def test_after_the_count_nothing_on_this_machine_opens_the_copy():
    held = staging.hold()
    copy = dumping.dump()
    making.close_and_count(held.wave)

    assert every_secret() == []
    assert opened(copy, label=held.wave.label, keys=every_secret()) == []


def test_restored_it_cannot_be_counted_a_second_time_and_no_paper_is_signed():
    held = staging.hold()
    copy = dumping.dump()
    making.close_and_count(held.wave)
    restore(copy)
    assert door.ballots(held.wave.label) == len(held.cast)

    with pytest.raises(door.Refused) as refused:
        making.paper(held.wave, held.tokens["person16@staff.example"])
    assert refused.value.word == "closed"
    with pytest.raises(door.KeyGone):
        door.token_of(label=held.wave.label, invitee=held.invitees["person0@staff.example"])
    door.close(held.wave.label)
    with pytest.raises(door.KeyGone):
        door.count(label=held.wave.label, shape=staging.shape_of(held.wave))


def test_an_abandoned_wave_leaves_no_key_either(lead):
    held = staging.hold()
    copy = dumping.dump()
    abandon_wave(wave=held.wave, by=lead, at=timezone.now())

    assert opened(copy, label=held.wave.label, keys=every_secret()) == []
    assert every_secret() == []


def test_what_is_overwritten_is_no_key_even_before_it_is_removed(monkeypatch):
    """Killed between overwriting a key and removing its file: what lies there is noise."""
    held = staging.hold()
    copy = dumping.dump()
    files = {path: path.read_bytes() for path in settings.BALLOT_KEYS.rglob("*.*")}
    assert any(path.name == BOX for path in files)
    monkeypatch.setattr("pathlib.Path.unlink", lambda path, missing_ok=False: None)
    monkeypatch.setattr("pathlib.Path.rmdir", lambda path: None)

    making.close_and_count(held.wave)

    left = {path: path.read_bytes() for path in files}
    assert all(left[path] != content for path, content in files.items())
    assert opened(copy, label=held.wave.label, keys=every_secret()) == []
