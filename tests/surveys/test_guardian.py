"""A guardian outside HR holds the key: from their browser's key to the count from their machine."""

import json
from dataclasses import fields, replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.roles import Role
from disclosure.control.safe_tables import Protected
from surveys import drafting, guardian_counts, guardians
from surveys.ballot import door
from surveys.ballot.models import Box, Sealed
from surveys.closing import close_wave, count_wave
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.opening import CannotOpen, open_wave
from surveys.states import State
from tests.factories import NOON, UserFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db
NAME = "Ada Byron, works council"


class Keys:
    """A key pair as the guardian's browser makes it: PKCS8 in a file, 65 bytes to send."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.pem = self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.public = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def draft() -> Wave:
    return making.draft_wave(custody=Custody.GUARDIAN, guardian=NAME)


def opened(keys: Keys, how_many: int = 12) -> Wave:
    return making.open_wave(
        how_many, custody=Custody.GUARDIAN, guardian=NAME, guardian_public=keys.public
    )


def closed(keys: Keys, answers: int = 12) -> Wave:
    wave = opened(keys)
    for turn, invitee in enumerate(making.invitees(wave)[:answers]):
        making.answer(wave, making.some_answers(wave, turn), invitee=invitee)
    return close_wave(wave=wave, by=None, at=NOON)


def path_of(wave: Wave) -> str:
    return guardians.link_to(wave).removeprefix("http://127.0.0.1:8000")


def send_key(wave: Wave, public: str, **more: str):
    return Client().post(path_of(wave), {"public": public, "stored": "on"} | more)


def counted(tmp_path: Path, box: bytes, key: bytes) -> Path:
    """What the guardian does on their machine."""
    (tmp_path / "box.json").write_bytes(box)
    (tmp_path / "key.pem").write_bytes(key)
    out = tmp_path / "count.json"
    call_command(
        "count_sealed_box",
        str(tmp_path / "box.json"),
        key=tmp_path / "key.pem",
        out=out,
        stdout=StringIO(),
    )
    return out


def box_of(wave: Wave) -> bytes:
    return guardians.sealed_box(wave=wave, by=UserFactory.create(), at=NOON)


def result_of(wave: Wave, keys: Keys, tmp_path: Path) -> dict[str, Any]:
    return json.loads(counted(tmp_path, box_of(wave), keys.pem).read_text())


def signed(result: dict[str, Any], keys: Keys) -> bytes:
    """A count as the holder of the key could write it; as it is where it is no count at all."""
    content = json.dumps(result).encode()
    try:
        return guardian_counts.written(guardian_counts.read(content).signed(keys.pem)).encode()
    except guardian_counts.CannotTakeCount:
        return content


@pytest.fixture
def lead_at_the_door(client: Client, lead: User) -> Client:
    User.objects.filter(pk=lead.pk).update(role=Role.LEAD)
    client.force_login(lead)
    return client


# --- the whole way ------------------------------------------------------------------------------


def test_the_whole_way_of_a_box_that_a_guardian_holds(draft, keys, tmp_path, lead_at_the_door):
    send_key(draft, keys.public.hex())
    making.invite(draft, 12)
    wave = open_wave(wave=draft, by=None, at=NOON, today=draft.closes_on)
    making.everyone_answers(wave)
    close_wave(wave=wave, by=None, at=NOON)
    count_wave(wave=Wave.objects.get(), at=NOON)  # the worker leaves it alone
    assert Wave.objects.get().state == State.CLOSING

    box = lead_at_the_door.get(f"/surveys/{wave.label}/sealed-box/").content
    count = counted(tmp_path, box, keys.pem)
    with count.open("rb") as file:
        lead_at_the_door.post(f"/surveys/{wave.label}/guardian/count/", {"count": file})

    wave.refresh_from_db()
    assert wave.state == State.CLOSED
    assert (wave.count.counted, wave.count.invalid, wave.count.collected) == (12, 0, 12)
    assert not Sealed.objects.exists()
    assert door.boxes_to_clear() == [wave.label]


def test_the_guardian_may_bring_the_count_by_their_link(keys, tmp_path):
    wave = closed(keys)
    count = counted(tmp_path, box_of(wave), keys.pem)

    Client().post(path_of(wave), {"count": SimpleUploadedFile("c.json", count.read_bytes())})

    wave.refresh_from_db()
    assert wave.state == State.CLOSED
    told = AuditEvent.objects.get(verb="brought the count of")
    assert told.note == "By whoever held the guardian’s link."
    assert "Ada Byron" not in f"{told.by_name} {told.note}"  # the lead sees the link too


def test_cut_off_before_the_end_the_count_was_not_brought(keys, tmp_path, monkeypatch):
    wave = closed(keys)
    content = counted(tmp_path, box_of(wave), keys.pem).read_bytes()
    given = {"wave": wave, "content": content, "by": None, "at": NOON}
    with monkeypatch.context() as broken:
        broken.setattr(door, "empty", lambda label: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            guardian_counts.take(**given)
    assert not AuditEvent.objects.filter(verb="brought the count of").exists()

    guardian_counts.take(**given)

    assert AuditEvent.objects.filter(verb="brought the count of").count() == 1


# --- the key ------------------------------------------------------------------------------------


def test_the_public_key_is_kept_and_its_fingerprint_is_shown(draft, keys):
    send_key(draft, keys.public.hex())

    draft.refresh_from_db()
    assert bytes(draft.guardian_public) == keys.public
    assert door.fingerprint(keys.public) in Client().get(path_of(draft)).content.decode()


def test_another_key_replaces_the_first_while_it_is_a_draft(draft, keys):
    send_key(draft, Keys().public.hex())
    send_key(draft, keys.public.hex())

    draft.refresh_from_db()
    assert bytes(draft.guardian_public) == keys.public


def test_once_it_is_open_the_key_is_locked(keys):
    wave = opened(keys)

    send_key(wave, Keys().public.hex())

    wave.refresh_from_db()
    assert bytes(wave.guardian_public) == keys.public
    with pytest.raises(guardians.CannotGuard, match="has opened"):
        guardians.keep_public_key(wave=wave, public=Keys().public, at=NOON)


@pytest.mark.parametrize("public", ["", "zz", "04" + "00" * 64, "02" + "11" * 32])
def test_what_is_no_key_is_refused_in_a_sentence(draft, public):
    page = send_key(draft, public)

    draft.refresh_from_db()
    assert draft.guardian_public is None
    assert "There is a problem" in page.content.decode()


def test_no_key_is_taken_before_it_was_stored_twice(draft, keys):
    page = Client().post(path_of(draft), {"public": keys.public.hex()})

    draft.refresh_from_db()
    assert draft.guardian_public is None
    assert "Store the private key in two places first" in page.content.decode()


def test_another_guardian_makes_another_key(draft, keys):
    send_key(draft, keys.public.hex())
    draft.refresh_from_db()
    names = [field.name for field in fields(drafting.Settings)]
    settings = drafting.Settings(**{name: getattr(draft, name) for name in names})

    drafting.edit_wave(
        wave=draft,
        settings=replace(settings, guardian="Sam Reed, ethics office"),
        version=draft.version,
        by=None,
        at=NOON,
    )

    draft.refresh_from_db()
    assert draft.guardian_public is None


def test_a_wave_does_not_open_before_its_guardian_made_the_key(draft):
    making.invite(draft, 12)

    with pytest.raises(CannotOpen, match="guardian has not made their key"):
        open_wave(wave=draft, by=None, at=NOON, today=NOON.date())


# --- the link -----------------------------------------------------------------------------------


def test_the_link_runs_out(draft):
    path = path_of(draft)

    with time_machine.travel(timezone.now() + guardians.LASTS + timedelta(minutes=1)):
        page = Client().get(path)

    assert page.status_code == 400
    assert "This link does not work" in page.content.decode()


def test_a_link_is_of_one_wave(draft, keys):
    other = making.draft_wave(custody=Custody.GUARDIAN, guardian="Somebody", title="Another")
    stolen = path_of(other).partition("?")[2]

    page = Client().post(
        f"/surveys/{draft.label}/guardian/?{stolen}", {"public": keys.public.hex(), "stored": "on"}
    )

    assert page.status_code == 400
    draft.refresh_from_db()
    assert draft.guardian_public is None


@pytest.mark.parametrize("key", ["", "w1", "abc:def:ghi"])
def test_a_stranger_is_told_that_the_link_does_not_work(draft, key):
    assert Client().get(f"/surveys/{draft.label}/guardian/?k={key}").status_code == 400


def test_a_link_to_a_wave_that_the_server_holds_leads_nowhere():
    wave = making.draft_wave()

    assert Client().get(path_of(wave)).status_code == 400


def test_the_lead_gets_the_link_and_sees_whose_key_is_held(draft, keys, lead_at_the_door):
    send_key(draft, keys.public.hex())

    page = lead_at_the_door.get(f"/surveys/{draft.label}/guardian/", follow=True).content.decode()

    assert f"/surveys/{draft.label}/guardian/?k=" in page
    assert door.fingerprint(keys.public) in page


def test_that_a_key_arrived_is_recorded_of_the_link_and_of_nobody(draft, keys):
    send_key(draft, keys.public.hex())

    told = AuditEvent.objects.get(verb="was given the key of")
    assert (told.by_name, told.note) == ("", "By whoever held the guardian’s link.")


def test_nobody_is_said_to_hold_the_key_before_the_fingerprint_was_compared(
    draft, keys, lead_at_the_door
):
    send_key(draft, keys.public.hex())

    page = lead_at_the_door.get(f"/surveys/{draft.label}/guardian/link/").content.decode()

    assert "nobody else does" not in page
    assert "Compare its fingerprint with the guardian before you open" in page


def test_a_wave_whose_key_the_server_holds_has_no_guardians_link(lead_at_the_door):
    wave = making.draft_wave()

    assert lead_at_the_door.get(f"/surveys/{wave.label}/guardian/link/").status_code == 404


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR, ""])
def test_nobody_else_gets_the_link_or_the_box(keys, client, role):
    wave = closed(keys)
    client.force_login(UserFactory.create(role=role))

    for address in ("guardian/link/", "guardian/count/", "sealed-box/"):
        assert client.get(f"/surveys/{wave.label}/{address}").status_code == 403


# --- the box ------------------------------------------------------------------------------------


def test_the_sealed_box_holds_no_name_and_no_code(keys):
    wave = opened(keys)
    told = [i.email for i in wave.invitations.all()]
    told += [making.token(wave, invitee) for invitee in making.invitees(wave)]
    told += [str(invitee) for invitee in making.invitees(wave)]
    making.everyone_answers(wave)

    box = box_of(close_wave(wave=wave, by=None, at=NOON)).decode()

    assert set(json.loads(box)) == {
        "format", "label", "plan", "public", "frozen", "earlier", "twice", "ballots",
    }  # fmt: skip
    assert [word for word in told if word in box] == []


def test_the_box_is_handed_out_only_between_the_close_and_the_count(keys):
    wave = opened(keys)

    with pytest.raises(guardians.CannotGuard, match="between the last day and the count"):
        box_of(wave)


def test_a_box_with_nine_ballots_is_not_handed_out(keys, lead_at_the_door):
    wave = closed(keys, answers=9)

    with pytest.raises(guardians.CannotGuard, match="fewer than ten"):
        box_of(wave)
    page = lead_at_the_door.get(f"/surveys/{wave.label}/sealed-box/", follow=True)
    assert "fewer than ten ballots" in page.content.decode()


def test_a_box_with_nine_ballots_is_destroyed_unread(keys):
    wave = closed(keys, answers=9)

    count_wave(wave=wave, at=NOON)

    wave.refresh_from_db()
    assert wave.state == State.CLOSED
    assert (wave.count.counted, wave.count.collected) == (0, 9)
    assert not Sealed.objects.exists()


def test_that_the_box_was_taken_is_on_the_record(keys, lead_at_the_door):
    wave = closed(keys)

    lead_at_the_door.get(f"/surveys/{wave.label}/sealed-box/")

    assert AuditEvent.objects.filter(verb="took the sealed box of").count() == 1


# --- the count on their machine -----------------------------------------------------------------


def test_the_count_says_how_many_which_and_what_passed_the_gate_and_nothing_else(keys, tmp_path):
    wave = closed(keys)

    result = result_of(wave, keys, tmp_path)

    assert set(result) == {
        "format", "label", "plan", "box", "beside", "counted", "invalid", "languages", "numbers",
        "tables", "pay", "signature",
    }  # fmt: skip
    assert (result["counted"], result["invalid"]) == (12, 0)
    assert result["languages"] == ["en-gb"]
    assert result["numbers"] == sorted(result["numbers"])
    assert set(result["tables"]) == {"tables", "recoded", "certificate"}
    assert Protected.from_data(result["tables"]).cells[()][()].about in (10, 15)


def test_another_key_counts_nothing_and_writes_nothing(keys, tmp_path):
    wave = closed(keys)

    with pytest.raises(CommandError, match="not the key of this survey"):
        counted(tmp_path, box_of(wave), Keys().pem)
    assert not (tmp_path / "count.json").exists()


def test_a_small_box_is_not_opened_on_their_machine_either(keys, tmp_path):
    told = json.loads(box_of(closed(keys)))
    told["ballots"] = told["ballots"][:9]

    with pytest.raises(CommandError, match="Too few ballots"):
        counted(tmp_path, json.dumps(told).encode(), keys.pem)


@pytest.mark.parametrize("box", [b"", b"[]", b"{}", b'{"format": "mobility-sealed-box-2"}'])
def test_a_file_that_is_no_box_is_refused(box, keys, tmp_path):
    with pytest.raises(CommandError, match=r"not a sealed box|is damaged"):
        counted(tmp_path, box, keys.pem)


def test_a_file_that_is_no_key_is_refused(keys, tmp_path):
    with pytest.raises(CommandError, match="could not be read"):
        counted(tmp_path, box_of(closed(keys)), b"not a key")


DAMAGE = {
    "no ballots": {"ballots": None},
    "half a ballot": {"ballots": [["00"]]},
    "no digits": {"ballots": [["zz", "AAAA"]]},
    "no base64": {"ballots": [["00", "é"]]},
    "no plan": {"frozen": {}},
    "no earlier waves": {"earlier": [{}]},
    "no label": {"label": None},
    "no public key": {"public": None},
    "not how many came twice": {"twice": "some"},
}


@pytest.mark.parametrize("change", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_box_is_refused_in_a_sentence(change, keys):
    box = json.dumps(json.loads(box_of(closed(keys))) | change).encode()

    with pytest.raises(door.NotABundle, match="is damaged"):
        guardian_counts.counted(box=box, key=keys.pem)


def test_a_box_of_nonsense_is_ended_by_the_command_all_the_same(keys, tmp_path):
    wave = closed(keys)
    for sealed in Sealed.objects.all()[:3]:
        Sealed.objects.filter(pk=sealed.pk).update(sealed=b"\0" * 1105)
    content = counted(tmp_path, box_of(wave), keys.pem).read_bytes()
    result = json.loads(content)
    assert (result["counted"], result["invalid"], result["numbers"]) == (0, 3, [])

    guardian_counts.take(wave=wave, content=content, by=None, at=NOON)

    wave.refresh_from_db()
    assert wave.state == State.CLOSED
    assert (wave.count.counted, wave.count.invalid) == (0, 3)
    assert not Sealed.objects.exists()


def test_a_box_of_ten_that_make_sense_is_not_ended_with_nothing(keys, tmp_path):
    wave = closed(keys)
    nothing = {"counted": 0, "invalid": 2, "numbers": [], "languages": []}
    content = signed(result_of(wave, keys, tmp_path) | nothing, keys)

    with pytest.raises(guardian_counts.CannotTakeCount, match="does not add up"):
        guardian_counts.take(wave=wave, content=content, by=None, at=NOON)


def test_who_got_two_papers_does_not_make_nine_people_ten(keys):
    wave = closed(keys, answers=10)
    Box.objects.update(reissued=1)

    with pytest.raises(guardians.CannotGuard, match="fewer than ten"):
        box_of(wave)


def test_a_count_that_is_there_already_is_not_written_over(keys, tmp_path):
    box = box_of(closed(keys))
    counted(tmp_path, box, keys.pem)

    with pytest.raises(CommandError, match="is there already"):
        counted(tmp_path, box, keys.pem)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="could not be read"):
        call_command("count_sealed_box", "no-such", key=tmp_path / "k", out=tmp_path / "o")


# --- the count comes back -----------------------------------------------------------------------


SPOILT = {
    "another wave": ({"label": "w9"}, "another survey"),
    "another plan": ({"plan": "00" * 32}, "another plan"),
    "one more": ({"counted": 13}, "does not add up"),
    "nine": ({"counted": 9, "invalid": 3}, "does not add up"),
    "one invalid more": ({"invalid": 1}, "does not add up"),
    "less than none": ({"counted": 13, "invalid": -1}, "does not add up"),
    "a language of its own": ({"languages": ["en-gb", "what Sam said"]}, "could not be read"),
    "another form": ({"format": "mobility-count-9"}, "of this version"),
    "no numbers": ({"numbers": None}, "could not be read"),
}


@pytest.mark.parametrize(("changes", "sentence"), SPOILT.values(), ids=SPOILT)
def test_a_count_that_does_not_fit_the_box_changes_nothing(changes, sentence, keys, tmp_path):
    wave = closed(keys)
    content = signed(result_of(wave, keys, tmp_path) | changes, keys)

    with pytest.raises(guardian_counts.CannotTakeCount, match=sentence):
        guardian_counts.take(wave=wave, content=content, by=None, at=NOON)
    wave.refresh_from_db()
    assert wave.state == State.CLOSING
    assert Sealed.objects.count() == 12


def test_a_ballot_that_was_not_in_the_box_is_not_counted(keys, tmp_path):
    wave = closed(keys)
    result = result_of(wave, keys, tmp_path)
    result["numbers"][0] = "00" * 32

    with pytest.raises(guardian_counts.CannotTakeCount, match="not in the box"):
        guardian_counts.take(wave=wave, content=signed(result, keys), by=None, at=NOON)


def test_nine_ballots_are_no_count(keys, tmp_path):
    wave = closed(keys)
    result = result_of(wave, keys, tmp_path)
    result |= {"counted": 9, "invalid": 3, "numbers": result["numbers"][:9]}

    with pytest.raises(guardian_counts.CannotTakeCount, match="Fewer than ten"):
        guardian_counts.take(wave=wave, content=signed(result, keys), by=None, at=NOON)


def test_one_ballot_twice_is_not_two(keys, tmp_path):
    wave = closed(keys)
    result = result_of(wave, keys, tmp_path)
    result["numbers"][0] = result["numbers"][1]

    with pytest.raises(guardian_counts.CannotTakeCount, match="does not add up"):
        guardian_counts.take(wave=wave, content=signed(result, keys), by=None, at=NOON)


FORM = b'{"format": "mobility-count-3", "label": 1'


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"label": 1}', FORM + b"}"]
)
def test_a_file_that_is_no_count_is_refused(content):
    with pytest.raises(guardian_counts.CannotTakeCount, match="could not be read"):
        guardian_counts.read(content)


def test_the_sealed_box_brought_in_as_the_count_is_called_by_its_name(keys):
    wave = closed(keys)

    with pytest.raises(guardian_counts.CannotTakeCount, match="the sealed box itself"):
        guardian_counts.take(wave=wave, content=box_of(wave), by=None, at=NOON)


def test_a_wave_that_the_server_counts_takes_no_count_of_anybody(keys, tmp_path):
    wave = closed(keys)
    content = json.dumps(result_of(wave, keys, tmp_path)).encode()
    Wave.objects.update(custody=Custody.HOST)
    wave.refresh_from_db()

    with pytest.raises(guardian_counts.CannotTakeCount, match="not waiting"):
        guardian_counts.take(wave=wave, content=content, by=None, at=NOON)


def test_the_page_of_the_count_says_what_does_not_fit(keys, lead_at_the_door):
    wave = closed(keys)

    page = lead_at_the_door.post(
        f"/surveys/{wave.label}/guardian/count/", {"count": SimpleUploadedFile("c.json", b"{}")}
    )

    assert "This is not a count" in page.content.decode()
