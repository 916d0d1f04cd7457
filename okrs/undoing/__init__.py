"""One entry of the record undone, through the verbs that make such changes.

An undoing is an entry of its own, which points at the one undone, and can be undone in turn.
Refuses with a sentence (`CannotPlan`) what was done anew since, and what is never taken back.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from okrs.closed_periods import refuse_closed
from okrs.models import KeyResult, Milestone, Objective
from okrs.refusals import CannotPlan
from okrs.undoing import key_results, milestones, objectives
from okrs.undoing.since import is_undone, verb_of
from okrs.undoing.ways import STAY_OPEN, Way

__all__ = ["can_undo", "undo"]

NEVER = {
    "checked in": lambda: _("What was read stays. Correct the check-in: both are then kept."),
    "corrected": lambda: _("What was read stays. Correct it once more: all of it is then kept."),
}
OF_AN_IMPORT = "okrs.sheetimport"
ROOMS: dict[str, tuple[type[Model], dict[str, Way]]] = {
    "okrs.keyresult": (KeyResult, key_results.WAYS),
    "okrs.milestone": (Milestone, milestones.WAYS),
    "okrs.objective": (Objective, objectives.WAYS),
}


def can_undo(event: AuditEvent) -> str:
    """ "" where it can be undone now; else a sentence why not."""
    try:
        _prepared(event, lock=False)
    except CannotPlan as refusal:
        return str(refusal)
    return ""


def may_ever(event: AuditEvent) -> bool:
    """Whether entries like this one can be undone at all: no query, so fit for long lists."""
    return verb_of(event) in ROOMS.get(_kind_of(event), (None, {}))[1]


@transaction.atomic
def undo(*, event: AuditEvent, by: User, at: datetime) -> AuditEvent:
    """Undo one entry, and give the entry of the undoing. Raises CannotPlan with a sentence."""
    act = _prepared(event, lock=True)
    with audit.heard() as events, audit.as_undoing_of(event):
        act(by, at)
    if not events:
        raise CannotPlan(_("There is nothing to undo: it stands as it was before."))
    return events[-1]


def _prepared(event: AuditEvent, *, lock: bool) -> Callable[[User, datetime], object]:
    """What would undo it, or a refusal. Locked, so that nobody else undoes it at the same time.

    A move is not: its verb holds the list before the rows, as all who put things in order do.
    """
    verb = verb_of(event)
    if verb in NEVER:
        raise CannotPlan(NEVER[verb]())
    model, ways = ROOMS.get(_kind_of(event), (None, {}))
    if model is None or verb not in ways:
        raise CannotPlan(_why_never(event))
    row = _row(model, event, lock=lock and verb != "moved")
    if is_undone(event):
        raise CannotPlan(_("This has already been undone."))
    if row is None:
        raise CannotPlan(_("“%(title)s” has since been removed.") % {"title": event.title})
    refuse_out_of_the_plan(verb, row)
    return ways[verb](event, row)


def refuse_out_of_the_plan(verb: str, row: Model) -> None:
    """What was retired comes back first; what was closed, with its period."""
    key_result = row.key_result if isinstance(row, Milestone) else row
    if not isinstance(key_result, KeyResult):
        return
    refuse_closed(key_result)
    if key_result.retired_as and verb not in STAY_OPEN:
        raise CannotPlan(_("“%(title)s” is retired: restore it first.") % {"title": key_result})


def _row(model: type[Model], event: AuditEvent, *, lock: bool) -> Model | None:
    rows: QuerySet[Model] = model._default_manager.filter(pk=event.subject.partition(":")[2])
    return (rows.select_for_update(of=("self",)) if lock else rows).first()


def _why_never(event: AuditEvent) -> str:
    if _kind_of(event) == OF_AN_IMPORT:
        return _("An import is undone as a whole, on its own page.")
    return _("This cannot be undone here.")


def _kind_of(event: AuditEvent) -> str:
    return event.subject.partition(":")[0]
