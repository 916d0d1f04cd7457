"""Blind signatures hold to the published vectors of RFC 9474, and refuse everything else.

tests/data/rfc9474_vectors.json holds the RFC's appendix A: facts, as published.
"""

import json
from functools import cache
from pathlib import Path

import gmpy2
import pytest
from Crypto.Hash import SHA384
from Crypto.PublicKey import RSA
from Crypto.Signature import pss
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.ballot import blind_rsa
from surveys.ballot.blind_rsa import Signer

DATA = Path(__file__).resolve().parents[2] / "data" / "rfc9474_vectors.json"
VECTORS = json.loads(DATA.read_text())
NAMES = [vector["name"] for vector in VECTORS]
PSS = padding.PSS(padding.MGF1(hashes.SHA384()), 48)


def raw(digits):
    return bytes.fromhex(digits.removeprefix("0x"))


def number(digits):
    return int(digits.removeprefix("0x"), 16)


def key_of(vector):
    n, e, d, p, q = (number(vector[name]) for name in "nedpq")
    return rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), rsa.rsa_crt_iqmp(p, q), rsa.RSAPublicNumbers(e, n)
    ).private_key()


@cache
def signer():
    """One key for all: making one takes a second."""
    return Signer(rsa.generate_private_key(65537, 3072))


def signed(message):
    blinded, inverse = blind_rsa.blind(signer().n, 65537, message)
    return blind_rsa.finalize(signer().public, message, signer().blind_sign(blinded), inverse)


@cache
def one_signature():
    return signed(b"a ballot paper")


@pytest.fixture(params=VECTORS, ids=NAMES)
def vector(request):
    return request.param


def test_the_four_variants_of_the_rfc_are_here():
    assert NAMES == [
        "RSABSSA-SHA384-PSS-Randomized",
        "RSABSSA-SHA384-PSSZERO-Randomized",
        "RSABSSA-SHA384-PSS-Deterministic",
        "RSABSSA-SHA384-PSSZERO-Deterministic",
    ]


def test_a_vectors_message_is_prepared_as_its_variant_says(vector):
    prefix = raw(vector["msg_prefix"])

    assert prefix + raw(vector["msg"]) == raw(vector["input_msg"])
    assert len(prefix) == (32 if vector["is_randomized"] == "0x01" else 0)


def test_the_device_blinds_as_the_rfc_does(vector):
    n = number(vector["n"])
    r = pow(number(vector["inv"]), -1, n)

    blinded, inverse = blind_rsa.blind(
        n, number(vector["e"]), raw(vector["input_msg"]), salt=raw(vector["salt"]), r=r
    )

    assert blinded == raw(vector["blinded_msg"])
    assert inverse == number(vector["inv"])


def test_the_server_signs_as_the_rfc_does(vector):
    assert Signer(key_of(vector)).blind_sign(raw(vector["blinded_msg"])) == raw(vector["blind_sig"])


def test_the_device_takes_the_factor_away_as_the_rfc_does(vector):
    signature = blind_rsa.finalize(
        key_of(vector).public_key(),
        raw(vector["input_msg"]),
        raw(vector["blind_sig"]),
        number(vector["inv"]),
        salt_length=number(vector["sLen"]),
    )

    assert signature == raw(vector["sig"])


def test_a_published_signature_checks_and_only_with_its_own_salt_length(vector):
    public, length = key_of(vector).public_key(), number(vector["sLen"])
    message, signature = raw(vector["input_msg"]), raw(vector["sig"])

    assert blind_rsa.verify(public, signature, message, salt_length=length)
    assert not blind_rsa.verify(public, signature, message, salt_length=48 - length)


@settings(deadline=None)
@given(message=st.binary(max_size=200))
def test_whatever_is_blinded_signed_and_finalized_is_a_plain_pss_signature(message):
    signature = signed(message)

    assert blind_rsa.verify(signer().public, signature, message)
    signer().public.verify(signature, message, PSS, hashes.SHA384())  # without a line of ours


@settings(deadline=None, max_examples=20)
@given(message=st.binary(max_size=200))
def test_another_library_checks_our_signatures(message):
    """It raises ValueError for one that is none."""
    key = RSA.construct((signer().n, 65537))

    pss.new(key, salt_bytes=48).verify(SHA384.new(message), signed(message))


@settings(deadline=None)
@given(position=st.integers(0, 383), change=st.integers(1, 255))
def test_a_signature_with_one_byte_changed_is_none(position, change):
    signature = bytearray(one_signature())
    signature[position] ^= change

    assert not blind_rsa.verify(signer().public, bytes(signature), b"a ballot paper")


def test_a_signature_is_of_one_message_and_of_one_key():
    signature = signed(b"a ballot paper")
    other = key_of(VECTORS[0]).public_key()

    assert not blind_rsa.verify(signer().public, signature, b"another")
    assert not blind_rsa.verify(other, signature, b"a ballot paper")


@pytest.mark.parametrize("change", [lambda s: s[:-1], lambda s: s + b"\0", lambda s: b"\0" + s])
def test_a_signature_of_another_length_is_none(change):
    signature = signed(b"a ballot paper")

    assert not blind_rsa.verify(signer().public, change(signature), b"a ballot paper")


def test_the_same_number_written_beyond_the_modulus_is_no_second_signature():
    signature = int.from_bytes(signed(b"a ballot paper"), "big")
    twice = (signature + signer().n).to_bytes(385, "big")

    assert not blind_rsa.verify(signer().public, twice, b"a ballot paper")
    assert not blind_rsa.verify(signer().public, twice[-384:], b"a ballot paper")


def test_the_same_blinded_message_gives_the_same_signature():
    blinded, _ = blind_rsa.blind(signer().n, 65537, b"a ballot paper")

    assert signer().blind_sign(blinded) == signer().blind_sign(blinded)


@pytest.mark.parametrize("given", [{}, {"salt": bytes(48)}, {"r": 2}])
def test_the_same_message_is_blinded_differently_each_time(given):
    """By its salt and by its factor: each alone is enough."""
    papers = {blind_rsa.blind(signer().n, 65537, b"a ballot paper", **given)[0] for _ in range(20)}

    assert len(papers) == 20


def test_what_signing_works_on_is_never_what_came_in_nor_twice_the_same(monkeypatch):
    """So that how long it takes tells nothing (RFC 9474, section 7, on timing)."""
    blinded, _ = blind_rsa.blind(signer().n, 65537, b"a ballot paper")
    worked_on: list[int] = []
    private = Signer._private

    def spy(me, x):
        worked_on.append(x)
        return private(me, x)

    monkeypatch.setattr(Signer, "_private", spy)

    for _time in range(5):
        signer().blind_sign(blinded)

    assert len({*worked_on, int.from_bytes(blinded, "big")}) == 6


def test_the_private_exponents_are_used_in_constant_time_only(monkeypatch):
    seen: dict[str, set[int]] = {"powmod": set(), "powmod_sec": set()}
    for name, exponents in seen.items():
        original = getattr(gmpy2, name)

        def spy(x, y, n, original=original, exponents=exponents):
            exponents.add(y)
            return original(x, y, n)

        monkeypatch.setattr(gmpy2, name, spy)
    fresh = Signer(key_of(VECTORS[0]))

    fresh.blind_sign(raw(VECTORS[0]["blinded_msg"]))

    assert seen == {"powmod": {65537}, "powmod_sec": {fresh._dp, fresh._dq}}


def test_what_the_server_saw_could_have_been_anybodys_ballot_paper():
    """Whatever the server signed, a factor exists that makes of it each of the finished papers: its
    records hold no information about who has which (RFC 9474, section 7)."""
    n, given_out, finished = signer().n, [], {}
    for message in (b"paper 1", b"paper 2", b"paper 3"):
        blinded, inverse = blind_rsa.blind(n, 65537, message)
        given_out.append(signer().blind_sign(blinded))
        finished[message] = blind_rsa.finalize(signer().public, message, given_out[-1], inverse)

    for blind_signature in given_out:
        for message, paper in finished.items():
            seen, had = int.from_bytes(blind_signature, "big"), int.from_bytes(paper, "big")
            inverse = had * pow(seen, -1, n) % n
            assert blind_rsa.finalize(signer().public, message, blind_signature, inverse) == paper


@pytest.mark.parametrize("length", [0, 1, 383, 385, 768])
def test_a_blinded_message_of_another_length_is_refused(length):
    with pytest.raises(ValueError, match="length of the modulus"):
        signer().blind_sign(b"\x01" * length)


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_number_at_or_beyond_the_modulus_is_refused(beyond):
    with pytest.raises(ValueError, match="below the modulus"):
        signer().blind_sign((signer().n + beyond).to_bytes(384, "big"))


def test_nothing_is_refused_as_a_message():
    with pytest.raises(ValueError, match="below the modulus"):
        signer().blind_sign(bytes(384))


@pytest.mark.parametrize("part", ["_dp", "_dq", "_qi"])
def test_a_signature_that_went_wrong_is_never_given_out(part):
    """One signature that is right by one prime and wrong by the other gives the key away
    (Boneh, DeMillo and Lipton, 1997)."""
    faulty = Signer(key_of(VECTORS[0]))
    setattr(faulty, part, getattr(faulty, part) ^ 4)

    with pytest.raises(RuntimeError, match="nothing is given out"):
        faulty.blind_sign(raw(VECTORS[0]["blinded_msg"]))


def test_a_signature_by_another_key_is_noticed_by_the_device():
    blinded, inverse = blind_rsa.blind(signer().n, 65537, b"a ballot paper")
    other = Signer(rsa.generate_private_key(65537, 3080))

    with pytest.raises(ValueError, match="not a signature"):
        blind_rsa.finalize(
            signer().public, b"a ballot paper", other.blind_sign(b"\0" + blinded)[1:], inverse
        )


def test_a_blind_signature_of_another_length_is_refused():
    with pytest.raises(ValueError, match="length of the modulus"):
        blind_rsa.finalize(signer().public, b"a ballot paper", b"\x01" * 383, 1)


def test_a_message_that_shares_a_factor_with_the_modulus_is_refused():
    salt = bytes(48)
    encoded = int.from_bytes(blind_rsa._encoded(b"a ballot paper", 3071, salt), "big")
    no_rsa_modulus = encoded << (3072 - encoded.bit_length())

    with pytest.raises(ValueError, match="cannot be blinded"):
        blind_rsa.blind(no_rsa_modulus, 65537, b"a ballot paper", salt=salt)


def test_a_key_too_short_to_hold_the_digest_is_refused():
    with pytest.raises(ValueError, match="too short"):
        blind_rsa.blind((1 << 512) - 1, 65537, b"a ballot paper")


@pytest.mark.parametrize("n", [0, 1, 4])
def test_a_modulus_that_is_none_makes_no_key(n):
    with pytest.raises(ValueError, match=r"."):
        blind_rsa.public_key(n)


def test_a_factor_can_always_be_divided_by():
    factors = {blind_rsa._factor(15) for _ in range(200)}

    assert factors <= {2, 4, 7, 8, 11, 13, 14}
