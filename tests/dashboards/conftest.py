"""For tests of the leaders’ view: kept pages as an installation keeps them, beginning with none."""

from collections.abc import Iterator
from typing import Any

import pytest

from dashboards import kept_pages


@pytest.fixture
def pages_are_kept(settings: Any) -> Iterator[kept_pages.Shelf]:
    settings.KEPT_PAGES_BYTES = 16 * 1024 * 1024
    kept_pages.SHELF.clear()
    yield kept_pages.SHELF
    kept_pages.SHELF.clear()
