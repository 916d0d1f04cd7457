"""A ballot is cast: its paper is checked, and the sealed box goes in, or replaces its last.

One SQL statement, and no reading before it. Nothing about the sender comes in.
"""

from django.db import connection

from surveys.ballot import blind_rsa, boxes, keys, labels, sealing
from surveys.ballot.models import OPEN
from surveys.ballot.refusals import Refused

# In PostgreSQL the row of the box is held until the ballot is in: whoever closes the box waits for
# the ballots on their way, and those that come later find it closed. SQLite has one writer anyway.
PUT_IN = """
INSERT INTO ballot_sealed (nullifier, box_id, sealed)
SELECT %s, label, %s FROM ballot_box WHERE label = %s AND state = %s {held}
ON CONFLICT (nullifier) DO UPDATE SET sealed = excluded.sealed
"""


def cast(*, label: str, input: bytes, signature: bytes, box: bytes) -> None:
    """Put one sealed ballot in. The same ballot paper replaces its own. Gives nothing on purpose.

    Raises Refused: bad-ballot (a forged paper, one of another wave, a box of another length),
    closed, not-open.
    """
    public = boxes.public_keys(label).signs
    good = (
        len(box) == sealing.BOX_BYTES
        and labels.belongs(label, input)
        and blind_rsa.verify(public, signature, input)
    )
    if not good:
        raise Refused("bad-ballot")
    if not keys.are_here(label):  # a copy of the database was put back after the count
        raise Refused("closed")
    if not _put_in(label, labels.nullifier(input), box):
        raise Refused("closed")


def _put_in(label: str, nullifier: bytes, box: bytes) -> bool:
    """Whether it went in: a closed box takes nothing."""
    held = "FOR SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(PUT_IN.format(held=held), [nullifier, box, label, OPEN])
        return bool(cursor.rowcount)


def seal(*, label: str, plaintext: bytes) -> bytes:
    """Seal answers to the wave's box key, as a browser does: the way without JavaScript."""
    return sealing.seal(boxes.public_keys(label).box_public, labels.info(label), plaintext)
