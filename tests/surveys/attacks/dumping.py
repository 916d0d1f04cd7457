"""What a database gives to whoever holds it: every table with every column, shown or hidden."""

from pathlib import Path
from typing import Any

from django.db import connection

BALLOTS, PAPERS, INVITEES = "ballot_sealed", "ballot_collected", "ballot_invitee"
TABLES_OF_THE_BOX = (BALLOTS, PAPERS, INVITEES)
HIDDEN = {"postgresql": "xmin::text AS xmin, NULLIF(xmax::text, '0') AS xmax"}


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every table, as rows of every column; on PostgreSQL with who wrote and who locked each."""
    hidden = HIDDEN.get(connection.vendor)
    with connection.cursor() as cursor:
        return {
            table: _rows(cursor, f"SELECT {f'{hidden}, ' if hidden else ''}* FROM {table}")  # noqa: S608
            for table in connection.introspection.table_names(cursor)
        }


def _rows(cursor: Any, sql: str) -> list[dict[str, Any]]:
    cursor.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, _plain(row), strict=True)) for row in cursor.fetchall()]


def _plain(row: tuple[Any, ...]) -> list[Any]:
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]


def orders(table: str, key: str) -> dict[str, list[Any]]:
    """Every order that the database keeps of a table's rows, as a list of this column's values."""
    by = {
        "postgresql": {"place": "ctid", "transaction": "xmin::text::bigint, cmin::text::bigint"},
        "sqlite": {"row number": "rowid"},
    }[connection.vendor]
    found = {}
    with connection.cursor() as cursor:
        for name, order in {**by, "as it comes": ""}.items():
            sorting = f"ORDER BY {order}" if order else ""
            # Every column is asked for: one alone would be read from its index, in its order.
            cursor.execute(f"SELECT {key}, * FROM {table} {sorting}")  # noqa: S608
            found[name] = [row[0] for row in map(_plain, cursor.fetchall())]
    return found


def column(table: str, expression: str) -> list[Any]:
    """One column, or something said of one, for every row."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression} FROM {table}")  # noqa: S608
        return [value for (value,) in map(_plain, cursor.fetchall())]


def bytes_on_disk() -> bytes:
    """What the files of the database hold, deleted rows, journal and all (a database in a file)."""
    name = Path(str(connection.settings_dict["NAME"]))
    return b"".join(path.read_bytes() for path in sorted(name.parent.glob(f"{name.name}*")))
