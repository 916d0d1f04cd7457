"""Tokens and the codes people type: Crockford's base 32, which has no letter to take for a digit.

Source of the alphabet and of what is read for what: Douglas Crockford, "Base 32", 2019.
"""

import hashlib
import hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONG = 26  # characters: 130 bits, of which 128 are drawn; in links and mail
SHORT = 16  # characters: 80 bits; on cards, to be typed by hand
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def token(*, key: bytes, invitee: int, short: bool) -> str:
    """The code of one invitee: the same whenever it is asked for, unguessable without the key."""
    digest = hmac.digest(key, invitee.to_bytes(8, "big"), "sha256")
    size = SHORT if short else LONG
    bits = 80 if short else 128
    number = int.from_bytes(digest[: bits // 8], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(size)))


def read(typed: str) -> str | None:
    """What somebody typed or pasted, as a code; None where it cannot be one."""
    code = typed.upper().translate(MISREAD)
    if len(code) not in (LONG, SHORT) or set(code) - set(ALPHABET):
        return None
    return code


def spaced(code: str) -> str:
    """In groups of four, as it is printed: K7QX-9M2P-…"""
    return in_groups(code, between="-")


def in_groups(digits: str, *, between: str = " ") -> str:
    """Whatever people type or compare by eye, in groups of four: 4F2A 91C7 0BD3 E618."""
    return between.join(digits[start : start + 4] for start in range(0, len(digits), 4))


def hashed(code: str) -> bytes:
    """What the database keeps of a code: 32 bytes from which the code cannot be had."""
    return hashlib.sha256(code.encode()).digest()
