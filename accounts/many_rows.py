"""Thousands of rows put into a table at once, for the few verbs that write as many.

Django makes an instance a row, and prepares every column of each anew. Here a row is what differs
from the columns' defaults; a value that comes again is prepared once, and a column that is empty in
every row is written into the statement. PostgreSQL is given each column as one array, other engines
a mark for each value. No signals, no save(): verbs call this, once they checked.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db import connection, models, transaction

from accounts import rows_as_arrays
from accounts.rows_as_arrays import Column

BATCH = 500  # rows in one statement, where so many values fit
COMES_AGAIN = frozenset({bool, int, date, datetime, Decimal, type(None), type})
Row = Mapping[str, Any]


class Json(str):
    """JSON that is written already."""

    __slots__ = ()


@transaction.atomic
def insert(model: type[models.Model], rows: Sequence[Row]) -> list[int]:
    """Each row by its attributes' names ("owner_id", not "owner"); gives their keys, in order."""
    if not rows:
        return []
    fields = [one for one in model._meta.local_concrete_fields if not one.primary_key]
    columns = [Column(field=one, values=_Prepared(one).values(rows)) for one in fields]
    engine: Any = connection.ops
    returning, _params = engine.return_insert_columns([model._meta.pk])
    table = engine.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql" and len(rows) > 1:
        return rows_as_arrays.insert(table, columns, returning=returning)
    return _with_marks(table, columns, returning=returning)


class _Prepared:
    """One column of a table: how its values are written for the database in use."""

    def __init__(self, field: "models.Field[Any, Any]") -> None:
        self.field, self.name = field, field.attname
        self.is_text = isinstance(field, models.CharField | models.TextField)
        self.is_json = isinstance(field, models.JSONField)
        self.known: dict[Any, Any] = {}

    def values(self, rows: Sequence[Row]) -> list[Any]:
        """What each row has in it, as the engine takes it."""
        name = self.name
        given = [row[name] for row in rows if name in row]
        if len(given) == len(rows):
            return self._prepared(given)
        default = self._one(self.field.get_default())
        if not given:
            return [default] * len(rows)
        prepared = iter(self._prepared(given))
        return [next(prepared) if name in row else default for row in rows]

    def _prepared(self, values: list[Any]) -> list[Any]:
        if self.is_text:
            return [value if value.__class__ is str else self._one(value) for value in values]
        known = self.known
        return [
            known[value] if value.__class__ in COMES_AGAIN and value in known else self._one(value)
            for value in values
        ]

    def _one(self, value: Any) -> Any:
        if isinstance(value, Json):
            return str(value)
        again = value
        if value.__class__ in (list, dict) and not value:
            again = value.__class__  # an empty one is like every other
        if again.__class__ not in COMES_AGAIN:
            return self._stored(value)
        if again not in self.known:
            self.known[again] = self._stored(value)
        return self.known[again]

    def _stored(self, value: Any) -> Any:
        if self.is_json and value is not None:  # as text: psycopg2's own wrapper fits in no array
            return json.dumps(value, cls=self.field.encoder)  # type: ignore[attr-defined]  # of a JSONField
        return self.field.get_db_prep_save(value, connection=connection)


def _with_marks(table: str, columns: Sequence[Column], *, returning: str) -> list[int]:
    """One INSERT for so many rows, with a mark for each value that is not empty in all of them."""
    literals = [_literal(one.values) for one in columns]
    given = [one.values for one, it in zip(columns, literals, strict=True) if not it]
    rows = list(zip(*given, strict=True))
    into = f"{table} ({', '.join(one.quoted for one in columns)})"
    place = f"({', '.join(it or '%s' for it in literals)})"
    size = BATCH
    if most := connection.features.max_query_params:
        size = max(1, min(BATCH, most // len(rows[0])))
    engine: Any = connection.ops
    keys: list[int] = []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), size):
            batch = rows[start : start + size]
            # names of ours and marks for values: nothing that anybody typed
            sql = f"INSERT INTO {into} VALUES {', '.join([place] * len(batch))} {returning}"  # noqa: S608
            cursor.execute(sql, list(chain.from_iterable(batch)))
            keys += [key for (key,) in engine.fetch_returned_insert_rows(cursor)]
    return keys


@transaction.atomic
def update(model: type[models.Model], rows: Mapping[int, Row]) -> None:
    """Other values for some rows, by their keys; each is one version further. For values that
    differ from row to row: what is the same in many is one statement of the ORM's."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for key, row in rows.items():
        alike.setdefault(tuple(row), []).append(key)
    table = connection.ops.quote_name(model._meta.db_table)
    for names, keys in alike.items():
        fields: list[Any] = [model._meta.get_field(name) for name in names]
        columns = [
            Column(field=one, values=_Prepared(one).values([rows[key] for key in keys]))
            for one in fields
        ]
        key_column = Column(field=model._meta.pk, values=keys)
        if connection.vendor == "postgresql":
            rows_as_arrays.update(table, columns, key_column)
        else:
            _row_by_row(table, columns, key_column)


def _row_by_row(table: str, columns: Sequence[Column], key: Column) -> None:
    """One statement that the engine prepares once, run for each row."""
    version = connection.ops.quote_name("version")
    sets = ", ".join(f"{one.quoted} = %s" for one in columns)
    # names of ours and marks for values: nothing that anybody typed
    sql = f"UPDATE {table} SET {sets}, {version} = {version} + 1 WHERE {key.quoted} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        values = zip(*(one.values for one in columns), key.values, strict=True)
        cursor.executemany(sql, list(values))


def _literal(values: Sequence[Any]) -> str:
    """How a column is written that is empty in every row; "" for one that is not."""
    first = values[0]
    if first not in (None, "") or values.count(first) < len(values):
        return ""
    return "NULL" if first is None else "''"
