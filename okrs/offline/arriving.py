"""A plan that was taken away and came back: kept as a draft, its rows given out as they came.

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
from okrs.importing.drafts import LONGEST_NAME
from okrs.models import SheetImport
from okrs.offline.fields import TABLES
from okrs.offline.files import unmarked
from okrs.offline.recognising import header_of, recognised, what_is_gone
from okrs.offline.tables import Field, Table
from okrs.sheets.lines import Sheet, clean
from strategy.models import Strategy

SHAPE = "offline"
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
        said = SECOND if header_of(sheet) else HALF if half else WITHOUT_IDS
        told.append(said % {"name": sheet.name, "column": half})
    return list(dict.fromkeys(told))


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
