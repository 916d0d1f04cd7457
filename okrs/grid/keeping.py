"""“Keep at 19% instead”: From and To came out the same, so a figure is promised to be kept.

What else was typed into the row is saved with it. Where somebody moved an end meanwhile, or made it
such a promise themselves, that is said first: nothing of theirs is written over unseen.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from okrs.figures import figure
from okrs.grid import meanwhile, refusing
from okrs.grid.columns import ENDS, STORED_AS, Column, exact, stored
from okrs.grid.outcomes import Do, Outcome, State, Way
from okrs.grid.owners import Owners
from okrs.grid.typed import Fault, NotTaken, Typed, read
from okrs.models import KeyResult
from okrs.rules.words import Kind
from okrs.sheets import cells


def edits(typed: Typed, now: KeyResult, *, owners: Owners, at: datetime) -> dict[str, Any]:
    """What to change so that the figure is kept; nothing where all of it is stored already.

    Raises NotTaken for cells that cannot be read, and Refused where somebody was there first.
    """
    others = {column: text for column, text in typed.cells.items() if column not in ENDS}
    values, faults = read(others, of=now, owners=owners)
    ends = {column: typed.cells[column] for column in ENDS if column in typed.cells}
    ends = ends or {Column.TO: exact(now, Column.TO)}
    kept = now.kind == Kind.keep_at.value
    if kept:
        _refuse_another_promise(ends, now, at=at)
    else:
        found, wrong = read(ends, of=now, owners=owners)
        faults |= wrong or _two_figures(found)
    if faults:
        raise NotTaken(faults)
    fresh = {column: value for column, value in values.items() if stored(now, column) != value}
    refusing.refuse_clashes(now, tuple(fresh), typed=typed, at=at)
    changed = {STORED_AS[column]: value for column, value in fresh.items()}
    return changed if kept else changed | _promise(found, typed, now, at=at)


def _two_figures(ends: Mapping[Column, Decimal | None]) -> dict[Column, Fault]:
    """Both ends were typed, and one of them once more since it was asked to keep them."""
    if len(set(ends.values())) < 2:
        return {}
    return dict.fromkeys(ends, Fault(_("From and To differ, so there is no one figure to keep.")))


def _promise(
    ends: Mapping[Column, Decimal | None], typed: Typed, now: KeyResult, *, at: datetime
) -> dict[str, Any]:
    """The limits of the promise. An end that was not typed is still the one that was seen."""
    value = next(iter(ends.values()))
    moved = [column for column in ENDS if _is_another(column, ends, typed, now)]
    if moved and now.version != typed.version:
        raise refusing.Refused(_moved(now, moved, value=value, at=at))
    return {"kind": Kind.keep_at.value, "low": value, "high": value}


def _is_another(
    column: Column, ends: Mapping[Column, Decimal | None], typed: Typed, now: KeyResult
) -> bool:
    if column in ends:
        return typed.seen.get(column, "") != exact(now, column)
    return bool(stored(now, column) != next(iter(ends.values())))


def _moved(
    now: KeyResult, columns: list[Column], *, value: Decimal | None, at: datetime
) -> Outcome:
    """A conflict of both ends: one was moved, and the promise would put an end to both."""
    asked = _("You asked to keep it at %(value)s.") % {"value": figure(value, kind=now.kind)}
    return Outcome(
        pk=now.pk,
        state=State.CONFLICT,
        strong=meanwhile.theirs(now, columns, at=at),
        sentence=asked,
        columns=ENDS,
        ways=[
            Way(do=Do.KEEP, words=_("Use mine")),
            Way(do=Do.THEIRS, words=_("Keep theirs")),
        ],
        key_result=now,
    )


def _refuse_another_promise(ends: Mapping[Column, str], now: KeyResult, *, at: datetime) -> None:
    """Sent a second time it is kept as asked; else somebody promised another figure."""
    asked = {cells.amount(text).value for text in ends.values()} - {None}
    if asked <= {now.low} and asked <= {now.high}:
        return
    raise refusing.Refused(
        Outcome(
            pk=now.pk,
            state=State.CONFLICT,
            strong=meanwhile.promised(now, at=at),
            sentence=_("What you typed into From and To is not saved."),
            columns=ENDS,
            ways=[Way(do=Do.THEIRS, words=_("Keep theirs")), refusing.page_of(now)],
            key_result=now,
        )
    )
