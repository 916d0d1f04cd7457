"""Sealed boxes: answers are padded to one length and encrypted to the wave's box key.

HPKE in base mode (RFC 9180): DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The device seals,
nobody can open before the count, and every box has the same length, so that no length tells who
skipped a question. A box is bound to its wave by HPKE's `info`.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ec

CURVE = ec.SECP256R1()
SUITE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
PADDED = 1024
LENGTH_BYTES = 2
ENC_BYTES, TAG_BYTES = 65, 16  # the uncompressed point, and what GCM adds
BOX_BYTES = ENC_BYTES + PADDED + TAG_BYTES  # 1,105: every box, whatever was answered


class NotOurs(Exception):
    """This is not a box of this wave, or what is in it was not padded as we pad."""


def pad(content: bytes, size: int = PADDED) -> bytes:
    """The length in two bytes, the content, then zeros. Raises ValueError when it does not fit."""
    if len(content) > size - LENGTH_BYTES:
        raise ValueError("These answers are too long for a ballot.")
    return (len(content).to_bytes(LENGTH_BYTES, "big") + content).ljust(size, b"\x00")


def unpad(padded: bytes, size: int = PADDED) -> bytes:
    """What was padded. Raises NotOurs unless it is one length, one content and zeros.

    The zeros are checked: whatever else stood there would be a mark that somebody could know a
    ballot by.
    """
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    content, zeros = padded[LENGTH_BYTES:][:length], padded[LENGTH_BYTES + length :]
    if len(padded) != size or len(content) != length or any(zeros):
        raise NotOurs("The content is not padded as a ballot is.")
    return content


def public_key(box_public: bytes) -> ec.EllipticCurvePublicKey:
    """The box key of 65 bytes. Raises ValueError unless it is an uncompressed point of P-256."""
    if len(box_public) != ENC_BYTES:
        raise ValueError("A box key has 65 bytes.")
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, box_public)


def seal(box_public: bytes, info: bytes, plaintext: bytes) -> bytes:
    """A box of 1,105 bytes that only the box's private key opens, under the same `info`.

    Raises ValueError when the key is none or the answers are too long.
    """
    return bytes(SUITE.encrypt(pad(plaintext), public_key(box_public), info=info))


def unseal(private_key: ec.EllipticCurvePrivateKey, info: bytes, box: bytes) -> bytes:
    """What is in the box, without its padding. Raises NotOurs for whatever is not a ballot."""
    if len(box) != BOX_BYTES:
        raise NotOurs("A box has 1,105 bytes.")
    try:
        padded = SUITE.decrypt(box, private_key, info=info)
    except InvalidTag as wrong:
        raise NotOurs("The box does not open with this key, for this wave.") from wrong
    return unpad(padded)
