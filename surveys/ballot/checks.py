"""What the database itself could write down about a ballot, asked for before an installation runs:
`manage.py check --deploy --database default`.

Our own logs leave ballots out (logs.py). A PostgreSQL that logs statements, or that stamps every
transaction with its time, would keep what we do not; a SQLite that does not overwrite what is
deleted would keep ballots after the count. Neither can be seen from a model, so each is asked for.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

# PostgreSQL's settings that decide it, and what each has to be (its manual, chapter 19.8).
QUIET = {
    "log_statement": ("none",),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_min_error_statement": ("panic", "fatal"),  # else a failed statement is logged whole
    "log_error_verbosity": ("terse",),  # else the detail of an error quotes the key
    "track_commit_timestamp": ("off",),
}
OVERWRITES = 1  # of PRAGMA secure_delete; 2 leaves some pages as they were


@register(Tags.database, deploy=True)
def database_keeps_no_trace(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: Any
) -> list[CheckMessage]:
    """One warning for each setting that would keep what the survey promises is not kept."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        ask = _loud_settings if connection.vendor == "postgresql" else _kept_deletions
        found += ask(connection)
    return found


def _loud_settings(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name",
            [list(QUIET)],
        )
        settings: list[tuple[str, str]] = cursor.fetchall()
    return [
        Warning(
            _("PostgreSQL would keep a trace of ballots: %(setting)s is %(is)s, not %(should)s.")
            % {"setting": name, "is": value, "should": QUIET[name][0]},
            hint=_("docs/how-to/operate.md, “The survey”, says how to change it."),
            id="ballot.W001",
        )
        for name, value in settings
        if value not in QUIET[name]
    ]


def _kept_deletions(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        if cursor.fetchone() == (OVERWRITES,):
            return []
    return [
        Warning(
            _("SQLite would keep ballots that were deleted: secure_delete is not on."),
            id="ballot.W002",
        )
    ]
