"""Private keys lie in one folder, whole or not at all; what is destroyed is gone for everybody."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from surveys.ballot import blind_rsa, files, keys, sealing
from surveys.ballot.keys import KeyGone, _new_signing_key

ROOT = Path(__file__).resolve().parents[3]
INFO = b"SEB1|w7"


@pytest.fixture
def folder(settings):
    return settings.BALLOT_KEYS


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def signs(label):
    signer = keys.signer(label)
    blinded, inverse = blind_rsa.blind(signer.n, 65537, b"a ballot paper")
    return blind_rsa.finalize(signer.public, b"a ballot paper", signer.blind_sign(blinded), inverse)


def in_another_process(folder, code):
    """What a second worker on this machine does."""
    subprocess.run(
        [
            sys.executable,
            "-c",
            f"import django; django.setup()\nfrom surveys.ballot import keys\n{code}",
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mobility.settings.test",
            "BALLOT_KEYS": str(folder),
        },
        check=True,
    )


def test_the_keys_of_a_wave_sign_open_and_invite():
    made = keys.make("w7")

    public = blind_rsa.public_key(int(made.sign_n, 16))
    box = sealing.seal(made.box_public, INFO, b"answers")
    assert blind_rsa.verify(public, signs("w7"), b"a ballot paper")
    assert sealing.unseal(keys.box_private("w7"), INFO, box) == b"answers"
    assert len(keys.invitation_key("w7")) == 32
    assert keys.opens_here("w7")


def test_a_signing_key_has_3072_bits_and_the_usual_exponent():
    key = _new_signing_key()

    assert key.key_size == 3072
    assert key.public_key().public_numbers().e == 65537


def test_every_wave_has_keys_of_its_own():
    made = [keys.make(label) for label in ("w1", "w2")]

    assert len({one.sign_n for one in made}) == 2
    assert len({one.box_public for one in made}) == 2
    assert keys.invitation_key("w1") != keys.invitation_key("w2")


def test_only_the_owner_may_read_them(folder):
    before = os.umask(0)
    try:
        keys.make("w7")
    finally:
        os.umask(before)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}
    assert modes == {
        folder.name: 0o700,
        "w7": 0o700,
        "box.pem": 0o600,
        "invitation.key": 0o600,
        "signing.pem": 0o600,
    }


def test_a_guardian_keeps_the_key_to_the_box(folder):
    guardians = ec.generate_private_key(ec.SECP256R1())
    public = guardians.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    made = keys.make("w7", box_public=public)

    assert made.box_public == public
    assert names(folder) == ["w7", "w7/invitation.key", "w7/signing.pem"]
    assert not keys.opens_here("w7")
    with pytest.raises(KeyGone, match="does not hold"):
        keys.box_private("w7")


@pytest.mark.parametrize("public", [b"", bytes(65), b"\x04" + bytes(64)])
def test_a_guardians_key_that_is_none_is_refused_and_nothing_is_made(folder, public):
    with pytest.raises(ValueError, match=r"."):
        keys.make("w7", box_public=public)

    assert keys.labels_with_keys() == []


def test_a_wave_that_has_keys_gets_no_others():
    keys.make("w7")
    before = keys.signer("w7").n

    with pytest.raises(FileExistsError, match="w7 has keys already"):
        keys.make("w7")

    assert keys.signer("w7").n == before


def test_of_two_that_make_keys_at_once_one_is_refused(folder, monkeypatch):
    keys.make("w7")
    before = names(folder)
    monkeypatch.setattr(Path, "exists", lambda path: False)  # the other has not seen the first's

    with pytest.raises(FileExistsError, match="w7 has keys already"):
        keys.make("w7")

    assert names(folder) == before


@pytest.mark.parametrize("label", ["", ".", "..", "../w7", "w7/x", "W7", "7w", ".w7", "w" * 13])
def test_a_label_can_never_name_another_folder(label):
    for ask in (keys.make, keys.signer, keys.box_private, keys.invitation_key, keys.destroy):
        with pytest.raises(ValueError, match="not the label"):
            ask(label)


@pytest.mark.parametrize("ask", [keys.signer, keys.box_private, keys.invitation_key])
def test_a_wave_without_keys_says_so(ask):
    with pytest.raises(KeyGone):
        ask("w7")


@pytest.mark.parametrize("ask", [keys.signer, keys.box_private, keys.invitation_key])
def test_what_is_destroyed_is_gone_even_for_who_had_it_in_memory(folder, ask):
    keys.make("w7")
    ask("w7")

    keys.destroy("w7")

    assert names(folder) == []
    assert folder / "w7" / "signing.pem" not in keys._remembered
    with pytest.raises(KeyGone):
        ask("w7")


def test_destroying_overwrites_before_it_removes(folder, monkeypatch):
    keys.make("w7")
    before = {path: path.read_bytes() for path in folder.glob("w7/*")}
    seen = {}
    unlink = Path.unlink

    def look_and_unlink(path, **words):
        seen[path] = path.read_bytes()
        unlink(path, **words)

    monkeypatch.setattr(Path, "unlink", look_and_unlink)
    keys.destroy("w7")

    assert {path: len(content) for path, content in seen.items()} == {
        path: len(content) for path, content in before.items()
    }
    for path, content in before.items():
        assert content[:20] not in seen[path]
        assert b"PRIVATE KEY" not in seen[path]


def test_nothing_is_made_or_destroyed_before_it_is_on_the_disk(folder, monkeypatch):
    """A machine that loses power must not come back with half a key, or with one that is gone."""
    happened = []

    def said(what, original):
        def wrapped(first, *more, **words):
            of = os.fstat(first).st_ino if isinstance(first, int) else os.stat(first).st_ino
            happened.append((what, of))
            return original(first, *more, **words)

        return wrapped

    monkeypatch.setattr(os, "fsync", said("kept", os.fsync))
    monkeypatch.setattr(Path, "rename", said("moved", Path.rename))
    monkeypatch.setattr(Path, "unlink", said("removed", Path.unlink))

    keys.make("w7")
    whole = (folder / "w7").stat().st_ino
    files_of_it = [path.stat().st_ino for path in sorted((folder / "w7").iterdir())]
    parent = folder.stat().st_ino
    *written, kept, moved, kept_above = happened
    assert sorted(written) == sorted(("kept", one) for one in files_of_it)
    assert (kept, moved, kept_above) == (("kept", whole), ("moved", whole), ("kept", parent))

    happened.clear()
    keys.destroy("w7")
    in_turn = [(what, one) for one in files_of_it for what in ("kept", "removed")]
    assert happened == [*in_turn, ("kept", parent)]


def test_two_that_destroy_at_once_do_not_hinder_each_other(folder, monkeypatch):
    keys.make("w7")
    destroy_file = files._destroy_file

    def the_other_is_quicker(path):
        with monkeypatch.context() as patch:
            patch.setattr(files, "_destroy_file", destroy_file)
            keys.destroy("w7")
        destroy_file(path)

    monkeypatch.setattr(files, "_destroy_file", the_other_is_quicker)
    keys.destroy("w7")

    assert names(folder) == []


def test_a_file_that_another_has_just_removed_does_not_save_the_rest(folder, monkeypatch):
    keys.make("w7")
    destroy_file = files._destroy_file

    def the_other_is_quicker(path):
        path.unlink()
        destroy_file(path)

    monkeypatch.setattr(files, "_destroy_file", the_other_is_quicker)
    keys.destroy("w7")

    assert names(folder) == []


def test_a_file_that_another_removes_while_it_is_overwritten_is_removed(folder, monkeypatch):
    keys.make("w7")
    monkeypatch.setattr(os, "fsync", lambda _file: [path.unlink() for path in folder.glob("w7/b*")])

    keys.destroy("w7")

    assert names(folder) == []


def test_what_a_destruction_left_is_no_room_for_new_keys(folder):
    (folder / "w7").mkdir(parents=True)

    with pytest.raises(FileExistsError):
        keys.make("w7")

    assert keys.labels_with_keys() == ["w7"]


def test_destroying_may_be_repeated_and_leaves_other_waves_alone():
    keys.make("w7")
    keys.make("w70")

    keys.destroy("w7")
    keys.destroy("w7")

    assert keys.labels_with_keys() == ["w70"]
    assert signs("w70")


def test_destroying_where_there_never_was_a_folder_is_no_failure(folder):
    keys.destroy("w7")

    assert not folder.exists()
    assert keys.labels_with_keys() == []


@pytest.mark.parametrize("killed_at", [0, 1, 2])
def test_a_destruction_that_was_killed_is_seen_and_can_be_finished(folder, monkeypatch, killed_at):
    keys.make("w7")
    keys.signer("w7")
    done: list[Path] = []

    def killed(path, **words):
        if len(done) == killed_at:
            raise KeyboardInterrupt
        done.append(path)
        os.remove(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            keys.destroy("w7")

    with pytest.raises(KeyGone):
        keys.box_private("w7")  # the one that matters most goes first
    assert keys.labels_with_keys() == ["w7"]
    keys.destroy("w7")
    assert names(folder) == []


def test_a_key_that_was_overwritten_and_not_yet_removed_is_gone(folder):
    keys.make("w7")
    keys.signer("w7")

    for path in folder.glob("w7/*.pem"):
        path.write_bytes(os.urandom(path.stat().st_size))

    with pytest.raises(KeyGone):
        keys.signer("w7")
    with pytest.raises(KeyGone):
        keys.box_private("w7")


def test_an_invitation_key_that_was_cut_is_none(folder):
    keys.make("w7")
    (folder / "w7" / "invitation.key").write_bytes(b"")

    with pytest.raises(KeyGone):
        keys.invitation_key("w7")


def test_what_another_process_destroyed_is_gone_here_too(folder):
    keys.make("w7")
    keys.make("w8")
    keys.signer("w7")

    in_another_process(folder, "keys.destroy('w7')")

    assert signs("w8")
    assert folder / "w7" / "signing.pem" not in keys._remembered  # nor is it left in memory
    with pytest.raises(KeyGone):
        keys.signer("w7")


def test_what_another_process_made_is_found_here(folder):
    in_another_process(folder, "keys.make('w7')")

    assert signs("w7")


def test_keys_made_anew_under_the_same_label_are_the_ones_used():
    keys.make("w7")
    old = keys.signer("w7").n
    keys.destroy("w7")
    made = keys.make("w7")

    assert keys.signer("w7").n == int(made.sign_n, 16) != old


def test_a_signing_key_is_read_once(monkeypatch):
    keys.make("w7")
    first = keys.signer("w7")
    monkeypatch.setattr(keys, "load_pem_private_key", None)

    assert keys.signer("w7") is first


@pytest.mark.parametrize("step", ["_write_file", "_keep", "_move"])
def test_making_that_fails_leaves_nothing_and_can_be_done_again(folder, monkeypatch, step):
    def fails(*_words):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, step, fails)
        with pytest.raises(OSError, match="No space"):
            keys.make("w7")

    assert names(folder) == []
    keys.make("w7")
    assert signs("w7")


def test_what_a_killed_process_left_half_made_is_no_key_and_is_destroyed_too(folder):
    in_another_process(
        folder,
        "from surveys.ballot import files; import os; "
        "files._move = lambda *words: os._exit(0); keys.make('w7')",
    )

    assert len(names(folder)) == 4
    assert keys.labels_with_keys() == []
    with pytest.raises(KeyGone):
        keys.signer("w7")
    keys.make("w7")
    keys.destroy("w7")
    assert names(folder) == []


def test_what_else_lies_in_the_folder_is_no_wave(folder):
    keys.make("w7")
    (folder / "lost+found").mkdir()

    assert keys.labels_with_keys() == ["w7"]


def test_a_fingerprint_is_the_first_128_bits_in_groups_of_four():
    """SHA-256 of "abc" is the first example of FIPS 180-2."""
    assert keys.fingerprint(b"abc") == "BA78 16BF 8F01 CFEA 4141 40DE 5DAE 2223"
    assert keys.fingerprint(b"a", b"bc") == keys.fingerprint(b"abc")
    assert keys.fingerprint(b"abd") != keys.fingerprint(b"abc")
