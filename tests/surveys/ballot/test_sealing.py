"""Every box has one length, opens for one wave with one key, and opens as RFC 9180 says it must."""

import hmac

import pytest
from Crypto.Protocol import HPKE
from Crypto.PublicKey import ECC
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.ballot import sealing
from surveys.ballot.sealing import NotOurs

KEY, OTHER_KEY = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
INFO = b"SEB1|w7"


def point(public):
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


BOX_PUBLIC = point(KEY.public_key())


def seal(content):
    return sealing.seal(BOX_PUBLIC, INFO, content)


def opened_by_the_rfc(box, *, private_key, info):
    """RFC 9180 written out once more, without the library that we seal with: sections 4 to 6."""

    def extract(salt, suite, label, secret):
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + secret, "sha256")

    def expand(secret, suite, label, info, length):
        asked = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
        return hmac.digest(secret, asked + b"\x01", "sha256")[:length]  # 32 at most: one round

    kem = b"KEM" + (0x0010).to_bytes(2, "big")
    suite = b"HPKE" + b"".join(one.to_bytes(2, "big") for one in (0x0010, 0x0001, 0x0002))
    enc, sealed = box[:65], box[65:]
    sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), enc)
    dh = private_key.exchange(ec.ECDH(), sender)
    shared = expand(
        extract(b"", kem, b"eae_prk", dh),
        kem,
        b"shared_secret",
        enc + point(private_key.public_key()),
        32,
    )
    context = (
        b"\x00"  # base mode
        + extract(b"", suite, b"psk_id_hash", b"")
        + extract(b"", suite, b"info_hash", info)
    )
    secret = extract(shared, suite, b"secret", b"")
    key = expand(secret, suite, b"key", context, 32)
    nonce = expand(secret, suite, b"base_nonce", context, 12)
    return AESGCM(key).decrypt(nonce, sealed, b"")


@settings(deadline=None)
@given(content=st.binary(max_size=1022))
def test_what_is_sealed_opens_and_every_box_has_the_same_length(content):
    box = seal(content)

    assert len(box) == 1105
    assert sealing.unseal(KEY, INFO, box) == content


@settings(deadline=None)
@given(content=st.binary(max_size=1022))
def test_a_box_opens_as_the_rfc_says_to_whoever_reads_only_the_rfc(content):
    padded = opened_by_the_rfc(seal(content), private_key=KEY, info=INFO)

    assert padded == len(content).to_bytes(2, "big") + content + bytes(1022 - len(content))


@settings(deadline=None, max_examples=20)
@given(content=st.binary(max_size=1022))
def test_another_library_opens_our_boxes_and_we_open_its(content):
    private = ECC.import_key(
        KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    )
    suite = {"aead_id": HPKE.AEAD.AES256_GCM, "info": INFO}
    box = seal(content)

    opens = HPKE.new(receiver_key=private, enc=box[:65], **suite)
    seals = HPKE.new(receiver_key=private.public_key(), **suite)

    assert sealing.unpad(opens.unseal(box[65:])) == content
    theirs = seals.seal(sealing.pad(content))
    assert sealing.unseal(KEY, INFO, seals.enc + theirs) == content


def test_the_same_answers_never_make_the_same_box():
    assert len({seal(b"the same") for _ in range(50)}) == 50


def test_answers_that_do_not_fit_are_refused_rather_than_cut():
    with pytest.raises(ValueError, match="too long"):
        seal(bytes(1023))


def test_a_box_does_not_open_for_another_wave():
    with pytest.raises(NotOurs):
        sealing.unseal(KEY, b"SEB1|w70", seal(b"answers"))


def test_a_box_does_not_open_with_another_key():
    with pytest.raises(NotOurs):
        sealing.unseal(OTHER_KEY, INFO, seal(b"answers"))


@settings(deadline=None)
@given(position=st.integers(0, 1104), change=st.integers(1, 255))
def test_a_box_with_one_byte_changed_does_not_open(position, change):
    box = bytearray(seal(b"answers"))
    box[position] ^= change

    with pytest.raises(NotOurs):
        sealing.unseal(KEY, INFO, bytes(box))


@given(box=st.binary(max_size=1200) | st.binary(min_size=1105, max_size=1105))
def test_no_bytes_at_all_do_more_harm_than_not_opening(box):
    with pytest.raises(NotOurs):
        sealing.unseal(KEY, INFO, box)


@pytest.mark.parametrize("size", [1023, 1025])
def test_what_was_padded_to_another_length_does_not_open(size):
    sealed = sealing.SUITE.encrypt(sealing.pad(b"answers", size), KEY.public_key(), info=INFO)

    with pytest.raises(NotOurs, match="1,105"):
        sealing.unseal(KEY, INFO, sealed)


@given(content=st.binary(max_size=62))
def test_padding_is_taken_away_again(content):
    padded = sealing.pad(content, 64)

    assert len(padded) == 64
    assert sealing.unpad(padded, 64) == content


@pytest.mark.parametrize(
    "padded",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00", id="half a length"),
        pytest.param(b"\x00\x01a" + bytes(12), id="too short"),
        pytest.param(b"\x00\x01a" + bytes(14), id="too long"),
        pytest.param(b"\x00\x0f" + bytes(14), id="a length beyond the end"),
        pytest.param(b"\xff\xff" + bytes(14), id="a length far beyond the end"),
        pytest.param(b"\x00\x01a" + bytes(12) + b"\x01", id="a mark among the zeros"),
    ],
)
def test_what_was_not_padded_by_us_is_refused(padded):
    with pytest.raises(NotOurs, match="padded"):
        sealing.unpad(padded, 16)


@pytest.mark.parametrize(
    "box_public",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(BOX_PUBLIC[:64], id="cut"),
        pytest.param(b"\x04" + bytes(64), id="no point of the curve"),
        pytest.param(bytes(65), id="the point at infinity, made longer"),
        pytest.param(
            KEY.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint),
            id="compressed",
        ),
    ],
)
def test_a_box_key_that_is_none_is_refused(box_public):
    with pytest.raises(ValueError, match=r"."):
        sealing.seal(box_public, INFO, b"answers")
