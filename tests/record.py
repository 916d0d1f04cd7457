"""For tests only: the triggers of the record, or of another table that never changes, taken away
for a moment and put back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

FOUND = "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name=%s"
TABLE = "accounts_auditevent"


@contextmanager
def without_triggers(table: str = TABLE) -> Iterator[None]:
    """The table lies open inside, as it would to somebody with the database in their hands."""
    if connection.vendor == "postgresql":
        with _disabled(table):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [table])
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        try:
            yield
        finally:
            for _name, sql in triggers:
                cursor.execute(sql)


@contextmanager
def _disabled(table: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait while a table changes
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def empty_it() -> None:
    """Remove every entry: only between two tests."""
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 (a constant of ours)
