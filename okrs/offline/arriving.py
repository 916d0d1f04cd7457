"""A sheet that was taken away is known again by its Id and Version columns, and kept as a draft.

Everything in it is still text. Nothing here touches the plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.models import User
from accounts.plain_sheets import CannotReadSheet
from okrs.importing.drafts import LONGEST_NAME
from okrs.models import SheetImport
from okrs.offline import ids as ids_of
from okrs.offline.fields import ID, TABLES, VERSION, Field, Table
from okrs.offline.files import unmarked
from okrs.sheets.columns import normal
from okrs.sheets.lines import Line, Sheet, clean
from strategy.models import Strategy

SHAPE = "offline"
LOOKED_AT = 20  # lines: a header stands near the top
SECOND = gettext_lazy(
    "Nothing is read from the sheet “%(name)s”: another has the same columns. Put its rows there."
)
HALF = gettext_lazy(
    "Nothing is read from the sheet “%(name)s”: its column %(column)s is gone. Put it back."
)
WITHOUT_IDS = gettext_lazy(
    "Nothing is read from the sheet “%(name)s”: it has no Id and Version. Import it by itself."
)
NOTHING_DECIDED: dict[str, list[str]] = {
    "left": [],
    "archive": [],
    "sheet": [],
}  # what was decided: rows left, archived, fields


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table as it came: its number in the sheet, its ticket and its texts."""

    number: int
    id_text: str
    stamp: str
    texts: Mapping[str, str]  # by field; a column that is not there is not among them


def recognised(sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    """Which of these sheets are tables of ours, and which column is what; empty for none."""
    found: list[dict[str, Any]] = []
    for place, sheet in enumerate(sheets):
        told = _header_of(sheet)
        if told and told["table"] not in [one["table"] for one in found]:
            found.append({"sheet": place, **told})
    return found


def _header_of(sheet: Sheet) -> dict[str, Any] | None:
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
    ids = (ids_of.ID.match(line.at(column).strip()) for line in lines)
    return next((found[1].upper() for found in ids if found), "")


def _columns(table: Table, names: Mapping[str, int]) -> dict[str, int]:
    found = {field.name: names.get(normal(str(field.label))) for field in table.fields}
    return {name: column for name, column in found.items() if column is not None}


@transaction.atomic
def start(
    *,
    sheets: Sequence[Sheet],
    name: str,
    strategy: Strategy,
    by: User,
    at: datetime,
    is_text: bool,
) -> SheetImport:
    """Keep what was sent until somebody has looked at what differs."""
    tables = recognised(sheets)
    told = _told(sheets, [one["sheet"] for one in tables])
    kept = {one["sheet"]: place for place, one in enumerate(tables)}
    draft = SheetImport.objects.create(
        strategy=strategy,
        name=name.strip()[:LONGEST_NAME] or sheets[0].name,
        shape=SHAPE,
        cells=[
            {"name": sheets[one].name, "lines": [[x.number, x.cells] for x in sheets[one].lines]}
            for one in kept
        ],
        columns={
            "tables": [one | {"sheet": kept[one["sheet"]]} for one in tables],
            "is_text": is_text,
            "told": told,
            **NOTHING_DECIDED,
        },
        started_by=by,
        started_at=at,
    )
    audit.record(by=by, verb="began to import", about=draft, at=at)
    return draft


def _told(sheets: Sequence[Sheet], read: Sequence[int]) -> list[str]:
    """What is hidden in the file, and which of its sheets nothing is read from, in sentences."""
    told = [sentence for sheet in sheets for sentence in sheet.hidden]
    for place, sheet in enumerate(sheets):
        if place in read or sheet.name == _("Read me"):
            continue
        half = what_is_gone(sheet)
        said = SECOND if _header_of(sheet) else HALF if half else WITHOUT_IDS
        told.append(said % {"name": sheet.name, "column": half})
    return list(dict.fromkeys(told))


def what_is_gone(sheet: Sheet) -> str:
    """The name of the one of Id and Version that a table of ours has lost; nothing for any other
    sheet, whatever its columns are called."""
    for place, line in enumerate(sheet.lines[:LOOKED_AT]):
        for name, other, looks_so in ((ID, VERSION, ids_of.ID), (VERSION, ID, ids_of.VERSION)):
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


def tables_of(draft: SheetImport) -> Iterator[tuple[Table, list[Row]]]:
    """Every table that came, with its rows."""
    told = {one["table"]: one for one in draft.columns["tables"]}
    for table in TABLES:
        if one := told.get(table.letter):
            yield table, list(_rows(draft, one, draft.columns["is_text"]))


def _rows(draft: SheetImport, told: Mapping[str, Any], is_text: bool) -> Iterator[Row]:
    id_at, stamp_at = told["id"], told["version"]
    columns = tuple(told["columns"].items())
    for number, cells in draft.cells[told["sheet"]]["lines"]:
        if number <= told["header"]:
            continue
        width = len(cells)
        texts = {name: cells[at] if at < width else "" for name, at in columns}
        id_text = cells[id_at] if id_at < width else ""
        if id_text or any(texts.values()):
            yield Row(
                number=number,
                id_text=id_text,
                stamp=cells[stamp_at] if stamp_at < width else "",
                texts=_without_marks(texts) if is_text else texts,
            )


def _without_marks(texts: Mapping[str, str]) -> dict[str, str]:
    return {
        name: clean(unmarked(text)) if text.startswith("'") else text
        for name, text in texts.items()
    }


def columns_missing(draft: SheetImport) -> list[Field]:
    """Columns of a table that came which were taken out of it: they stay as they are."""
    told = {one["table"]: one["columns"] for one in draft.columns["tables"]}
    return [
        field
        for table in TABLES
        if table.letter in told
        for field in table.fields
        if field.name not in told[table.letter]
    ]


def columns_unknown(draft: SheetImport) -> list[str]:
    """Columns that somebody put in, which nothing is read from."""
    names = []
    for told in draft.columns["tables"]:
        lines = draft.cells[told["sheet"]]["lines"]
        header = next((cells for number, cells in lines if number == told["header"]), ())
        read = {told["id"], told["version"], *told["columns"].values()}
        names += [text for at, text in enumerate(header) if text and at not in read]
    return names
