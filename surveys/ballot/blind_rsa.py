"""Blind signatures: a ballot paper is signed without being seen. RFC 9474, RSABSSA-SHA384.

The device hides its message under a random factor, the server signs what it cannot read, the device
takes the factor away, and what is left is an ordinary RSA-PSS signature (RFC 8017) that anybody
can check with the public key. Nothing the server has seen leads to it.

`Signer` and `verify` are the server's. `blind` and `finalize` are the device's: for those who
answer without JavaScript the server does them in memory. The arithmetic is ours and nobody outside
has reviewed it: the RFC's vectors and independent libraries hold it in place (docs/adr/0007).
"""

import hashlib
import math
import secrets

import gmpy2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

HASH = hashes.SHA384()
HASH_BYTES = HASH.digest_size
SALT_BYTES = HASH_BYTES  # 0 in the RFC's PSSZERO variants, which the ballot does not use
EXPONENT = 65537


def public_key(n: int, e: int = EXPONENT) -> rsa.RSAPublicKey:
    """The public key of this modulus. Raises ValueError when it cannot be one."""
    return rsa.RSAPublicNumbers(e, n).public_key()


def length_of(n: int) -> int:
    """How many bytes a signature under this modulus has, and a blinded message too."""
    return (n.bit_length() + 7) // 8


class Signer:
    """The holder of a signing key. It knows what it was asked to sign only as a random number."""

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        numbers = key.private_numbers()
        self.public = key.public_key()
        self.n = numbers.public_numbers.n
        self._e = numbers.public_numbers.e
        self._p, self._q = numbers.p, numbers.q
        self._dp, self._dq, self._qi = numbers.dmp1, numbers.dmq1, numbers.iqmp

    def blind_sign(self, blinded: bytes) -> bytes:
        """Sign what was blinded: BlindSign of RFC 9474, section 4.3.

        Raises ValueError when it is not one number below the modulus, written in its length, and
        RuntimeError when the result does not check: one faulty signature would give the key away.
        """
        if len(blinded) != length_of(self.n):
            raise ValueError("A blinded message has the length of the modulus.")
        m = int.from_bytes(blinded, "big")
        if not 0 < m < self.n:
            raise ValueError("A blinded message is a number below the modulus.")
        mask, unmask = self._mask()
        s = self._private(m * mask % self.n) * unmask % self.n
        if gmpy2.powmod(s, self._e, self.n) != m:
            raise RuntimeError("Signing failed: nothing is given out.")
        return s.to_bytes(length_of(self.n), "big")

    def _mask(self) -> tuple[int, int]:
        """A fresh random factor a call: how long signing takes tells nothing about what came in."""
        b = _factor(self.n)
        return int(gmpy2.powmod(b, self._e, self.n)), int(gmpy2.invert(b, self.n))

    def _private(self, x: int) -> int:
        """x to the private exponent, by the remainders of both primes (RFC 8017, section 5.1.2)."""
        of_p = gmpy2.powmod_sec(x, self._dp, self._p)
        of_q = gmpy2.powmod_sec(x, self._dq, self._q)
        return int(of_q + self._qi * (of_p - of_q) % self._p * self._q)


def verify(
    public: rsa.RSAPublicKey, signature: bytes, message: bytes, *, salt_length: int = SALT_BYTES
) -> bool:
    """Whether this is a signature of the message under the key: RSA-PSS with SHA-384."""
    try:
        public.verify(signature, message, padding.PSS(padding.MGF1(HASH), salt_length), HASH)
    except InvalidSignature:
        return False
    return True


def blind(
    n: int, e: int, message: bytes, *, salt: bytes | None = None, r: int | None = None
) -> tuple[bytes, int]:
    """Hide a message under a random factor: Blind of RFC 9474, section 4.2.

    Gives what may be shown to the signer, and the inverse that `finalize` needs. Salt and factor
    are drawn at random; vectors give them. Raises ValueError when the message shares a factor with
    the modulus, which means the key is no RSA key.
    """
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    m = int.from_bytes(_encoded(message, n.bit_length() - 1, salt), "big")
    if math.gcd(m, n) != 1:
        raise ValueError("This message cannot be blinded under this key.")
    r = _factor(n) if r is None else r
    return (m * pow(r, e, n) % n).to_bytes(length_of(n), "big"), pow(r, -1, n)


def finalize(
    public: rsa.RSAPublicKey,
    message: bytes,
    blind_signature: bytes,
    inverse: int,
    *,
    salt_length: int = SALT_BYTES,
) -> bytes:
    """Take the factor away again: Finalize of RFC 9474, section 4.4.

    Gives the signature. Raises ValueError when the signer did not sign this message with this key.
    """
    n = public.public_numbers().n
    if len(blind_signature) != length_of(n):
        raise ValueError("A blind signature has the length of the modulus.")
    s = int.from_bytes(blind_signature, "big") * inverse % n
    signature = s.to_bytes(length_of(n), "big")
    if not verify(public, signature, message, salt_length=salt_length):
        raise ValueError("This is not a signature of the message.")
    return signature


def _factor(n: int) -> int:
    """A random number from 2 up to n that can be divided by, drawn evenly."""
    while True:
        r = secrets.randbelow(n - 2) + 2
        if math.gcd(r, n) == 1:
            return r


def _encoded(message: bytes, bits: int, salt: bytes) -> bytes:
    """The message as RSA-PSS signs it: EMSA-PSS-ENCODE of RFC 8017, section 9.1.1."""
    length = (bits + 7) // 8
    if length < HASH_BYTES + len(salt) + 2:
        raise ValueError("This key is too short for the signature.")
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(length - len(salt) - HASH_BYTES - 2) + b"\x01" + salt
    masked = bytearray(a ^ b for a, b in zip(block, _mgf1(digest, len(block)), strict=True))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + digest + b"\xbc"


def _mgf1(seed: bytes, length: int) -> bytes:
    """As many bytes as asked for, out of a seed: RFC 8017, appendix B.2.1."""
    rounds = -(-length // HASH_BYTES)
    parts = (hashlib.sha384(seed + turn.to_bytes(4, "big")).digest() for turn in range(rounds))
    return b"".join(parts)[:length]
