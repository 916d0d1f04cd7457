"""A sheet that waits: kept as typed, matched to columns and mended row by row.

Nothing here touches the plan. Everyone who may edit the plan sees every draft.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.models import SheetImport
from okrs.sheets import columns, rows, shapes
from okrs.sheets.columns import Match, Part
from okrs.sheets.lines import Line, Sheet
from okrs.sheets.shapes import exports
from okrs.sheets.sheet_rows import SheetRow
from okrs.sheets.unfolding import place_of, unfolded
from strategy.models import Strategy

LONGEST_NAME = 200
LONGEST_MEND = 2_000


class CannotImport(Exception):
    """What was asked of an import was refused; the message is fit to show."""


Change = Callable[[list[SheetRow]], list[SheetRow]]


@transaction.atomic
def start(
    *, sheets: Sequence[Sheet], name: str, strategy: Strategy, by: User, at: datetime
) -> SheetImport:
    """Keep what was sent, its first sheet understood as an export we know, or by a guess."""
    sheets = unfolded(sheets)
    draft = SheetImport(
        strategy=strategy,
        name=name.strip()[:LONGEST_NAME] or sheets[0].name,
        cells=[_as_json(sheet) for sheet in sheets],
        started_by=by,
        started_at=at,
    )
    _begin(draft, 0)
    draft.save()
    audit.record(by=by, verb="began to import", about=draft, at=at)
    return draft


@transaction.atomic
def choose_sheet(*, draft: SheetImport, sheet: int) -> SheetImport:
    """Read another sheet of the same workbook; what was mended in the first is dropped."""
    stored = _open(draft)
    if not 0 <= sheet < len(stored.cells):
        raise CannotImport(_("The workbook has no such sheet. Choose one of those listed."))
    stored.columns = {"sheet": sheet}
    _begin(stored, sheet)
    return _kept(stored)


@transaction.atomic
def read_as_plain(*, draft: SheetImport) -> SheetImport:
    """Say that it is no export of the product it looks like: its columns are matched as any."""
    stored = _open(draft)
    _understand(stored, stored.columns["sheet"], columns.guess(sheet_of(stored)))
    return _kept(stored)


@transaction.atomic
def set_columns(
    *, draft: SheetImport, header: int | None, parts: Mapping[Part, int], headed: Mapping[int, str]
) -> SheetImport:
    """Say what each column is, and where the header stands. Rows are understood afresh.

    `headed` are columns of readings, each with the day its header names.
    """
    stored = _open(draft)
    if Part.KEY_RESULT not in parts and Part.MILESTONES not in parts:
        raise CannotImport(_("Say which column holds the key results: the rest can be left out."))
    match = Match(header, dict(parts), dict(headed))
    if match_of(stored) != match:
        _understand(stored, stored.columns["sheet"], match)
    return _kept(stored)


def mend_rows(*, draft: SheetImport, texts: Mapping[int, Mapping[Part, str]]) -> SheetImport:
    """Write other words in some cells of some rows, as one page sends them."""

    def mended(row: SheetRow) -> SheetRow:
        for part, text in texts.get(row.number, {}).items():
            row = row.mended(part, text[:LONGEST_MEND])
        return row

    return _change(draft, lambda rows: [mended(row) for row in rows])


def leave_out(*, draft: SheetImport, number: int, left_out: bool = True) -> SheetImport:
    """Leave a row out of the import, or put it back."""
    return _one(draft, number, lambda row: replace(row, left_out=left_out))


def read_as_it_stands(*, draft: SheetImport, number: int) -> SheetImport:
    """Take back the guess that a row had slipped one column to the right."""
    return _one(draft, number, lambda row: rows.as_it_stood(row) if row.shifted else row)


@transaction.atomic
def throw_away(*, draft: SheetImport, by: User, at: datetime) -> None:
    """Forget a draft that was never imported: it may name people, and nobody needs it."""
    stored = _open(draft)
    audit.record(by=by, verb="threw away", about=stored, at=at)
    stored.delete()


def find(key: UUID) -> SheetImport | None:
    return SheetImport.objects.filter(key=key, undone_at=None).select_related("strategy").first()


def sheet_of(draft: SheetImport) -> Sheet:
    stored: Mapping[str, Any] = draft.cells[draft.columns.get("sheet", 0)]
    return Sheet(
        stored["name"],
        tuple(Line(number, tuple(cells)) for number, cells in stored["lines"]),
        tuple(stored.get("made_of", ())),
        tuple(stored.get("hidden", ())),
    )


def sheet_names(draft: SheetImport) -> list[str]:
    return [stored["name"] for stored in draft.cells]


def match_of(draft: SheetImport) -> Match:
    parts = draft.columns.get("parts", {})
    headed = draft.columns.get("readings", {})
    return Match(
        draft.columns.get("header"),
        {Part(part): column for part, column in parts.items()},
        {int(column): day for column, day in headed.items()},
    )


def rows_of(draft: SheetImport) -> list[SheetRow]:
    return [SheetRow.from_json(stored) for stored in draft.rows]


def _as_json(sheet: Sheet) -> dict[str, Any]:
    kept: dict[str, Any] = {"name": sheet.name}
    kept["lines"] = [[line.number, line.cells] for line in sheet.lines]
    more = {"made_of": sheet.made_of, "hidden": sheet.hidden}
    return kept | {name: value for name, value in more.items() if value}


def _begin(draft: SheetImport, sheet: int) -> None:
    """Read a sheet by the recorded mapping of the product it looks like; else by a guess."""
    draft.columns = {"sheet": sheet}
    stands = sheet_of(draft)
    known = shapes.recognise(stands)
    if known is None:
        _understand(draft, sheet, columns.guess(stands))
        return
    shape, header = known
    found = exports.read(stands, shape, header)
    draft.shape = shape.key
    draft.columns |= {"header": header, "told": found.told}
    draft.rows = [row.as_json() for row in found.rows]


def _understand(draft: SheetImport, sheet: int, match: Match) -> None:
    draft.shape = ""
    draft.columns = {
        "sheet": sheet,
        "header": match.header,
        "parts": {part.value: column for part, column in match.columns.items()},
        "readings": {str(column): day for column, day in match.readings.items()},
    }
    stands = sheet_of(draft)
    draft.rows = [_placed(row, stands).as_json() for row in rows.understand(stands, match)]


def _placed(row: SheetRow, sheet: Sheet) -> SheetRow:
    place = place_of(row.number, sheet)
    return replace(row, place=place) if place else row


def _one(draft: SheetImport, number: int, change: Callable[[SheetRow], SheetRow]) -> SheetImport:
    return _change(
        draft, lambda rows: [change(row) if row.number == number else row for row in rows]
    )


@transaction.atomic
def _change(draft: SheetImport, change: Change) -> SheetImport:
    stored = _open(draft)
    stored.rows = [row.as_json() for row in change(rows_of(stored))]
    return _kept(stored)


def _open(draft: SheetImport) -> SheetImport:
    """The draft, locked; refuses one that is in the plan already."""
    stored = SheetImport.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if stored is None:
        raise CannotImport(_("This import was thrown away. Start again with the sheet."))
    if stored.confirmed_at:
        raise CannotImport(_("This sheet is in the plan already. Undo the import to change it."))
    return stored


def _kept(stored: SheetImport) -> SheetImport:
    stored.version += 1
    stored.save(update_fields=["shape", "columns", "rows", "version"])
    return stored
