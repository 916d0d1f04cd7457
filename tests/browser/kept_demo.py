"""The demo, loaded once for all journeys side by side and put back for each that wants it.

What is put back is the same to the byte: every table, and the keys of its open survey. On another
engine than SQLite it is loaded each time.
"""

import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
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
    with _nobody_else(folder):
        if not kept.exists():
            make()
            _keep(kept)
            return
    _put_back(kept)


@contextmanager
def _nobody_else(folder: Path) -> Iterator[None]:
    """Of those side by side one loads it, and the others wait for that."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(kept: Path) -> None:
    """Under its name only when all of it is there."""
    partial = kept.with_suffix(".partial")
    partial.mkdir()
    if settings.BALLOT_KEYS.exists():
        shutil.copytree(settings.BALLOT_KEYS, partial / "keys")
    connection.ensure_connection()
    with closing(sqlite3.connect(partial / "tables.sqlite3")) as copy:
        connection.connection.backup(copy)
    partial.rename(kept)


def _put_back(kept: Path) -> None:
    """Through the backup of SQLite, which other connections to the file see as one write."""
    connection.ensure_connection()
    with closing(sqlite3.connect(kept / "tables.sqlite3")) as copy:
        copy.backup(connection.connection)
    if (kept / "keys").exists():
        shutil.copytree(kept / "keys", settings.BALLOT_KEYS, dirs_exist_ok=True)
