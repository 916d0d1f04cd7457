"""Entries say where they were done. SQLite builds the table anew for it, and drops its triggers."""

from importlib import import_module

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

append_only = import_module("accounts.migrations.0002_record_is_append_only")


def close_again(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What 0002 put there. PostgreSQL adds a column in place, and keeps its own."""
    if schema_editor.connection.vendor == "sqlite":
        append_only.close(apps, schema_editor)


def close_backwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Backwards: the same again, for the table is built anew with its triggers gone."""
    close_again(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_read_links")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, close_backwards),
        migrations.AddField(
            model_name="auditevent",
            name="via",
            field=models.CharField(blank=True, default="", max_length=8),
        ),
        migrations.RunPython(close_again, migrations.RunPython.noop),
    ]
