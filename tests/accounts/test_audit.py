"""The hash chain: whole while nobody touched it, and broken where somebody did."""

import threading
from contextlib import ExitStack, nullcontext, suppress
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import audit, record_chain
from accounts.models import AuditEvent, User
from tests.factories import NOON, UserFactory
from tests.record import without_triggers

AT = datetime(2027, 3, 31, 23, 59, 59, 123456, tzinfo=UTC)


@pytest.fixture
def three(lead: User) -> list[AuditEvent]:
    return [
        audit.record(by=lead, verb="added", about=lead, at=NOON, note="Grüße – “quoted”\n"),
        audit.record(
            by=None,
            verb="changed",
            about=lead,
            at=AT,
            changes={"to": [None, Decimal("66.50")], "b": [1.5, True], "a": ["", "é"]},
        ),
        audit.record(by=lead, verb="retired", about=lead, at=AT),
    ]


def test_an_empty_record_is_whole(db):
    assert audit.first_broken() is None


def test_each_entry_follows_from_the_one_before(three):
    stored = list(AuditEvent.objects.order_by("pk"))

    assert [event.previous_hash for event in stored] == [
        audit.FIRST,
        stored[0].hash,
        stored[1].hash,
    ]
    assert audit.first_broken() is None


def test_an_entry_says_who_what_when_and_from_what_to_what(three, lead):
    event = AuditEvent.objects.get(verb="changed")

    assert (event.by, event.by_name, event.at) == (None, "", AT)
    assert (event.subject, event.title) == (f"accounts.user:{lead.pk}", "Priya Nair")
    assert event.changes["to"] == [None, "66.50"]


def test_an_entry_says_where_it_was_done(lead):
    def via(by: User | None = lead) -> str:
        return audit.record(by=by, verb="changed", about=lead, at=NOON).via

    with audit.by_way_of(audit.Way.IMPORT):
        with audit.by_way_of(audit.Way.GRID):
            assert via() == "grid"
        assert (via(), via(by=None)) == ("import", "program")
    assert via() == "page"


def test_a_fault_on_one_way_leaves_the_next_on_its_own(lead):
    with pytest.raises(ZeroDivisionError), audit.by_way_of(audit.Way.LINK):
        raise ZeroDivisionError

    assert audit.record(by=lead, verb="changed", about=lead, at=NOON).via == "page"


def test_an_entry_from_before_that_was_kept_keeps_its_hash(lead):
    event = audit.record(by=lead, verb="changed", about=lead, at=NOON)
    now, event.via = event.hash, ""
    before = record_chain.hash_of(event)

    assert before != now
    event.via = "link"
    assert record_chain.hash_of(event) not in (before, now)


@pytest.mark.parametrize(
    "change",
    [
        {"via": "link"},
        {"verb": "removed"},
        {"by_name": "Somebody Else"},
        {"title": "Something else"},
        {"subject": "accounts.user:999999"},
        {"note": "another note"},
        {"changes": {"to": [None, "67"]}},
        {"at": datetime(2027, 3, 31, 23, 59, 59, 123457, tzinfo=UTC)},
        {"hash": "f" * 64},
        {"previous_hash": "e" * 64},
    ],
)
def test_an_entry_altered_behind_the_programs_back_is_found(change, three):
    with without_triggers():
        super(type(AuditEvent.objects.all()), AuditEvent.objects.filter(pk=three[1].pk)).update(
            **change
        )

    assert audit.first_broken() == three[1]


@pytest.mark.parametrize("gone", [0, 1])
def test_an_entry_removed_from_the_middle_is_found_at_the_next(gone, three):
    with without_triggers():
        AuditEvent.objects.filter(pk=three[gone].pk)._raw_delete("default")

    assert audit.first_broken() == three[gone + 1]


def test_the_command_says_that_the_record_is_whole(three, capsys):
    call_command("check_record")

    assert capsys.readouterr().out == "The record is whole: 3 entries, each following the last.\n"


def test_the_command_fails_where_the_record_is_broken(three):
    with without_triggers():
        AuditEvent.objects.filter(pk=three[0].pk)._raw_delete("default")

    with pytest.raises(CommandError, match=f"Entry {three[1].pk} does not follow"):
        call_command("check_record")


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_never_follow_the_same_entry():
    people = [UserFactory.create() for _ in range(2)]
    ready = threading.Barrier(2)

    def write(person: User) -> None:
        try:
            ready.wait(timeout=10)
            for _ in range(20):
                audit.record(by=person, verb="changed", about=person, at=NOON)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert AuditEvent.objects.count() == 40
    assert audit.first_broken() is None


def test_many_entries_are_written_as_one_after_the_other_would_be(lead, three):
    entries = [
        audit.Entry(verb="changed", about=lead, changes={"owner": [None, lead]}, note="one"),
        audit.Entry(verb="retired", about=lead),
    ]

    queries = 2 if connection.vendor == "sqlite" else 3  # its lock, the last entry, one insert
    with audit.by_way_of(audit.Way.IMPORT), CaptureQueriesContext(connection) as asked:
        written = audit.record_many(by=lead, at=AT, entries=entries)

    inserts = [one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(inserts) == queries
    assert written[0].previous_hash == AuditEvent.objects.order_by("pk")[2].hash
    assert written[1].previous_hash == written[0].hash
    assert written[0].changes == {"owner": [None, "Priya Nair"], "owner_id": [None, lead.pk]}
    assert {event.via for event in written} == {"import"}
    assert audit.first_broken() is None


def test_nothing_to_write_is_no_entry(lead):
    assert audit.record_many(by=lead, at=AT, entries=[]) == []


@pytest.mark.django_db
def test_whoever_listens_hears_what_another_heard_inside(lead):
    with audit.heard() as outer:
        first = audit.record(by=lead, verb="changed", about=lead, at=AT)
        with audit.heard() as inner:
            second = audit.record(by=lead, verb="changed", about=lead, at=AT)
        third = audit.record(by=lead, verb="changed", about=lead, at=AT)

    assert inner == [second]
    assert outer == [first, second, third]


class Refused(Exception):
    pass


def record_and_refuse(lead, *, within):
    """A verb that records, and is then refused: in transactions as deep as that."""
    with ExitStack() as stack:
        for _depth in range(within):
            stack.enter_context(transaction.atomic())
        audit.record(by=lead, verb="changed", about=lead, at=AT)
        raise Refused


@pytest.mark.django_db
@pytest.mark.parametrize("listens", [nullcontext, audit.heard])
@pytest.mark.parametrize("within", [1, 2])
def test_what_was_taken_back_is_not_heard(lead, within, listens):
    with audit.heard() as events, transaction.atomic():
        first = audit.record(by=lead, verb="changed", about=lead, at=AT)
        with suppress(Refused), listens():
            record_and_refuse(lead, within=within)
        last = audit.record(by=lead, verb="changed", about=lead, at=AT)

    assert events == [first, last]
    assert events == list(AuditEvent.objects.order_by("pk"))


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_is_heard_and_what_was_not_is_not(lead):
    with audit.heard() as events:
        with transaction.atomic():
            first = audit.record(by=lead, verb="changed", about=lead, at=AT)
        with suppress(Refused):
            record_and_refuse(lead, within=1)
        last = audit.record(by=lead, verb="changed", about=lead, at=AT)

    assert events == [first, last]


@pytest.mark.django_db
def test_what_was_kept_although_its_verb_was_refused_is_heard(lead):
    with audit.heard() as events, suppress(Refused), audit.heard():
        record_and_refuse(lead, within=0)

    assert events == list(AuditEvent.objects.all())
    assert len(events) == 1
