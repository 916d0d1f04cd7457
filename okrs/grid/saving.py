"""Saving one row of the grid: in a transaction of its own, through the verbs of the plan.

Sent twice, it is saved once and says the same: cells that are stored already are not written again.
A row that somebody else changed is saved too, as long as they changed other cells; the same cell is
a conflict, and theirs stays until somebody chooses. Refuses with an `Outcome`, never halfway.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import AuditEvent, User
from okrs import planning, survey_targets
from okrs.grid import keeping, refusing
from okrs.grid.columns import ENDS, STORED_AS, Column, stored
from okrs.grid.ends import set_ends
from okrs.grid.outcomes import Outcome, State
from okrs.grid.owners import Owners
from okrs.grid.typed import NotTaken, Typed, read
from okrs.models import KeyResult
from okrs.refusals import CannotPlan

IN_THE_RECORD = set(STORED_AS.values())


def save_row(typed: Typed, *, by: User, at: datetime, owners: Owners) -> Outcome:
    """Save what was typed into one row, all of it or nothing, and say what became of it."""
    try:
        with transaction.atomic(), audit.by_way_of(audit.Way.GRID):
            return _saved(typed, by=by, at=at, owners=owners)
    except KeyResult.DoesNotExist:
        return refusing.gone(typed.pk)
    except refusing.Refused as refused:
        return refused.outcome
    except (NotTaken, CannotPlan) as refusal:
        return refusing.not_taken(typed, refusal)


def _saved(typed: Typed, *, by: User, at: datetime, owners: Owners) -> Outcome:
    now = _locked(typed.pk)
    if now.retired_as or now.objective.retired_at:
        raise refusing.Refused(refusing.retired(now))
    if typed.keep:
        return _kept(typed, now, by=by, at=at, owners=owners)
    values, faults = read(typed.cells, of=now, owners=owners)
    if faults:
        raise NotTaken(faults)
    fresh = {column: value for column, value in values.items() if stored(now, column) != value}
    if not fresh:
        return _as_before(now, typed, by=by)
    refusing.refuse_clashes(now, tuple(fresh), typed=typed, at=at)
    changed = _write(now, fresh, typed=typed, by=by, at=at)
    return written(now.pk, by=by, at=at, moved=bool(set(fresh) & set(ENDS)), now=changed)


def _kept(typed: Typed, now: KeyResult, *, by: User, at: datetime, owners: Owners) -> Outcome:
    """From and To are the same figure: it becomes a promise to keep that figure."""
    edits: Any = keeping.edits(typed, now, owners=owners, at=at)
    if not edits:  # sent a second time
        return _as_before(now, typed, by=by)
    planning.edit_key_result(key_result=now, by=by, at=at, version=now.version, **edits)
    return written(now.pk, by=by, at=at)


def _write(
    now: KeyResult, fresh: Mapping[Column, Any], *, typed: Typed, by: User, at: datetime
) -> KeyResult | None:
    """Through the verbs: words, owner, dates and weight by one; From and To by another.

    Gives the row as it is stored by then, where that is known without asking.
    """
    edits: Any = {STORED_AS[column]: fresh[column] for column in fresh if column not in ENDS}
    ends = {column: fresh[column] for column in fresh if column in ENDS}
    changed = None
    if edits:
        edits["version"] = now.version
        changed = planning.edit_key_result(key_result=now, by=by, at=at, **edits)
        changed.latest = now.latest  # held since it was read, and not asked for again
    if ends:
        why = {"reason": typed.reason, "approved_by": typed.approved_by}
        set_ends(now, ends, by=by, at=at, **why)
    return None if ends else changed


def written(
    pk: int, *, by: User, at: datetime, moved: bool = False, now: KeyResult | None = None
) -> Outcome:
    """The row as it is stored now, with what was entered in the record at this moment."""
    now = now or _read(pk)
    events = AuditEvent.objects.about(audit.subject_of(now)).filter(at=at, by=by)
    return Outcome(
        pk=pk,
        state=State.SAVED,
        sentence=survey_targets.warning(now) if moved and now.follows else "",
        key_result=now,
        events=list(events.order_by("pk").values_list("pk", flat=True)),
    )


def _as_before(now: KeyResult, typed: Typed, *, by: User) -> Outcome:
    """What was sent is stored already: most likely by the same request, of which no answer came."""
    return Outcome(
        pk=now.pk, state=State.SAVED, key_result=now, events=_told_before(now, typed, by=by)
    )


def _told_before(now: KeyResult, typed: Typed, *, by: User) -> Sequence[int]:
    """The entry that a first sending wrote, so that it can be undone though its answer was lost."""
    if now.version == typed.version:
        return []
    last = AuditEvent.objects.about(audit.subject_of(now)).first()
    mine = last and last.by_id == by.pk and last.via == audit.Way.GRID
    return [last.pk] if last and mine and IN_THE_RECORD & set(last.changes) else []


def _locked(pk: int) -> KeyResult:
    held = KeyResult.objects.select_for_update(of=("self",))
    return held.select_related("objective", "owner", "latest").get(pk=pk)


def _read(pk: int) -> KeyResult:
    return KeyResult.objects.select_related("owner", "latest").get(pk=pk)
