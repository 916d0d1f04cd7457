"""Whatever anybody does, the stamp of the leaders' pages is another: or a page would stay wrong.

Verbs are done one after the other here. That no file writes behind the record's back is in
test_stamps_files.py.
"""

import pytest
from allauth.account import signals
from django.db import connection, transaction

from accounts import audit
from accounts.models import AuditEvent, User
from dashboards.stamps import NOTHING_SHOWN, stamp
from tests.dashboards.doing import AT, DONE
from tests.factories import (
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("done", DONE.values(), ids=DONE.keys())
def test_whatever_is_done_the_stamp_is_another(done):
    by = UserFactory.create()
    audit.record(by=by, verb="added", about=by, at=AT)
    before = stamp()

    done(by)

    assert stamp() != before


def test_looking_changes_nothing_and_nor_does_signing_in(django_assert_num_queries):
    user = UserFactory.create(viewer=True)
    audit.record(by=user, verb="added", about=user, at=AT)
    before = stamp()

    signals.user_logged_in.send(sender=User, user=user)
    audit.record(by=None, verb="refused to sign in", about=user, at=AT)

    assert set(AuditEvent.objects.values_list("verb", flat=True)) > set(NOTHING_SHOWN)
    with django_assert_num_queries(1):
        assert stamp() == before


def test_a_database_put_back_from_a_copy_is_not_taken_for_the_one_before():
    """Its record may have as many entries by now, and its numbers come again: the hash does not."""
    user = UserFactory.create()
    audit.record(by=user, verb="added", about=user, at=AT)
    with transaction.atomic():
        audit.record(by=user, verb="changed", about=user, at=AT)
        before = stamp()
        transaction.set_rollback(True)

    audit.record(by=user, verb="invited", about=user, at=AT)

    assert stamp()[0] != before[0]


# --- The record's own order ---------------------------------------------------------------------


def test_on_postgresql_no_two_write_the_record_at_once():
    """Whoever is given a higher number ends later: so the last one stands for all before it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    user = UserFactory.create()
    audit.record(by=user, verb="added", about=user, at=AT)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
            " AND pid = pg_backend_pid()",  # the server's other databases have writers of their own
            [audit.LOCK],
        )
        assert cursor.fetchone() == (1,)
