"""Changes of many key results undone at once, as an import of thousands of rows needs it.

Only what changed terms of their own: what changed how they are measured, what stands beside them
or where they stand is undone one by one, in the order that leaves each as it was.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import AuditEvent, User
from okrs import many, planning
from okrs.models import KeyResult
from okrs.refusals import CannotPlan
from okrs.undoing import refuse_out_of_the_plan
from okrs.undoing.kept import PEOPLE, Known
from okrs.undoing.key_results import terms_before
from okrs.undoing.since import OF_KEY_RESULTS, undone_among
from okrs.writing import changed

REACH_FURTHER = frozenset({"kind", "guardrail", "objective", "follows", "followed", "retired_as"})


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """Which entries were undone, and which stay because something was done since."""

    undone: Sequence[AuditEvent]
    kept: Sequence[AuditEvent]


def can_go_together(events: Sequence[AuditEvent]) -> list[AuditEvent]:
    """Those of them that change terms alone, of key results that no other of them is about."""
    told = Counter(event.subject for event in events)
    return [
        event
        for event in events
        if event.verb == "changed"
        and event.subject.startswith(OF_KEY_RESULTS)
        and told[event.subject] == 1
        and not REACH_FURTHER & event.changes.keys()
    ]


@transaction.atomic
def undo_changes(*, events: Sequence[AuditEvent], by: User, at: datetime) -> TakenBack:
    """Each as undoing.undo would; one that is undone already is neither undone nor kept."""
    rows = many.locked(map(_number, events))
    before, people = _undone_already(events), _people_of(events)
    undone, kept, entries = [], [], []
    for event in events:
        if event.pk in before:
            continue
        try:
            entries.append(_entry(event, rows, people))
        except CannotPlan:
            kept.append(event)
        else:
            undone.append(event)
    many.write(entries)
    audit.append(by=by, at=at, entries=entries)
    return TakenBack(undone=undone, kept=kept)


def _entry(event: AuditEvent, rows: Mapping[int, KeyResult], people: Known) -> audit.Entry:
    """What undoes it, laid into its row. Raises CannotPlan."""
    row = rows.get(_number(event))
    if row is None:
        raise CannotPlan(event.title)
    refuse_out_of_the_plan("changed", row)
    columns = planning.edited(row, terms_before(event, row, people), under=row.objective)
    changes = changed(row, columns)
    if not changes:
        raise CannotPlan(event.title)
    return audit.Entry(verb="changed", about=row, changes=changes, undoes=event)


def _undone_already(events: Sequence[AuditEvent]) -> set[int]:
    subjects = [event.subject for event in events]
    later: list[AuditEvent] = []
    for start in range(0, len(subjects), audit.BATCH):
        batch = subjects[start : start + audit.BATCH]
        found = AuditEvent.objects.filter(subject__in=batch, verb=audit.UNDID)
        later += found.filter(pk__gt=min(event.pk for event in events)).by_day()
    return undone_among(later)


def _people_of(events: Sequence[AuditEvent]) -> Known:
    """Who owned or reviewed before: read once each."""
    pairs = [event.changes.get(f"{name}_id") for event in events for name in PEOPLE]
    return User.objects.in_bulk({pair[0] for pair in pairs if pair and pair[0]})


def _number(event: AuditEvent) -> int:
    return int(event.subject.removeprefix(OF_KEY_RESULTS))
