"""Key custody: the private keys of each wave, in a folder of this machine and nowhere else.

`settings.BALLOT_KEYS` holds one folder a wave: the key that signs ballot papers, the key that opens
the box (unless a guardian holds it) and the key that invitations are made from. They are never in
the database, so neither a dump nor a backup of it can sign or open anything. Destroying them is
what protects the backups: the folder itself must never be in one (.env.example says so).
"""

import hashlib
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from surveys.ballot import codes, files, sealing
from surveys.ballot.blind_rsa import EXPONENT, Signer

SIGNING, BOX, INVITATION = "signing.pem", "box.pem", "invitation.key"
SIGNING_BITS = 3072
INVITATION_BYTES = 32
LABEL = re.compile(r"[a-z][a-z0-9]{0,11}")
Mark = tuple[int, int, int]


class KeyGone(Exception):
    """This machine does not hold the key: it was destroyed, or somebody else has it."""


@dataclass(frozen=True)
class Made:
    """The public side of what was made."""

    sign_n: str  # the signing key's modulus, as hexadecimal digits
    box_public: bytes  # P-256, uncompressed point, 65 bytes


def make(label: str, *, box_public: bytes | None = None) -> Made:
    """Make the keys of a wave. Given a guardian's public key, no key to the box is made here.

    All of them are in place, or none is. Raises FileExistsError if the wave has keys (destroy what
    an opening that failed left behind), ValueError if the guardian's key is none.
    """
    signing = _new_signing_key()
    contents = {SIGNING: _pem(signing), INVITATION: secrets.token_bytes(INVITATION_BYTES)}
    if box_public is None:
        box = ec.generate_private_key(sealing.CURVE)
        contents[BOX] = _pem(box)
        public = box.public_key()
    else:
        public = sealing.public_key(box_public)
    files.write_folder(_folder(label), contents)
    return Made(
        sign_n=f"{signing.public_key().public_numbers().n:x}",
        box_public=public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint),
    )


_remembered: dict[Path, tuple[Mark | None, Signer]] = {}


def signer(label: str) -> Signer:
    """What signs this wave's ballot papers. Raises KeyGone once its key is destroyed.

    Reading a key takes longer than signing, so it is remembered; but the file is looked at every
    time, and what another process destroyed is forgotten here too, for whichever wave it was.
    """
    _forget_the_destroyed()
    path = _folder(label) / SIGNING
    if remembered := _remembered.get(path):
        return remembered[1]
    mark, key = _mark(path), _private(path)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise KeyGone("This machine does not hold the signing key.")
    made = Signer(key)
    _remembered[path] = mark, made
    return made


def box_private(label: str) -> ec.EllipticCurvePrivateKey:
    """What opens the box. Raises KeyGone when it is destroyed, or held by a guardian."""
    key = _private(_folder(label) / BOX)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeyGone("This machine does not hold the key to the box.")
    return key


def are_here(label: str) -> bool:
    """Whether the wave's keys were not destroyed: a ballot cast without them could be lost."""
    return (_folder(label) / SIGNING).exists()


def opens_here(label: str) -> bool:
    """Whether this machine holds the key to the box."""
    return (_folder(label) / BOX).exists()


def invitation_key(label: str) -> bytes:
    """What the codes of the invitations are made from. Raises KeyGone once it is destroyed."""
    key = _read(_folder(label) / INVITATION)
    if len(key) != INVITATION_BYTES:
        raise KeyGone("The key was destroyed.")
    return key


def destroy(label: str) -> None:
    """Overwrite and remove every key of this wave. May be repeated, also after a crash half-way."""
    files.destroy_folder(_folder(label))
    _forget_the_destroyed()


def labels_with_keys() -> list[str]:
    """The waves this machine holds any key of, whole or half destroyed."""
    return [name for name in files.folders(Path(settings.BALLOT_KEYS)) if LABEL.fullmatch(name)]


def fingerprint(*parts: bytes) -> str:
    """What people compare: 128 bits of the SHA-256 of these parts, each of a fixed length, put one
    after the other. Upper-case hexadecimal digits in groups of four."""
    return codes.in_groups(hashlib.sha256(b"".join(parts)).hexdigest()[:32].upper())


def _new_signing_key() -> rsa.RSAPrivateKey:
    """Takes a moment: tests have a few that they use in turn (tests/conftest.py)."""
    return rsa.generate_private_key(EXPONENT, SIGNING_BITS)


def _folder(label: str) -> Path:
    if not LABEL.fullmatch(label):
        raise ValueError("This is not the label of a wave.")
    return Path(settings.BALLOT_KEYS) / label


def _forget_the_destroyed() -> None:
    for path, (mark, _signer) in list(_remembered.items()):
        if _mark(path) != mark:
            _remembered.pop(path, None)


def _mark(path: Path) -> Mark | None:
    """What changes when a file is overwritten, removed or made anew. None where there is none."""
    with suppress(FileNotFoundError):
        seen = os.stat(path)
        return seen.st_ino, seen.st_mtime_ns, seen.st_size
    return None


def _pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise KeyGone("This machine does not hold the key.") from None


def _private(path: Path) -> object:
    """A key of our own making: not proven again, each signature is. KeyGone if half destroyed."""
    try:
        return load_pem_private_key(_read(path), None, unsafe_skip_rsa_key_validation=True)
    except ValueError:
        raise KeyGone("The key was destroyed.") from None
