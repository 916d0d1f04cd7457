"""Thousands of rows put into a table at once, for the few verbs that write as many.

Django makes an instance a row, and prepares every column of each anew. Here a row is what differs
from the columns' defaults; a value that comes again is prepared once, and a column that is empty in
every row of a batch is written into the statement. The SQL is the same on every engine: one INSERT
for so many rows, which gives their keys. No signals, no save(): verbs call this, once they checked.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db import connection, models, transaction

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
    names: list[str] = []
    places: list[str] = []
    given: list[list[Any]] = []
    for field in model._meta.local_concrete_fields:
        if field.primary_key:
            continue
        values = _Column(field).values(rows)
        literal = _literal(values)
        names.append(connection.ops.quote_name(str(field.column)))
        places.append(literal or "%s")
        if not literal:
            given.append(values)
    into = f"{connection.ops.quote_name(model._meta.db_table)} ({', '.join(names)})"
    return _in_batches(model, into, f"({', '.join(places)})", list(zip(*given, strict=True)))


class _Column:
    """One column of a table: how its values are written for the database in use."""

    def __init__(self, field: "models.Field[Any, Any]") -> None:
        self.field, self.name = field, field.attname
        self.is_text = isinstance(field, models.CharField | models.TextField)
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
            return self.field.get_db_prep_save(value, connection=connection)
        if again not in self.known:
            self.known[again] = self.field.get_db_prep_save(value, connection=connection)
        return self.known[again]


def _in_batches(
    model: type[models.Model], into: str, place: str, rows: Sequence[tuple[Any, ...]]
) -> list[int]:
    engine: Any = connection.ops
    returning, _params = engine.return_insert_columns([model._meta.pk])
    size = BATCH
    if most := connection.features.max_query_params:
        size = max(1, min(BATCH, most // len(rows[0])))
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
    quoted = connection.ops.quote_name
    for names, keys in alike.items():
        fields = [model._meta.get_field(name) for name in names]
        columns = [_Column(field).values([rows[key] for key in keys]) for field in fields]  # type: ignore[arg-type]  # names of columns
        sets = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields)  # type: ignore[union-attr]
        version, key_column = quoted("version"), quoted(str(model._meta.pk.column))
        # names of ours and marks for values: nothing that anybody typed
        sql = f"UPDATE {quoted(model._meta.db_table)} SET {sets}, {version} = {version} + 1 WHERE {key_column} = %s"  # noqa: S608, E501
        with connection.cursor() as cursor:
            cursor.executemany(sql, list(zip(*columns, keys, strict=True)))


def _literal(values: Sequence[Any]) -> str:
    """How a column is written that is empty in every row; "" for one that is not."""
    first = values[0]
    if first not in (None, "") or values.count(first) < len(values):
        return ""
    return "NULL" if first is None else "''"
