"""A row without an id: something new, read with what is usual wherever it says nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from okrs.models import Milestone
from okrs.offline import wrong
from okrs.offline.arriving import Row
from okrs.offline.differences import Difference, State
from okrs.offline.fields import FIGURES
from okrs.offline.numbers import with_a_point
from okrs.offline.tables import Field, Table
from okrs.rules.words import Cadence, Intent, Kind, Pace
from okrs.sheets import measures
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import Part
from okrs.sheets.judging import Setting
from okrs.sheets.measures import CannotMeasure

FROM_AND_TO = ("from_value", "to_value")
OF_PART = dict(zip((Part.FROM, Part.TO), FROM_AND_TO, strict=True))
LIMITS = ("low", "high", "tolerance")
USUAL: dict[str, dict[str, Any]] = {
    "KR": {
        "cadence": Cadence.quarterly.value,
        "weight": Decimal(1),
        "intent": Intent.committed.value,
    },
    "O": {"weight": Decimal(1)},
    "M": {"kind": Milestone.ACTION, "weight": Decimal(1)},
}


def new_row(table: Table, row: Row, reader: wrong.Reader) -> Difference:
    """What the line would add, or what is wrong with it."""
    shown: dict[str, Any] = {}
    problems: list[str] = []
    try:
        kind = _kind(table, row, shown, reader)
    except CannotMeasure as refusal:
        field = table.field(OF_PART[refusal.part])
        problems.append(wrong.cell(row.number, field, row.texts[field.name], refusal.advice))
        kind, shown = Kind.number.value, {"kind": Kind.number.value, **dict.fromkeys(FROM_AND_TO)}
    empty, needed = _empty_cells(table, kind, reader)
    values = {**empty, **shown}
    for field in table.fields:
        name, text = field.name, _text(row, field)
        if field.is_read_only or name in shown or not (text or name in needed):
            continue
        try:
            values[name] = reader.read(field, text, kind)
        except NotUnderstood as refusal:
            advice = str(refusal) if text else _("A new row needs it.")
            problems.append(wrong.cell(row.number, field, text, advice))
    if not problems and table.letter == "KR":
        _complete(values, reader.setting)
    return Difference(
        key=f"{table.letter}+{row.number}",
        table=table,
        state=State.WRONG if problems else State.ADDED,
        title=str(values.get(table.title) or row.texts.get(table.title, "")),
        number=row.number,
        values={**USUAL[table.letter], **values},
        problems=tuple(problems),
    )


def _empty_cells(
    table: Table, kind: str, reader: wrong.Reader
) -> tuple[dict[str, Any], frozenset[str]]:
    """What cells come to that hold nothing, where that is not what is usual, and which of them may
    not be empty: the same for every row of this kind."""
    found = reader.empty.get((table.letter, kind))
    if found is None:
        values, needed = {}, set()
        for field in table.fields:
            if field.is_read_only or _is_usual(table, field.name):
                continue
            try:
                values[field.name] = reader.read(field, "", kind)
            except NotUnderstood:
                needed.add(field.name)
        found = reader.empty[table.letter, kind] = (values, frozenset(needed))
    return found


def _text(row: Row, field: Field) -> str:
    """What stands in the cell; a milestone may name its key result by its title alone."""
    text = row.texts.get(field.name, "")
    if field.name == "key_result" and not text:
        return row.texts.get("key_result_title", "")
    return text


def _is_usual(table: Table, name: str) -> bool:
    return name in USUAL[table.letter] or name in ("kind", "starts_on", "due_on", "pace")


def _kind(table: Table, row: Row, shown: dict[str, Any], reader: wrong.Reader) -> str:
    """As the row says; without a word, as its From and To show."""
    text = row.texts.get("kind", "")
    if table.letter == "O":
        return ""
    if table.letter == "M" or text:
        try:
            return str(reader.kind(table, text))
        except NotUnderstood:
            return ""
    return _kind_shown(row, shown)


def _kind_shown(row: Row, values: dict[str, Any]) -> str:
    """Limits alone are of what is kept; else two cells say it, as those of a plain sheet do.
    Raises CannotMeasure."""
    start, end = (with_a_point(row.texts.get(name, "")) for name in FROM_AND_TO)
    if not start and not end and any(row.texts.get(name) for name in LIMITS):
        values |= {"kind": Kind.keep_at.value}
        return Kind.keep_at.value
    found = measures.measure(start=start, end=end, unit=row.texts.get("unit", ""))
    values |= {"kind": found.kind.value}
    if found.kind.value in FIGURES:
        values |= {"from_value": found.start, "to_value": found.end}
        values |= {"base_count": found.base_count} if found.base_count is not None else {}
    else:
        values |= {"from_value": None, "to_value": None}
    if found.kind is Kind.keep_at:
        values |= {"low": found.low, "high": found.high}
    if not row.texts.get("unit"):
        values["unit"] = found.unit[:120]
    return found.kind.value


def _complete(values: dict[str, Any], setting: Setting) -> None:
    """The dates that are usual: from today on, until the strategy ends."""
    values.setdefault("kind", Kind.number.value)
    if values.get("curve") and not values.get("pace"):
        values["pace"] = Pace.curve.value
    due: date = values.get("due_on") or setting.ends_on
    late = max(setting.starts_on, setting.today)
    start: date = values.get("starts_on") or (late if late < due else setting.starts_on)
    values |= {"due_on": due, "starts_on": start}
