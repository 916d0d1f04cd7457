"""The demo, loaded once in a process and put back for each journey that wants it.

What is put back is the same to the byte: every table, and the keys of its open survey. On another
engine than SQLite it is loaded each time.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone


def load(make: Callable[[], None], *, folder: Path) -> None:
    """The demo as `make` leaves it. In `folder` it is kept for the next time, by the day on which
    it was loaded: it tells its story up to that day."""
    if connection.vendor != "sqlite":
        make()
        return
    kept = folder / timezone.localdate().isoformat()
    if kept.exists():
        _put_back(kept)
    else:
        make()
        _keep(kept)


def _keep(kept: Path) -> None:
    kept.mkdir()
    if settings.BALLOT_KEYS.exists():
        shutil.copytree(settings.BALLOT_KEYS, kept / "keys")
    connection.ensure_connection()
    with closing(sqlite3.connect(kept / "tables.sqlite3")) as copy:
        connection.connection.backup(copy)


def _put_back(kept: Path) -> None:
    """Through the backup of SQLite, which other connections to the file see as one write."""
    connection.ensure_connection()
    with closing(sqlite3.connect(kept / "tables.sqlite3")) as copy:
        copy.backup(connection.connection)
    if (kept / "keys").exists():
        shutil.copytree(kept / "keys", settings.BALLOT_KEYS, dirs_exist_ok=True)
