"""One workforce of 1,000 and its tables, made once for all attacks; two more waves of it later."""

import pytest

from bench.outsider_waves import Asked, three_waves


@pytest.fixture(scope="session")
def waves() -> tuple[Asked, Asked, Asked]:
    return three_waves()


@pytest.fixture(scope="session")
def first(waves: tuple[Asked, Asked, Asked]) -> Asked:
    return waves[0]


@pytest.fixture(scope="session")
def second(waves: tuple[Asked, Asked, Asked]) -> Asked:
    """Four in a hundred have left since, and nobody came: those who left are alone in leaving."""
    return waves[1]


@pytest.fixture(scope="session")
def third(waves: tuple[Asked, Asked, Asked]) -> Asked:
    """Some have left and about as many have come."""
    return waves[2]
