"""Many rows in one statement of PostgreSQL: each column as one array, and once what all share.

A statement with a mark for each value of each row takes twice as long to write and to parse. Each
array is text that PostgreSQL reads by itself; psycopg2 would write a list out value by value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models

WRITTEN_PLAINLY = frozenset({bool, int, Decimal, date, datetime})


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the table, and what each row is given in it, as the database takes it."""

    field: "models.Field[Any, Any]"
    values: Sequence[Any]

    @property
    def quoted(self) -> str:
        return connection.ops.quote_name(str(self.field.column))

    @property
    def type(self) -> str:
        """Without its length: a cast would cut off what is too long, and the table refuses it."""
        return str(self.field.db_type(connection)).split("(")[0]

    def is_shared(self) -> bool:
        """Whether all rows are given the same."""
        return self.values.count(self.values[0]) == len(self.values)


def insert(table: str, columns: Sequence[Column], *, returning: str) -> list[Any]:
    """One INSERT of all rows, in their order; gives what it returns of each."""
    shared, single = [], [columns[0]]
    sources = ["given.v0"]
    for one in columns[1:]:
        if one.is_shared():
            sources.append(f"%s::{one.type}")
            shared.append(one.values[0])
        else:
            sources.append(f"given.v{len(single)}")
            single.append(one)
    into, source = ", ".join(one.quoted for one in columns), ", ".join(sources)
    # names of ours and marks for values: nothing that anybody typed
    sql = f"INSERT INTO {table} ({into}) SELECT {source} FROM {_given(single)} ORDER BY given.place {returning}"  # noqa: S608, E501
    with connection.cursor() as cursor:
        cursor.execute(sql, [*shared, *map(_array, single)])
        return [key for (key,) in cursor.fetchall()]


def update(table: str, columns: Sequence[Column], key: Column) -> None:
    """One UPDATE of all rows, each by its key and one version further."""
    version = connection.ops.quote_name("version")
    sets = ", ".join(f"{one.quoted} = given.v{place}" for place, one in enumerate(columns))
    given = [*columns, key]
    # names of ours and marks for values: nothing that anybody typed
    sql = f"UPDATE {table} SET {sets}, {version} = {table}.{version} + 1 FROM {_given(given)} WHERE {table}.{key.quoted} = given.v{len(columns)}"  # noqa: S608, E501
    with connection.cursor() as cursor:
        cursor.execute(sql, [_array(one) for one in given])


def _given(columns: Sequence[Column]) -> str:
    """The rows as a table of their own, numbered in their order."""
    marks = ", ".join(f"%s::{one.type}[]" for one in columns)
    names = ", ".join(f"v{place}" for place, _one in enumerate(columns))
    return f"unnest({marks}) WITH ORDINALITY AS given({names}, place)"


def _array(column: Column) -> str:
    return f"{{{','.join(map(_element, column.values))}}}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if value.__class__ not in WRITTEN_PLAINLY:
        raise TypeError(f"No array is written of {value.__class__.__name__}.")
    return f'"{value}"'
