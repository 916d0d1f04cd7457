"""Many rows taken over, and an import undone: in as many queries for twelve rows as for three."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.models import AuditEvent
from okrs import many, planning
from okrs.importing import undoing
from okrs.models import KeyResult
from okrs.offline import accepting, deciding
from okrs.undoing import undo
from okrs.undoing.at_once import can_go_together, undo_changes
from okrs.undoing.since import is_undone
from tests.factories import KeyResultFactory, ObjectiveFactory, StrategyFactory, UserFactory
from tests.okrs.offline.making import NOW, Offline, brought, compared

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def changed(rows, lead, **edits):
    """Entries of these rows having been changed so, oldest first."""
    before = AuditEvent.objects.count()
    many.edit_key_results(
        edits=[many.Edit(pk=row.pk, edits=edits) for row in rows], by=lead, at=NOW
    )
    return list(AuditEvent.objects.order_by("pk"))[before:]


def test_changes_are_taken_back_as_one_by_one_would_be(lead):
    rows = KeyResultFactory.create_batch(2, unit="of people")
    owner = UserFactory.create(contributor=True)
    together, alone = changed(rows, lead, unit="heads", owner=owner, title="Other")

    taken = undo_changes(events=[together], by=lead, at=LATER)
    undo(event=alone, by=lead, at=LATER)

    assert [event.pk for event in taken.undone] == [together.pk]
    stored = KeyResult.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    assert [(one.unit, one.owner_id, one.title, one.version) for one in stored] == [
        (row.unit, row.owner_id, row.title, 3) for row in rows
    ]
    first, second = AuditEvent.objects.filter(verb=audit.UNDID).order_by("pk")
    assert first.changes | {"undone": None, "title": None} == second.changes | {
        "undone": None, "title": None,
    }  # fmt: skip
    assert first.changes["undone"] == [together.pk, "changed"]
    assert is_undone(together)
    assert audit.first_broken() is None
    undo(event=first, by=lead, at=LATER)
    assert KeyResult.objects.get(pk=rows[0].pk).unit == "heads"


def test_what_was_done_since_is_kept_and_what_is_undone_is_neither(lead):
    again, by_hand, retired, gone, plain = rows = KeyResultFactory.create_batch(5, unit="of people")
    events = changed(rows, lead, unit="heads")
    planning.edit_key_result(key_result=again, by=lead, at=NOW, unit="hats")
    undo(event=events[1], by=lead, at=NOW)
    planning.retire_key_result(
        key_result=retired, retired_as=KeyResult.ARCHIVED, why="Old.", by=lead, at=NOW
    )
    KeyResult.objects.filter(pk=gone.pk).delete()

    taken = undo_changes(events=events, by=lead, at=LATER)

    assert [event.pk for event in taken.undone] == [events[4].pk]
    assert [event.pk for event in taken.kept] == [events[n].pk for n in (0, 2, 3)]
    assert KeyResult.objects.get(pk=again.pk).unit == "hats"
    assert KeyResult.objects.get(pk=by_hand.pk).version == 3
    assert KeyResult.objects.get(pk=plain.pk).unit == "of people"


def test_only_what_reaches_no_further_goes_together(lead):
    keep = KeyResultFactory.create(keep_at=True)
    rows = KeyResultFactory.create_batch(5, objective=keep.objective)
    terms = changed(rows[:1], lead, unit="heads")
    guarded = changed(rows[1:2], lead, guardrail=keep)
    other_kind = changed(rows[2:3], lead, kind="status")
    twice = changed(rows[3:4], lead, unit="heads") + changed(rows[3:4], lead, unit="hats")
    also = changed(rows[4:], lead, unit="heads") + changed(rows[4:], lead, guardrail=keep)

    assert can_go_together([*terms, *guarded, *other_kind, *twice, *also]) == [*terms, *twice]


@pytest.fixture
def queries(lead):
    def queries(rows):
        """What taking over so many changed and as many new rows asks, and undoing it."""
        strategy = StrategyFactory.create()
        under = ObjectiveFactory.create(strategy=strategy, title="Count", pillar="data")
        owners = UserFactory.create_batch(rows, contributor=True)
        for n in range(rows):
            KeyResultFactory.create(objective=under, title=f"Row {n}")
        offline = Offline(strategy)
        for n in range(rows):
            said = {"Unit": f"heads {n}", "Owner": owners[n].email}
            offline.key_results.put(f"Row {n}", **said)
            offline.key_results.add(
                Pillar="Data", Objective="Count", Key_result=f"New {n}", From=1, To=2 + n
            )
        draft = brought(offline.saved(), strategy=strategy, by=lead)
        found = compared(draft)
        stored = deciding.keep(draft=draft, decisions=deciding.decisions_of(draft))
        with CaptureQueriesContext(connection) as going_in:
            accepting.accept(draft=stored, found=found, by=lead, at=NOW, version=stored.version)
        draft.refresh_from_db()
        with CaptureQueriesContext(connection) as going_out:
            reach = undoing.undo(draft=draft, by=lead, at=LATER)
        assert (len(reach.goes), reach.undone) == (rows, rows)
        assert KeyResult.objects.active().filter(unit__startswith="heads").count() == 0
        return [
            len([one for one in asked if "SAVEPOINT" not in one["sql"]])
            for asked in (going_in, going_out)
        ]

    return queries


def test_more_rows_ask_no_more(queries):
    assert queries(12) == queries(3)
