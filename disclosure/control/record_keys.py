"""Record keys: one secret number a person, from which the noise of every cell is drawn.

They follow from a secret of the wave, so that a count that was cut short and is begun again comes
to the same tables. The secret follows from what is destroyed with the wave's key: afterwards nobody
can make the noise again, nor take it away. Neither secret nor record keys are ever written. For an
earlier survey, brought in, the secret is the server's own: surveys/ballot/rows.py.
"""

import hmac
from collections.abc import Iterable

import numpy as np

from disclosure.control.people import RecordKeys

CONTEXT = b"mobility record keys 1"
"""What keeps this secret apart from all else that is made of the same material."""
SECRET_BYTES, KEY_BYTES = 32, 8
FIRST_BLOCK = b"\x01"


def wave_secret(material: bytes, label: str) -> bytes:
    """The secret of a wave: 32 bytes, the same whenever it is asked for with this private key.

    HKDF with SHA-256 (RFC 5869), the context as its salt and the wave's label as its info. Raises
    ValueError for material from which no secret can come.
    """
    if len(material) < SECRET_BYTES:
        raise ValueError("A secret needs at least 32 bytes to come from.")
    extracted = hmac.digest(CONTEXT, material, "sha256")
    return hmac.digest(extracted, label.encode() + FIRST_BLOCK, "sha256")


def record_keys(secret: bytes, numbers: Iterable[bytes]) -> RecordKeys:
    """The first 64 bits of HMAC-SHA-256 (RFC 2104) of each ballot's number, shape (people,).

    Two ballots of one number would have one key: the numbers are the box's own, each there once.
    """
    digests = (hmac.digest(secret, number, "sha256")[:KEY_BYTES] for number in numbers)
    return np.frombuffer(b"".join(digests), ">u8").astype(np.uint64)
