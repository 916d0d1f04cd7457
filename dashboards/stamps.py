"""A stamp that is another as soon as anything the leaders' pages show may be another.

Every verb of the product appends to the record (`accounts/audit.py`) in the transaction of its own
writes, one writer at a time, so the hash of the last entry stands for all that was ever done. Two
things are written without: the tables of a wave while its verb is still at work, and each day's
figure of taking part. Refuses to look at anything else: it is asked before every page.
"""

from django.db import connection

NOTHING_SHOWN = ("signed in", "refused to sign in")  # no page of the leaders tells of these

_SQL = """
    SELECT (SELECT hash FROM accounts_auditevent
            WHERE verb NOT IN (%s, %s) ORDER BY id DESC LIMIT 1),
           (SELECT MAX(id) FROM disclosure_publication),
           (SELECT MAX(id) FROM surveys_participation)
"""

Stamp = tuple[str | None, int | None, int | None]


def stamp() -> Stamp:
    """Of everything as it is now. One query, without the ORM: a tenth of what that would take."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, NOTHING_SHOWN)
        found: Stamp = cursor.fetchone()
    return found
