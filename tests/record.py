"""For tests only: the record's triggers on SQLite, taken away for a moment and put back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

FOUND = "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name=%s"
TABLE = "accounts_auditevent"


@contextmanager
def without_triggers() -> Iterator[None]:
    """The record lies open inside, as it would to somebody with the database in their hands."""
    if connection.vendor == "postgresql":
        with _disabled():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [TABLE])
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        try:
            yield
        finally:
            for _name, sql in triggers:
                cursor.execute(sql)


@contextmanager
def _disabled() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait while a table changes
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")


def empty_it() -> None:
    """Remove every entry: only between two tests."""
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 (a constant of ours)
