"""Entries written together are hashed as each is checked later: whatever they say."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts import audit
from accounts.models import AuditEvent, User
from accounts.record_chain import hash_of
from okrs.rules.words import Kind
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 31, 23, 59, 59, 123456, tzinfo=UTC)
SAID = {
    "nothing": {},
    "one column": {"unit": ["", "of people"]},
    "columns in another order than by name": {"unit": ["", "é “x”"], "due_on": [None, "\\\"'\n"]},
    "what JSON has no word for": {
        "to_value": [Decimal("66.5000"), None], "due_on": [date(2027, 1, 1), AT],
    },
    "numbers and whether": {"b": [1.5, True], "a": [10**20, 0], "c": [False, -0.25]},
    "a word of the rules": {"kind": [Kind.percent, Kind.keep_at.value]},
    "lists, and what holds others": {
        "followed": [{"b": {"z": 1, "a": [2]}}, {}], "also": [["x"], [["2027-01-01", "0.25"]]],
    },
    "numbers as names": {"followed": [{10: "ten", 9: "nine"}, {}], "a": ["", "x"]},
    "more than two": {"milestones": [[3, 1, 2], []], "undone": [7, "changed"]},
}  # fmt: skip


@pytest.mark.parametrize("changes", SAID.values(), ids=SAID)
@pytest.mark.parametrize("is_somebody", [True, False])
def test_the_hash_that_was_written_is_the_hash_that_is_checked(changes, is_somebody, lead):
    about = UserFactory.create(name="Zoë “Z” O\\Neil")
    entries = [audit.Entry(verb="changed", about=about, changes=changes, note=n) for n in "aé"]

    written = audit.record_many(by=lead if is_somebody else None, at=AT, entries=entries)

    stored = list(AuditEvent.objects.order_by("pk"))
    assert [one.hash for one in stored] == [one.hash for one in written]
    assert [one.hash for one in stored] == [hash_of(one) for one in stored]
    assert [one.changes for one in written] == [one.changes for one in stored]
    assert audit.first_broken() is None


def test_a_person_among_the_changes_is_kept_by_name_and_number(lead: User):
    owner = UserFactory.create(name="Tom Reed")
    entry = audit.Entry(verb="changed", about=owner, changes={"owner": [None, owner], "a": [1, 2]})

    audit.append(by=lead, at=AT, entries=[entry])

    [event] = AuditEvent.objects.all()
    assert event.changes == {"owner": [None, "Tom Reed"], "owner_id": [None, owner.pk], "a": [1, 2]}
    assert event.hash == hash_of(event)


def test_what_is_kept_keeps_its_order_where_the_table_does(lead: User):
    """A reader of SQLite's table finds columns as they were told; PostgreSQL has its own order."""
    entry = audit.Entry(
        verb="changed", about=lead, changes={"unit": ["", "x"], "due_on": ["", "y"]}
    )

    [event] = audit.record_many(by=lead, at=AT, entries=[entry])

    assert list(event.changes) == ["unit", "due_on"]
