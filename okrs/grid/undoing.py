"""Taking back what was done in the grid, entry by entry, and doing it again.

Only one's own entries of the grid: what somebody else did, or what was done on another page, is
undone where it is told (the record of changes). Redo takes back the taking back.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from okrs import undoing
from okrs.grid import refusing
from okrs.grid.asking import is_number
from okrs.grid.outcomes import Outcome, State
from okrs.grid.saving import written
from okrs.models import KeyResult
from okrs.refusals import CannotPlan
from okrs.undoing.since import is_undone

SUBJECT = "okrs.keyresult:"


def added(asked: str, *, by: User) -> dict[str, int] | None:
    """The row that this person just added, with its entry of the record, as long as it stands."""
    if not is_number(asked):
        return None
    mine = AuditEvent.objects.about(f"{SUBJECT}{asked}").filter(by=by, via=audit.Way.GRID)
    event = mine.filter(verb="added").first()
    return {"id": int(asked), "event": event.pk} if event and not is_undone(event) else None


def undo(keys: Sequence[int], *, by: User, at: datetime) -> list[Outcome]:
    """Take back these entries in this order, each row by itself; one outcome a row."""
    found = {event.pk: event for event in AuditEvent.objects.filter(pk__in=keys).order_by("pk")}
    rows: dict[int, list[AuditEvent]] = {}
    for key in keys:
        if key in found and (pk := _key_result(found[key])):
            rows.setdefault(pk, []).append(found[key])
    return [_undone(pk, events, by=by, at=at) for pk, events in rows.items()]


def _key_result(event: AuditEvent) -> int:
    return int(event.subject.removeprefix(SUBJECT)) if event.subject.startswith(SUBJECT) else 0


def _undone(pk: int, events: Sequence[AuditEvent], *, by: User, at: datetime) -> Outcome:
    try:
        with transaction.atomic(), audit.by_way_of(audit.Way.GRID):
            for event in events:
                _take_back(event, by=by, at=at)
            return written(pk, by=by, at=at)
    except KeyResult.DoesNotExist:
        return refusing.gone(pk)
    except CannotPlan as refusal:
        return _kept(pk, str(refusal))


def _take_back(event: AuditEvent, *, by: User, at: datetime) -> None:
    if event.by_id != by.pk or event.via != audit.Way.GRID:
        raise CannotPlan(_("Only what you did in this grid is undone here."))
    if not is_undone(event):  # else the same request came before, and its answer was lost
        undoing.undo(event=event, by=by, at=at)


def _kept(pk: int, why: str) -> Outcome:
    """It stays as it is: said under the row, which itself is saved."""
    now = KeyResult.objects.select_related("owner", "latest").filter(pk=pk).first()
    return Outcome(
        pk=pk,
        state=State.SAVED if now else State.GONE,
        strong=_("Not undone."),
        sentence=why,
        key_result=now,
    )
