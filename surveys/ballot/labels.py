"""What binds a ballot to its wave: the bytes that stand in every ballot paper and every seal."""

import hashlib

PREFIX = 32  # random bytes that make the message to be signed unpredictable (RFC 9474, section 4.1)
SERIAL = 32  # random bytes that make one ballot paper differ from every other


def info(label: str) -> bytes:
    """What a sealed ballot is bound to (RFC 9180, section 5.1: `info`)."""
    return f"SEB1|{label}".encode()


def message(label: str, *, prefix: bytes, serial: bytes) -> bytes:
    """The message that a ballot paper's signature is over."""
    return prefix + info(label) + b"|" + serial


def belongs(label: str, said: bytes) -> bool:
    """Whether a ballot paper's message is one of this wave, of the one right length."""
    return len(said) == PREFIX + len(label) + 6 + SERIAL and said[PREFIX:-SERIAL] == (
        info(label) + b"|"
    )


def nullifier(said: bytes) -> bytes:
    """The ballot number: the same for every ballot sent with one paper, so the last one counts."""
    return hashlib.sha256(said).digest()
