"""The bench of protection adds up what the gate says it does, and stops at what was found."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bench import protection, workforce
from disclosure.control.certificate import Certificate, Check

CERTIFICATE = Certificate(
    checks=(Check("crowds", 5, 0),),
    repairs=1,
    total_only=False,
    shown=20,
    hidden=10,
    safe_hidden=5,
    smallest_crowd=10,
    error={},
    minimum=10,
    noise=3,
    variance=2,
)


@pytest.fixture
def tried(monkeypatch):
    """The gate, told to do two things at each size and to take as many seconds as thousands."""
    sizes: list[int] = []
    times = iter(range(1_000))

    def protect(people, plan, *, progress):
        progress("hide", 0, 2)
        progress("hide", 1, 2)
        progress("crowds", 0, 1)
        return SimpleNamespace(certificate=people)

    def wave(size):
        sizes.append(size)
        return CERTIFICATE, None

    monkeypatch.setattr(protection, "protect", protect)
    monkeypatch.setattr(workforce, "wave", wave)
    monkeypatch.setattr(protection, "clock", lambda: lambda: next(times))
    return sizes


def test_what_the_gate_did_is_timed_by_what_it_said(tried):
    _made, spent = protection.protected(1_000)

    assert spent == {"  count": 1, "  hide": 2, "  crowds": 1}


def test_each_size_is_told_with_how_it_grew(tried, capsys):
    assert protection.main([]) == 0

    assert tried == [1_000, 20_000, 200_000]
    assert "1.0 x" in capsys.readouterr().out


def test_the_largest_can_be_left_out(tried):
    protection.main(["--small"])

    assert tried == [1_000, 20_000]


def test_a_second_wave_is_timed_alone_beside_a_first(tried, monkeypatch, capsys):
    beside = []

    def protect(people, plan, *, earlier=(), progress=lambda *_told: None):
        beside.append(earlier)
        progress("leavers", 0, 1)
        return SimpleNamespace(certificate=CERTIFICATE, cells={(): {(): None}}, recoded={})

    monkeypatch.setattr(protection, "protect", protect)
    monkeypatch.setattr("bench.outsider_waves.protect", protect)

    assert protection.main(["--again"], sizes=[1_000]) == 0
    assert [len(earlier) for earlier in beside] == [0, 1]
    assert "leavers" in capsys.readouterr().out


def test_tables_that_did_not_pass_stop_the_bench(tried, monkeypatch):
    failed = replace(CERTIFICATE, checks=(Check("crowds", 5, 1),))
    monkeypatch.setattr(workforce, "wave", lambda size: (failed, None))

    assert protection.main([]) == 1
