"""What these tests start names its own database: on whichever engine the tests run, they are the
same, and so they run once. Where the tests' own server is, they are not told.
"""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="package", autouse=True)
def without_the_database_of_the_tests() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv("TEST_PG_URL", raising=False)
        yield
