"""Which sheets of a file are tables that were taken away from here, known by Id and Version."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.plain_sheets import CannotReadSheet
from okrs.offline import ids
from okrs.offline.fields import ID, TABLES, VERSION
from okrs.offline.tables import Table
from okrs.sheets.columns import normal
from okrs.sheets.lines import Line, Sheet

LOOKED_AT = 20  # lines: a header stands near the top


def recognised(sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    """Which of these sheets are tables of ours, and which column is what; empty for none."""
    found: list[dict[str, Any]] = []
    for place, sheet in enumerate(sheets):
        told = header_of(sheet)
        if told and told["table"] not in [one["table"] for one in found]:
            found.append({"sheet": place, **told})
    return found


def header_of(sheet: Sheet) -> dict[str, Any] | None:
    """Where the header of a table of ours stands in it, and what it says; None for any other."""
    lines = sheet.lines
    found = (_header(line, lines[place + 1 :]) for place, line in enumerate(lines[:LOOKED_AT]))
    return next(filter(None, found), None)


def _header(line: Line, below: Sequence[Line]) -> dict[str, Any] | None:
    """Id and Version stand in this line; which table it is say its ids, or the columns beside."""
    names = {normal(text): column for column, text in reversed(list(enumerate(line.cells)))}
    if normal(str(ID)) not in names or normal(str(VERSION)) not in names:
        return None
    fitting = [(table, _columns(table, names)) for table in TABLES]
    letter = _letter_in(below, names[normal(str(ID))])
    fitting = [
        (table, columns)
        for table, columns in fitting
        if (table.letter == letter if letter else table.title in columns)
    ]
    if not fitting:
        return None
    best, columns = max(fitting, key=lambda one: len(one[1]))
    return {
        "table": best.letter,
        "header": line.number,
        "id": names[normal(str(ID))],
        "version": names[normal(str(VERSION))],
        "columns": columns,
    }


def _letter_in(lines: Sequence[Line], column: int) -> str:
    """What the first id begins with; nothing where there is none, as in a sheet of new rows."""
    read = (ids.ID.match(line.at(column).strip()) for line in lines)
    return next((found[1].upper() for found in read if found), "")


def _columns(table: Table, names: Mapping[str, int]) -> dict[str, int]:
    found = {field.name: names.get(normal(str(field.label))) for field in table.fields}
    return {name: column for name, column in found.items() if column is not None}


def what_is_gone(sheet: Sheet) -> str:
    """The name of the one of Id and Version that a table of ours has lost; nothing for any other
    sheet, whatever its columns are called."""
    for place, line in enumerate(sheet.lines[:LOOKED_AT]):
        for name, other, looks_so in ((ID, VERSION, ids.ID), (VERSION, ID, ids.VERSION)):
            column = next(
                (n for n, t in enumerate(line.cells) if normal(t) == normal(str(name))), -1
            )
            below = (one.at(column).strip() for one in sheet.lines[place + 1 :])
            if column >= 0 and any(map(looks_so.match, below)):
                return str(other)
    return ""


def refuse_half(sheets: Sequence[Sheet]) -> None:
    """Raises CannotReadSheet for a plan that was taken away from here and cannot be compared."""
    for sheet in sheets:
        if gone := what_is_gone(sheet):
            raise CannotReadSheet(
                _(
                    "This plan was taken away from here, but its column %(column)s is gone. Put it"
                    " back, or take the plan away again. To import it as any other sheet, delete"
                    " the other of Id and Version too."
                )
                % {"column": gone}
            )
