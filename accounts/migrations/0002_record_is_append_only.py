"""The database itself refuses to change or remove an entry of the record, whoever asks.

A later migration that makes SQLite build the table anew must put the triggers back: SQLite drops
them with the old table. tests/accounts/test_append_only.py notices.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CHANGED = "The record of changes is never edited."
REMOVED = "The record of changes is never deleted."

SQLITE = (
    f"""
    CREATE TRIGGER accounts_auditevent_never_changed BEFORE UPDATE ON accounts_auditevent
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
    """,
    f"""
    CREATE TRIGGER accounts_auditevent_never_removed BEFORE DELETE ON accounts_auditevent
    BEGIN SELECT RAISE(ABORT, '{REMOVED}'); END
    """,
)
SQLITE_BACK = (
    "DROP TRIGGER accounts_auditevent_never_changed",
    "DROP TRIGGER accounts_auditevent_never_removed",
)

# The error's class is the one SQLite gives as well, so that Django raises IntegrityError for both.
POSTGRESQL = (
    f"""
    CREATE FUNCTION accounts_auditevent_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RAISE EXCEPTION '{REMOVED}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER accounts_auditevent_append_only BEFORE UPDATE OR DELETE ON accounts_auditevent
    FOR EACH ROW EXECUTE FUNCTION accounts_auditevent_refuse()
    """,
)
POSTGRESQL_BACK = (
    "DROP TRIGGER accounts_auditevent_append_only ON accounts_auditevent",
    "DROP FUNCTION accounts_auditevent_refuse()",
)

FORWARDS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACKWARDS = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def close(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in FORWARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def open_again(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in BACKWARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(close, open_again)]
