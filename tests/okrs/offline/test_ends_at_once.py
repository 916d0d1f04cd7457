"""An import that moved ends, undone at once: for each key result what one by one would leave."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.models import AuditEvent
from okrs import baselines, checkins, planning
from okrs.models import BaselineChange, KeyResult, Period, PeriodResult
from okrs.refusals import CannotPlan
from okrs.undoing import undo
from okrs.undoing.at_once import can_go_together, undo_changes
from tests.factories import KeyResultFactory, MilestoneFactory, StrategyFactory
from tests.okrs.offline.making import NOW
from tests.okrs.telling import at, mends, says

pytestmark = pytest.mark.django_db
BEFORE, LATER = NOW - timedelta(days=20), NOW + timedelta(days=1)
FIRST = date(2027, 1, 10)
AFTER = NOW + timedelta(days=60)


def set_ends(row, by, at=NOW, **ends):
    now = {name: getattr(row, name) for name in baselines.ENDS}
    why = {"reason": "A better count", "approved_by": "The board"}
    baselines.set_baseline(key_result=row, by=by, at=at, **{**now, **ends}, **why)
    row.refresh_from_db()


def edit(row, by, **terms):
    planning.edit_key_result(key_result=row, by=by, at=NOW, **terms)
    row.refresh_from_db()


def read(row, by, at=LATER):
    checkins.record_checkin(
        key_result=row,
        reading=checkins.Reading(value=Decimal(30)),
        story=checkins.Story(),
        by=by,
        as_of=FIRST,
        at=at,
        key=uuid4(),
    )


def retire(row, by):
    planning.retire_key_result(
        key_result=row, retired_as=KeyResult.ARCHIVED, why="Old.", by=by, at=LATER
    )


def close(row, by):
    period = Period.objects.create(
        strategy=row.objective.strategy,
        name=f"Month {row.pk}",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 1, 31),
        closed_at=LATER,
        closed_by=by,
    )
    PeriodResult.objects.create(period=period, key_result=row, outcome=PeriodResult.GOES_ON)


def nothing(row, by): ...


def undone(row, by):
    undo(event=AuditEvent.objects.about(audit.subject_of(row)).first(), by=by, at=LATER)


def undone_and_done_again(row, by):
    undone(row, by)
    undone(row, by)


def dated(row, by):
    row.from_as_of, row.confirmed_on = FIRST, FIRST
    row.save()


def broken_before(row, by):
    set_ends(row, by, at=BEFORE, from_value=Decimal(5))
    set_ends(row, by, at=BEFORE, to_value=Decimal(50))


def with_steps(row, by):
    row.source = "milestones"
    row.save()
    MilestoneFactory.create(key_result=row, done_on=FIRST)


def guarded(row, by):
    row.guardrail = KeyResultFactory.create(keep_at=True, objective=row.objective)
    row.save()


def lived(row, by):
    """Read twice on one day, the older reading mended; confidence fell, and it is blocked."""
    older = says(row, 66, when=at(1, 5), as_of=date(2027, 1, 4), by=by, confidence=9)
    says(row, 12, when=at(1, 6), as_of=date(2027, 1, 4), by=by, confidence=3, changed="Fewer came.")
    mends(older, 20, when=at(1, 7), by=by)
    says(row, when=at(1, 8), by=by, blocked=True, changed="Nobody answers.")
    row.refresh_from_db()


def read_with_steps(row, by):
    with_steps(row, by)
    read(row, by, at=BEFORE)
    row.refresh_from_db()


def read_and_guarded(row, by):
    guarded(row, by)
    says(row.guardrail, 12, when=at(1, 6), as_of=date(2027, 1, 4), by=by)
    read(row, by, at=BEFORE)
    row.refresh_from_db()


def with_steps_and_guarded(row, by):
    with_steps(row, by)
    read_and_guarded(row, by)


TO = partial(set_ends, to_value=Decimal(70))
BOTH = partial(set_ends, from_value=Decimal(1), to_value=Decimal(70), from_as_of=FIRST)


def twice(row, by):
    edit(row, by, unit="heads")
    TO(row, by)
    edit(row, by, unit="hats")
    BOTH(row, by)


CASES = {
    "a target moved": ({}, nothing, TO, nothing),
    "both ends moved": ({}, nothing, BOTH, nothing),
    "set for the first time": ({"unset": True}, nothing, BOTH, nothing),
    "half set": ({"unset": True}, nothing, TO, nothing),
    "a figure that turns round": ({"number": True}, nothing, partial(TO, from_value=99), nothing),
    "limits to keep to": ({"keep_at": True}, nothing, partial(set_ends, low=Decimal(9)), nothing),
    "a tolerance alone": ({"keep_at": True}, nothing, partial(set_ends, tolerance=1), nothing),
    "a dated From": ({}, dated, BOTH, nothing),
    "a line broken before": ({}, broken_before, BOTH, nothing),
    "terms and ends, each twice": ({}, nothing, twice, nothing),
    "terms and ends, moved since": ({}, nothing, twice, partial(TO, to_value=Decimal(80))),
    "read before": ({}, partial(read, at=BEFORE), BOTH, nothing),
    "read, mended, and sure no more": ({}, lived, BOTH, nothing),
    "read, and one more target moved": ({}, lived, twice, nothing),
    "read, with steps": ({}, read_with_steps, TO, nothing),
    "read, and in a closed period": ({}, partial(read, at=BEFORE), TO, close),
    "read, and guarded": ({}, read_and_guarded, TO, nothing),
    "with steps, read, and guarded": ({}, with_steps_and_guarded, twice, nothing),
    "read since": ({}, nothing, TO, read),
    "moved since": ({}, nothing, TO, partial(TO, to_value=Decimal(80))),
    "retired since": ({}, nothing, TO, retire),
    "in a closed period": ({}, nothing, TO, close),
    "undone by hand": ({}, nothing, TO, undone),
    "undone, and that undone": ({}, nothing, TO, undone_and_done_again),
    "milestones decide": ({}, with_steps, TO, nothing),
    "guarded": ({}, guarded, TO, nothing),
}


def one_by_one(events, by):
    kept = []
    for event in events:
        if event.pk in {one.changes[audit.UNDONE][0] for one in standing_undoings(event)}:
            continue
        try:
            undo(event=event, by=by, at=LATER)
        except CannotPlan:
            kept.append(event.pk)
    return kept


def standing_undoings(event):
    told = AuditEvent.objects.about(event.subject).filter(verb=audit.UNDID).order_by("-pk")
    again = {one.changes[audit.UNDONE][0] for one in told}
    return [one for one in told if one.pk not in again]


def left(row, events):
    """All that is stored of it, with numbers that differ between twins counted from the first."""
    row = KeyResult.objects.get(pk=row.pk)
    own = {"id", "title", "order", "latest", "guardrail", "objective"}
    columns = {f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name not in own}
    moves = [
        {f.name: getattr(one, f.name) for f in one._meta.concrete_fields if f.name not in own}
        | {"key_result": None}
        for one in BaselineChange.objects.filter(key_result=row).order_by("pk")
    ]
    told = list(AuditEvent.objects.about(audit.subject_of(row)).order_by("pk"))
    place = {one.pk: number for number, one in enumerate(told)}
    entries = [(one.verb, one.note, one.at, one.via, one.by_name) for one in told]
    changes = [dict(one.changes) for one in told]
    for one in changes:
        if audit.UNDONE in one:
            one[audit.UNDONE] = [place[one[audit.UNDONE][0]], one[audit.UNDONE][1]]
    return columns, moves, entries, changes


@pytest.mark.parametrize(("kind", "before", "deed", "since"), CASES.values(), ids=CASES)
def test_each_is_left_as_one_by_one_would_leave_it(lead, kind, before, deed, since):
    under = KeyResultFactory.create().objective
    twins = KeyResultFactory.create_batch(2, objective=under, **kind)
    theirs = []
    for row in twins:
        before(row, lead)
        seen = AuditEvent.objects.last_written()
        deed(row, lead)
        made = AuditEvent.objects.filter(pk__gt=seen.pk if seen else 0)
        theirs.append(list(made.about(audit.subject_of(row)).order_by("-pk")))
        since(row, lead)
    alone, together = theirs
    assert can_go_together(together) == together

    kept = one_by_one(alone, lead)
    taken = undo_changes(events=together, by=lead, at=LATER)

    assert [together.index(one) for one in taken.kept] == [
        [one.pk for one in alone].index(pk) for pk in kept
    ]
    assert left(twins[1], together) == left(twins[0], alone)
    assert audit.first_broken() is None


def test_the_one_that_cannot_does_not_hold_up_the_others(lead):
    rows = KeyResultFactory.create_batch(3, objective__strategy=StrategyFactory.create())
    seen = AuditEvent.objects.count()
    for row in rows:
        TO(row, lead)
    events = list(AuditEvent.objects.order_by("-pk"))[: AuditEvent.objects.count() - seen]
    read(rows[1], lead)

    taken = undo_changes(events=events, by=lead, at=LATER)

    assert taken.kept == [events[1]]
    assert taken.undone == [events[0], events[2]]
    stored = KeyResult.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    assert [row.to_value for row in stored] == [66, 70, 66]


@pytest.mark.parametrize("keep_is_first", [True, False])
@pytest.mark.parametrize("was_in_limits", [True, False])
def test_what_is_guarded_goes_by_its_keep_at_as_it_is_by_then(lead, keep_is_first, was_in_limits):
    under = KeyResultFactory.create().objective
    theirs = []
    for _twin in range(2):
        row = KeyResultFactory.create(objective=under)
        with_steps_and_guarded(row, lead)
        limits = {"low": Decimal(10), "high": Decimal(30)}, {"low": Decimal(20)}
        was, becomes = limits if was_in_limits else reversed(limits)
        set_ends(row.guardrail, lead, at=BEFORE, **was)
        KeyResult.objects.filter(pk=row.pk).update(ever_achieved=False)
        row.refresh_from_db()
        seen = AuditEvent.objects.last_written()
        moves = [partial(TO, row, lead), partial(set_ends, row.guardrail, lead, **becomes)]
        for move in moves if keep_is_first else reversed(moves):  # undone the other way round
            move()
        KeyResult.objects.filter(pk=row.pk).update(ever_achieved=False)
        theirs.append(list(AuditEvent.objects.filter(pk__gt=seen.pk).order_by("-pk")))
    alone, together = theirs
    assert can_go_together(together) == together

    assert one_by_one(alone, lead) == []
    taken = undo_changes(events=together, by=lead, at=LATER)

    assert list(taken.undone) == together
    rows = [[row_of(one) for one in events] for events in theirs]
    for one, other in zip(*rows, strict=True):
        assert left(other, together) == left(one, alone)
    assert {row.ever_achieved for row in rows[1]} == {keep_is_first is was_in_limits, False}


def row_of(event):
    return KeyResult.objects.get(pk=event.subject.split(":")[1])


BEFORE_IT = {
    "new": nothing, "read": lived, "guarded": guarded, "read and guarded": read_and_guarded,
}  # fmt: skip


@pytest.mark.parametrize("before", BEFORE_IT.values(), ids=BEFORE_IT)
def test_more_moved_targets_ask_no_more(lead, before):
    def asked_for(count):
        rows = KeyResultFactory.create_batch(count)
        for row in rows:
            before(row, lead)
        seen = AuditEvent.objects.last_written()
        for number, row in enumerate(rows):
            set_ends(row, lead, at=AFTER, to_value=Decimal(70 + number))
        made = AuditEvent.objects.filter(pk__gt=seen.pk if seen else 0).order_by("-pk")
        with CaptureQueriesContext(connection) as asked:
            taken = undo_changes(events=list(made), by=lead, at=AFTER)
        assert len(taken.undone) == count
        return len([one for one in asked if "SAVEPOINT" not in one["sql"]])

    assert asked_for(9) == asked_for(3)
