"""What a guardian counted is signed with the key that opened the box: nobody else can have made it.

ECDSA with SHA-256 on P-256 (FIPS 186-5). One key opens and signs. That elliptic-curve encryption
and signatures are as safe with one key as each is alone was shown by Degabriele, Lehmann, Paterson,
Smart and Strefler (2012), "On the joint security of encryption and signature in EMV"; PURPOSE
stands before all that is signed, so that a signature is never of anything else.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from disclosure.control.earlier import Earlier
from surveys.ballot.sealing import public_key

PURPOSE = b"mobility count of a sealed box 1\n"


def sign(private: EllipticCurvePrivateKey, content: bytes) -> bytes:
    """The guardian's signature of a count, in DER."""
    return private.sign(PURPOSE + content, ECDSA(SHA256()))


def is_signed(*, public: bytes, content: bytes, signature: bytes) -> bool:
    """Whether the holder of this public key's other half signed this."""
    try:
        public_key(public).verify(signature, PURPOSE + content, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def digest_of_ballots(sealed: Iterable[tuple[bytes, bytes]]) -> str:
    """SHA-256 (FIPS 180-4) of a box: of each number with its ballot, still sealed, in whatever
    order. 64 hex digits."""
    each = sorted(hashlib.sha256(_told(number, ballot)).digest() for number, ballot in sealed)
    return hashlib.sha256(b"".join(each)).hexdigest()


def _told(number: bytes, ballot: bytes) -> bytes:
    return len(number).to_bytes(4, "big") + number + ballot


def digest_of_patterns(earlier: Sequence[Earlier]) -> str:
    """SHA-256 of what earlier waves showed, newest first. 64 hex digits."""
    told = [one.to_data() for one in earlier]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
