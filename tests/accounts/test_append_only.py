"""The database refuses to change or remove an entry, even where the program is walked around."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import audit
from accounts.models import AuditEvent, NeverChanged, User
from tests.factories import NOON

WAYS_ROUND = [
    "UPDATE accounts_auditevent SET verb = 'saw'",
    "UPDATE accounts_auditevent SET hash = hash",
    "DELETE FROM accounts_auditevent",
    "DELETE FROM accounts_auditevent WHERE verb = 'added'",
]


@pytest.fixture
def event(lead: User) -> AuditEvent:
    return audit.record(by=lead, verb="added", about=lead, at=NOON)


@pytest.mark.parametrize("statement", WAYS_ROUND)
def test_the_database_refuses_to_alter_an_entry(statement, event):
    with (
        pytest.raises(IntegrityError, match=r"The record of changes is never (edited|deleted)\."),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert AuditEvent.objects.get().verb == "added"


def test_the_database_refuses_djangos_own_way_round(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk)._raw_delete("default")

    assert AuditEvent.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: AuditEvent.objects.update(verb="saw"),
        lambda event: AuditEvent.objects.filter(pk=event.pk).delete(),
    ],
)
def test_the_program_refuses_before_the_database_has_to(attempt, event):
    with pytest.raises(NeverChanged, match="The record of changes is never"):
        attempt(event)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_an_empty_record_and_its_triggers(time):
    """Run twice: the second finds nothing of the first, and is refused all the same."""
    assert not AuditEvent.objects.exists()
    somebody = User.objects.create_user(email="a@example.org", name="A")
    audit.record(by=somebody, verb="added", about=somebody, at=NOON)

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_auditevent")
