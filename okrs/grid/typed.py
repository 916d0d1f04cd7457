"""What was typed into cells, read: each cell gives a value, or a sentence that says what is wrong.

Figures, people and how often are read as an imported sheet reads them (okrs/sheets), so that what
can be brought in can be pasted too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from okrs.grid.columns import Column, locked
from okrs.grid.owners import Owners
from okrs.models import KeyResult
from okrs.rules.words import Cadence, Kind
from okrs.sheets import cells, days
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal

LONGEST_TITLE = 240
LONGEST_CELL = 2_000


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One row as it was typed: the cells that were, and what each of them said before.

    `keep` asks for a promise to keep the figure where it is; `reason` and `approved_by` say why
    what was set moves.
    """

    pk: int
    version: int
    cells: Mapping[Column, str]
    seen: Mapping[Column, str] = field(default_factory=dict)
    reason: str = ""
    approved_by: str = ""
    keep: bool = False


@dataclass(frozen=True)
class Fault:
    """Why a cell was not taken; `fix` is what it may have meant, or ""."""

    sentence: str
    fix: str = ""


class NotTaken(Exception):
    """Cells of a row that were not understood: nothing of the row is saved."""

    def __init__(self, faults: Mapping[Column, Fault]) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults.values()))
        self.faults = faults


def read(
    typed: Mapping[Column, str], *, of: KeyResult, owners: Owners
) -> tuple[dict[Column, Any], dict[Column, Fault]]:
    """The values of the cells that could be read, and what is wrong with the others."""
    values: dict[Column, Any] = {}
    faults: dict[Column, Fault] = {}
    for column, text in typed.items():
        try:
            _refuse_too_long(text)
            values[column] = READERS[column](text, of, owners)
        except NotUnderstood as refusal:
            faults[column] = Fault(refusal.advice, refusal.fix)
    return values, faults


def _refuse_too_long(text: str) -> None:
    """One cell with a page of text in it holds up its own row only."""
    if len(text) > LONGEST_CELL:
        told = {"most": LONGEST_CELL, "many": len(text)}
        raise NotUnderstood(_("A cell has %(most)s letters at most; this one has %(many)s.") % told)


def _title(text: str, _of: KeyResult, _owners: Owners) -> str:
    title = " ".join(text.split())
    if not title:
        raise NotUnderstood(_("A key result needs a name."))
    if len(title) > LONGEST_TITLE:
        raise NotUnderstood(
            _("A name has 240 letters at most; this one has %(many)s.") % {"many": len(title)}
        )
    return title


def _from(text: str, of: KeyResult, _owners: Owners) -> Decimal | None:
    return _end(text, of, Column.FROM)


def _to(text: str, of: KeyResult, _owners: Owners) -> Decimal | None:
    return _end(text, of, Column.TO)


def _end(text: str, of: KeyResult, column: Column) -> Decimal | None:
    if column in locked(of.kind):
        raise NotUnderstood(_on_its_own_page(of.kind))
    found = cells.amount(text)
    if found.word:
        raise NotUnderstood(_("Write a figure, such as 25, or “to set”."))
    if found.kind in (Kind.percent, Kind.percent_change) and of.kind == Kind.number.value:
        raise NotUnderstood(
            _("This key result is a number, not a percentage: write %(figure)s.")
            % {"figure": text.replace("%", "").strip()},
            fix=text.replace("%", "").strip(),
        )
    if found.kind is Kind.percent_change and of.kind == Kind.percent.value:
        raise NotUnderstood(
            _("“%(typed)s” is a change, and this key result is a share: write where it should be.")
            % {"typed": text.strip()}
        )
    if of.kind == Kind.percent.value:
        cells.refuse_fraction(found)
    return found.value


def _on_its_own_page(kind: str) -> str:
    if kind == Kind.percent_change.value:
        return _("A change starts from a count, so From is set on the page of the key result.")
    if kind == Kind.keep_at.value:
        return _("The limits to keep to are set on the page of the key result.")
    return _("This key result has no From and To: it is not measured by a figure.")


def _owner(text: str, _of: KeyResult, owners: Owners) -> User | None:
    return owners.meant(text)


def _due(text: str, _of: KeyResult, _owners: Owners) -> date:
    found = days.day(text)
    if found is None:
        raise NotUnderstood(_("A key result has a due date. Write a day such as 31 March 2027."))
    return found


def _cadence(text: str, _of: KeyResult, _owners: Owners) -> str:
    for one in Cadence:
        if normal(str(one.label)) == normal(text):
            return one.value
    found = cells.cadence(text)
    if found is None:
        raise NotUnderstood(
            _("Write weekly, monthly, quarterly, once a year or with each survey."),
            fix=str(Cadence.quarterly.label),
        )
    return found.value


def _weight(text: str, _of: KeyResult, _owners: Owners) -> Decimal:
    found = cells.weight(text)
    return Decimal(1) if found is None else found


READERS: dict[Column, Callable[[str, KeyResult, Owners], Any]] = {
    Column.TITLE: _title,
    Column.FROM: _from,
    Column.TO: _to,
    Column.OWNER: _owner,
    Column.DUE: _due,
    Column.CADENCE: _cadence,
    Column.WEIGHT: _weight,
}
