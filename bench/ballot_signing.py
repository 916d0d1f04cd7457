"""Signing ballot papers: `python -m bench.ballot_signing`, exit code 1 on a FAIL.

Collecting a ballot paper costs one RSA-3072 private operation, and nothing else of the survey costs
as much. Held to: at most a third of what the same costs with Python's own pow, and at most five
times OpenSSL's ordinary signature, which need not be hidden from whoever measures it a second time.
Says how many a second one core signs, and checks, for reading.
"""

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import padding, rsa

from bench.limits import Limit, exit_code
from bench.timing import clock, medians
from surveys.ballot import blind_rsa
from surveys.ballot.blind_rsa import HASH, SALT_BYTES, Signer

ROUNDS, A_ROUND = 15, 5
BITS = 3072
OF_PLAIN, OF_OPENSSL = 0.33, 5.0
MESSAGE = b"a ballot paper"
Ways = dict[str, Callable[[], object]]


class PlainSigner(Signer):
    """The same with Python's own pow: slower, and its time depends on the key."""

    def _private(self, x: int) -> int:
        of_p, of_q = pow(x, self._dp, self._p), pow(x, self._dq, self._q)
        return of_q + self._qi * (of_p - of_q) % self._p * self._q


def main() -> int:
    """Measure in turn, print what was found; gives the exit code."""
    ways = ways_with(rsa.generate_private_key(blind_rsa.EXPONENT, BITS))
    found = medians({name: _often(way) for name, way in ways.items()}, rounds=ROUNDS, now=clock())
    print(f"A second on one core, RSA-{BITS}, median of {ROUNDS} rounds of {A_ROUND}:")
    for name, milliseconds in found.items():
        print(f"  {name:<42}{A_ROUND * 1000 / milliseconds:>9,.0f}")
    limits = limits_of(found)
    print(*limits, sep="\n")
    return exit_code(limits)


def ways_with(key: rsa.RSAPrivateKey) -> Ways:
    """What is measured. The two signers give the same signature, or there is nothing to compare."""
    signer, plain, public = Signer(key), PlainSigner(key), key.public_key()
    blinded, inverse = blind_rsa.blind(signer.n, blind_rsa.EXPONENT, MESSAGE)
    signed = signer.blind_sign(blinded)
    if plain.blind_sign(blinded) != signed:
        raise SystemExit("The two signers do not agree.")
    signature = blind_rsa.finalize(public, MESSAGE, signed, inverse)
    pss = padding.PSS(padding.MGF1(HASH), SALT_BYTES)
    return {
        "blind signatures, gmpy2": lambda: signer.blind_sign(blinded),
        "blind signatures, plain pow": lambda: plain.blind_sign(blinded),
        "ordinary signatures, OpenSSL": lambda: key.sign(MESSAGE, pss, HASH),
        "signatures checked": lambda: blind_rsa.verify(public, signature, MESSAGE),
    }


def limits_of(found: dict[str, float]) -> list[Limit]:
    """What is promised, from the milliseconds of each way."""
    ours, plain, openssl = (milliseconds for milliseconds in list(found.values())[:3])
    return [
        Limit("signing, times plain pow", round(ours / plain, 2), OF_PLAIN),
        Limit("signing, times OpenSSL's ordinary", round(ours / openssl, 2), OF_OPENSSL),
    ]


def _often(way: Callable[[], object]) -> Callable[[], object]:
    def so_often() -> None:
        for _time in range(A_ROUND):
            way()

    return so_often


if __name__ == "__main__":
    raise SystemExit(main())
