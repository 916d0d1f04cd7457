"""Pay gaps of two waves, laid on each other: whoever has both knows of nobody on which side they
are, or what they are paid. Three waves, and other workforces: bench/README.md."""

import pytest

from bench import pay_waves
from bench.outsider_waves import Asked
from disclosure.attacks.found import Found


@pytest.fixture(scope="module")
def found(first: Asked, second: Asked) -> tuple[Found, Found]:
    return pay_waves.attack([first, second])


def test_both_waves_together_prove_of_nobody_who_stayed_or_left_on_which_side_they_are(
    found: tuple[Found, Found],
) -> None:
    sides, _bands = found
    assert sides.tried > 1_000
    assert not sides.hits


def test_nor_what_anybody_is_paid(found: tuple[Found, Found]) -> None:
    _sides, bands = found
    assert bands.tried > 400
    assert not bands.hits
