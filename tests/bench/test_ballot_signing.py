"""The quick half of the bench of signing: it compares what is comparable, and can say FAIL."""

import pytest

from bench import ballot_signing
from bench.limits import exit_code


def test_both_signers_give_the_same_and_every_way_runs(signing_keys):
    ways = ballot_signing.ways_with(next(signing_keys))

    ours, plain, _openssl, checked = (way() for way in ways.values())
    assert ours == plain
    assert checked is True


def test_signers_that_do_not_agree_are_not_compared(signing_keys, monkeypatch):
    monkeypatch.setattr(ballot_signing.PlainSigner, "blind_sign", lambda *_words: b"another")

    with pytest.raises(SystemExit, match="do not agree"):
        ballot_signing.ways_with(next(signing_keys))


def test_what_is_promised_is_the_ratio_to_plain_pow_and_to_openssl():
    kept = ballot_signing.limits_of({"gmpy2": 3.0, "plain": 10.0, "openssl": 1.0, "checked": 0.1})
    broken = ballot_signing.limits_of({"gmpy2": 6.0, "plain": 9.0, "openssl": 1.0, "checked": 0.1})

    assert [limit.found for limit in kept] == [0.3, 3.0]
    assert exit_code(kept) == 0
    assert [limit.is_kept for limit in broken] == [False, False]
    assert exit_code(broken) == 1


def test_the_whole_bench_says_how_many_a_second(monkeypatch, capsys):
    monkeypatch.setattr(ballot_signing, "ROUNDS", 1)
    monkeypatch.setattr(ballot_signing, "A_ROUND", 1)
    monkeypatch.setattr(ballot_signing, "BITS", 2048)
    monkeypatch.setattr(ballot_signing, "OF_PLAIN", 100)
    monkeypatch.setattr(ballot_signing, "OF_OPENSSL", 1000)

    assert ballot_signing.main() == 0
    assert "blind signatures, gmpy2" in capsys.readouterr().out
