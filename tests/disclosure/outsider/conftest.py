"""One workforce of 1,000 and its tables, made once for all attacks; two more waves of it later."""

import pytest

from bench.outsider_waves import Asked, asked_again, first_wave


@pytest.fixture(scope="session")
def first() -> Asked:
    return first_wave()


@pytest.fixture(scope="session")
def second(first: Asked) -> Asked:
    """Four in a hundred have left since, and nobody came: those who left are alone in leaving."""
    return asked_again(first, seed=21, leave=0.04, come=0, earlier=[first])


@pytest.fixture(scope="session")
def third(first: Asked, second: Asked) -> Asked:
    """Some have left and about as many have come."""
    return asked_again(second, seed=31, leave=0.05, come=30, earlier=[second, first])
