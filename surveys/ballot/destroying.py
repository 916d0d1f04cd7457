"""The box is emptied, its keys are destroyed, and what was deleted is cleared off the disk.

Three steps, each safe to repeat: `empty` in the transaction of the count, `destroy` right after it,
`clear` by the worker's next round. A box is "gone" only when all three are done: whatever a killed
process left, the next round finishes.
"""

from django.db import connection, transaction

from surveys.ballot import keys
from surveys.ballot.models import COUNTED, GONE, Box, Collected, Invitee, Sealed
from surveys.ballot.stirring import hold_tables

OURS = (Sealed, Collected, Invitee)


@transaction.atomic
def empty(label: str) -> None:
    """Delete every ballot, ballot paper and invitee of this wave. Call in a transaction."""
    hold_tables()
    Sealed.objects.filter(box_id=label).delete()
    papers = Collected.objects.filter(invitee__box_id=label)
    papers.delete()
    invitees = Invitee.objects.filter(box_id=label)
    # Nothing points at them any more, so a hundred thousand need not be read to be deleted.
    invitees._raw_delete(invitees.db)
    Box.objects.filter(pk=label).update(state=COUNTED)


def destroy(label: str) -> None:
    """After the commit: overwrite and remove the keys.

    Backups and logs of the database then hold boxes that nothing can open. May be repeated.
    """
    keys.destroy(label)


def clear(label: str, *, and_these: tuple[str, ...] = ()) -> None:
    """Destroy what is left of the keys, and clear the deleted rows off the disk. Takes a while.

    `and_these` names tables of others that held rows about the same people. May be repeated.
    """
    keys.destroy(label)
    _run(_clearing([model._meta.db_table for model in OURS] + list(and_these)))
    if not connection.in_atomic_block and not _still_there():
        Box.objects.filter(pk=label, state=COUNTED).update(state=GONE)


def _still_there() -> bool:
    """Whether deleted rows are still on the disk: PostgreSQL keeps them while an older transaction
    runs. Seen where a table is empty and its file is not; then the next round clears again."""
    if connection.vendor != "postgresql":
        return False
    empty_ones = [model._meta.db_table for model in OURS if not model._default_manager.exists()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(pg_relation_size(name::regclass)), 0) FROM unnest(%s) AS name",
            [empty_ones],
        )
        return bool(cursor.fetchone()[0])


def clear_what_was_stirred() -> None:
    """After a stir: PostgreSQL keeps the old rows, in their old order, until they are vacuumed."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        _run(["VACUUM ballot_sealed, ballot_collected"])


def _run(statements: list[str]) -> None:
    for statement in statements:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _clearing(tables: list[str]) -> list[str]:
    """Not possible inside a transaction, as in a test that rolls back."""
    if connection.in_atomic_block:
        return []
    if connection.vendor == "postgresql":
        return [f"VACUUM (FULL) {', '.join(map(connection.ops.quote_name, tables))}"]
    return ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]


def boxes_to_clear() -> list[str]:
    """Waves that were counted or abandoned, and are not gone from the disk yet."""
    return list(Box.objects.filter(state=COUNTED).order_by("pk").values_list("pk", flat=True))
