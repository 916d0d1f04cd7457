"""A database that commits, and that on SQLite is a file: as an attacker would find it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections


@pytest.fixture
def own_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A copy of the empty database in a file of its own; on PostgreSQL the one there is."""
    if connection.vendor != "sqlite":
        yield
        return
    path, usual = tmp_path / "database.sqlite3", connections["default"]
    with usual.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    own = connections.create_connection("default")
    own.settings_dict = {**usual.settings_dict, "NAME": str(path)}
    connections["default"] = own
    try:
        yield
    finally:
        own.close()
        connections["default"] = usual
