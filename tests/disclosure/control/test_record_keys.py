"""Record keys: the same for the same wave, and nothing to anybody without its secret."""

import hashlib
import hmac

import numpy as np
import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.control import record_keys
from disclosure.control.record_keys import CONTEXT, wave_secret

MATERIAL = bytes(range(32))
NUMBERS = [hashlib.sha256(bytes([place])).digest() for place in range(50)]


@settings(deadline=None)
@given(material=st.binary(min_size=32, max_size=200), label=st.text(max_size=12))
def test_the_secret_of_a_wave_is_that_of_hkdf(material, label):
    theirs = HKDF(SHA256(), 32, salt=CONTEXT, info=label.encode()).derive(material)

    assert wave_secret(material, label) == theirs


def test_a_count_that_is_begun_again_has_the_same_keys():
    first, again = (
        record_keys.record_keys(wave_secret(MATERIAL, "w3"), NUMBERS) for _time in range(2)
    )

    assert np.array_equal(first, again)


@pytest.mark.parametrize(("material", "label"), [(MATERIAL[::-1], "w3"), (MATERIAL, "w4")])
def test_another_key_or_another_wave_has_nothing_in_common(material, label):
    ours = record_keys.record_keys(wave_secret(MATERIAL, "w3"), NUMBERS)
    others = record_keys.record_keys(wave_secret(material, label), NUMBERS)

    assert not set(ours.tolist()) & set(others.tolist())


def test_a_key_is_the_beginning_of_the_hmac_of_the_ballots_number():
    secret = wave_secret(MATERIAL, "w3")

    keys = record_keys.record_keys(secret, NUMBERS)

    whole = [hmac.new(secret, number, hashlib.sha256).hexdigest() for number in NUMBERS]
    assert [f"{key:016x}" for key in keys.tolist()] == [digest[:16] for digest in whole]
    assert keys.dtype == np.uint64


def test_too_little_material_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        wave_secret(b"", "w3")


def test_of_nobody_there_are_no_keys():
    assert len(record_keys.record_keys(wave_secret(MATERIAL, "w3"), [])) == 0
