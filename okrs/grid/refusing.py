"""Why a row was not saved, in words, with the ways out of it. The page keeps what was typed."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from okrs.grid import meanwhile
from okrs.grid.columns import ENDS, STORED_AS, Column, exact, locked, shown
from okrs.grid.outcomes import Do, Outcome, State, Way
from okrs.grid.typed import NotTaken, Typed
from okrs.models import KeyResult
from okrs.refusals import CannotPlan, CannotStandStill

COLUMN_OF = {name: column for column, name in STORED_AS.items()} | {"base_count": Column.FROM}
WHY_FIELDS = ("reason", "approved_by")


class Refused(Exception):
    """Ends the transaction of a row whose outcome is known already."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.strong)
        self.outcome = outcome


def gone(pk: int) -> Outcome:
    return Outcome(
        pk=pk,
        state=State.GONE,
        strong=_("This key result is no longer there."),
        sentence=_("Nothing was saved."),
    )


def retired(now: KeyResult) -> Outcome:
    """Somebody took it out of the plan while it stood in the grid."""
    return Outcome(
        pk=now.pk,
        state=State.GONE,
        strong=_("It has been taken out of the plan in the meantime."),
        sentence=_("Restore it on its page, then change it. Nothing was saved."),
        ways=[page_of(now)],
        key_result=now,
    )


def page_of(now: KeyResult) -> Way:
    page = reverse("okrs:key_result", args=[now.pk])
    return Way(do=Do.OPEN, words=_("Open its page"), href=page)


def refuse_clashes(
    now: KeyResult, columns: Sequence[Column], *, typed: Typed, at: datetime
) -> None:
    """Refuse where one of these cells says something else by now than when it was typed into."""
    if now.version == typed.version:
        return
    same = [column for column in columns if typed.seen.get(column, "") != exact(now, column)]
    if same:
        raise Refused(conflict(now, same, typed=typed, at=at))


def conflict(now: KeyResult, columns: Sequence[Column], *, typed: Typed, at: datetime) -> Outcome:
    """The same cell was changed by somebody else: both are shown, and theirs stays till chosen."""
    theirs = meanwhile.theirs(now, columns, at=at)
    mine = ", ".join(f"“{typed.cells[column].strip()}”" for column in columns)
    return Outcome(
        pk=now.pk,
        state=State.CONFLICT,
        strong=theirs,
        sentence=_("You typed %(mine)s.") % {"mine": mine},
        columns=tuple(columns),
        ways=[
            Way(do=Do.MINE, words=_("Use mine")),
            Way(do=Do.THEIRS, words=_("Keep theirs")),
        ],
        key_result=now,
    )


def not_taken(typed: Typed, refusal: NotTaken | CannotPlan) -> Outcome:
    """A cell that was not understood, or what the plan refuses: nothing of the row is saved."""
    now = KeyResult.objects.select_related("owner", "latest").get(pk=typed.pk)
    if isinstance(refusal, NotTaken):
        return _not_understood(now, refusal)
    if isinstance(refusal, CannotStandStill):
        return _stands_still(now, refusal)
    if refusal.field in WHY_FIELDS:
        return _why(now, tuple(one for one in ENDS if one in typed.cells), sentence=str(refusal))
    column = COLUMN_OF.get(refusal.field or "")
    columns = (column,) if column else tuple(typed.cells)
    return _bad(now, str(refusal), columns=columns)


def _not_understood(now: KeyResult, refusal: NotTaken) -> Outcome:
    fixes = [
        Way(
            do=Do.TYPE, words=_("Write %(fix)s") % {"fix": fault.fix}, column=column, text=fault.fix
        )
        for column, fault in refusal.faults.items()
        if fault.fix
    ]
    if set(refusal.faults) & set(locked(now.kind)):
        fixes.append(page_of(now))
    return _bad(now, str(refusal), columns=tuple(refusal.faults), ways=fixes)


def _stands_still(now: KeyResult, refusal: CannotStandStill) -> Outcome:
    keep = Way(do=Do.KEEP, words=_("Keep at %(value)s instead") % {"value": refusal.words})
    return _bad(
        now,
        _("From and To are both %(value)s.") % {"value": refusal.words},
        sentence=_("A target must differ from where it starts."),
        columns=ENDS,
        ways=[] if now.check_ins.exists() else [keep],
    )


def _bad(
    now: KeyResult,
    strong: str,
    *,
    columns: tuple[Column, ...],
    sentence: str = "",
    ways: Sequence[Way] = (),
) -> Outcome:
    kept = _("What you typed is kept; nothing in this row is saved.")
    return Outcome(
        pk=now.pk,
        state=State.BAD,
        strong=strong,
        sentence=f"{sentence} {kept}".strip(),
        columns=columns,
        ways=[*ways, _back(now, columns)],
        key_result=now,
    )


def _why(now: KeyResult, columns: tuple[Column, ...], *, sentence: str) -> Outcome:
    return Outcome(
        pk=now.pk,
        state=State.WHY,
        strong=_("This moves what was set: %(ends)s.") % {"ends": _ends(now)},
        sentence=sentence,
        columns=columns,
        ways=[Way(do=Do.SET_ANEW, words=_("Set anew")), _back(now, columns)],
        key_result=now,
    )


def _ends(now: KeyResult) -> str:
    return f"{shown(now, Column.FROM)} → {shown(now, Column.TO)}"


def _back(now: KeyResult, columns: tuple[Column, ...]) -> Way:
    if columns and set(columns) <= set(ENDS):
        words = _("Back to %(value)s") % {"value": _ends(now)}
    elif len(columns) == 1:
        words = _("Back to %(value)s") % {"value": shown(now, columns[0])}
    else:
        words = _("Back to what is saved")
    return Way(do=Do.BACK, words=words)
