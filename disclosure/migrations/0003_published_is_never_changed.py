"""The database itself refuses to change what was published, whoever asks.

Only changing: an import that is taken back before anybody saw it goes whole (disclosure/storing.py),
and a table that is missing is noticed when it is read (disclosure/reading.py). A later migration
that makes SQLite build a table anew must put its trigger back: SQLite drops it with the old table.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("disclosure_publication", "disclosure_publishedtable")
CHANGED = "What was published is never changed."

SQLITE = tuple(
    f"""
    CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
    """
    for table in TABLES
)
SQLITE_BACK = tuple(f"DROP TRIGGER {table}_never_changed" for table in TABLES)

# The error's class is the one SQLite gives as well, so that Django raises IntegrityError for both.
POSTGRESQL = (
    f"""
    CREATE FUNCTION disclosure_published_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    *(
        f"""
        CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION disclosure_published_refuse()
        """
        for table in TABLES
    ),
)
POSTGRESQL_BACK = (
    *(f"DROP TRIGGER {table}_never_changed ON {table}" for table in TABLES),
    "DROP FUNCTION disclosure_published_refuse()",
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
    dependencies = [("disclosure", "0002_benchmarks")]

    operations = [migrations.RunPython(close, open_again)]
