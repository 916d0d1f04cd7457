"""Stirring: both tables of a box written anew, in random order, in one statement.

PostgreSQL keeps with each row the transaction that wrote it, and its place; SQLite a row number.
After stirring every row has the same transaction, and place and number mean nothing. A copy made
later shows ballots of "some time before the last stir", also to somebody who holds the box key.
"""

from django.db import connection, transaction

from surveys.ballot.models import Collected, Sealed

TABLES = (Sealed, Collected)


def hold_tables() -> None:
    """Keep everybody else from writing until the transaction ends, the tables always in one order.

    Whoever collects a paper holds its invitee first: so that table comes first, and nobody can be
    waiting for something that is waiting for them. SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "LOCK TABLE ballot_invitee, ballot_sealed, ballot_collected IN EXCLUSIVE MODE"
            )


@transaction.atomic
def stir() -> None:
    """Stir the ballots and the ballot papers of every wave. Casting waits for a moment."""
    hold_tables()
    for model in TABLES:
        table = connection.ops.quote_name(model._meta.db_table)
        names = [str(field.column) for field in model._meta.concrete_fields]
        columns = ", ".join(map(connection.ops.quote_name, names))
        with connection.cursor() as cursor:
            for statement in _statements(table, columns):
                cursor.execute(statement)


def _statements(table: str, columns: str) -> list[str]:
    # Names come from our own models: nothing here is anybody's input.
    aside = "ballot_stirred"
    return [
        f"CREATE TEMPORARY TABLE {aside} AS SELECT {columns} FROM {table} ORDER BY random()",  # noqa: S608
        f"DELETE FROM {table}",  # noqa: S608
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {aside} ORDER BY random()",  # noqa: S608
        f"DROP TABLE {aside}",
    ]
