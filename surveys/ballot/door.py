"""The one door of the sealed box: the only file of this app that others may import.

Answers come in sealed, by `cast`. They are opened once, together, by `count`, and leave as tables
that have passed the gate of disclosure control: no exact table and no row comes out of here.
Nothing here gives back one person's answers, and nothing here can be asked who said what.
"""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from surveys.ballot import sealing, signing
from surveys.ballot.boxes import (
    Opened,
    admit,
    forget_public_keys,
    is_open,
    open_box,
    public_keys,
    token_of,
    withdraw,
)
from surveys.ballot.casting import cast, seal
from surveys.ballot.codes import in_groups, spaced
from surveys.ballot.codes import read as read_code
from surveys.ballot.counting import (
    FEWEST,
    Count,
    TooFew,
    close,
    count,
    count_rows,
)
from surveys.ballot.destroying import (
    boxes_to_clear,
    clear,
    clear_what_was_stirred,
    destroy,
    empty,
)
from surveys.ballot.guarding import Counted, NotABundle, bundle, count_bundle, sign
from surveys.ballot.keys import KeyGone, fingerprint, opens_here
from surveys.ballot.keys import destroy as discard_keys
from surveys.ballot.labels import nullifier
from surveys.ballot.logs import hushed
from surveys.ballot.models import Box, Collected, Invitee, Sealed
from surveys.ballot.papers import Credential, Paper, collect, paper_for
from surveys.ballot.refusals import Refused
from surveys.ballot.rows import mark
from surveys.ballot.signing import digest_of_patterns, is_signed
from surveys.ballot.stirring import stir
from surveys.ballot.tabulating import PAY, Column, Shape, fits

__all__ = [
    "FEWEST",
    "PAY",
    "Column",
    "Count",
    "Counted",
    "Credential",
    "KeyGone",
    "NotABundle",
    "Opened",
    "Paper",
    "Refused",
    "Shape",
    "TooFew",
    "admit",
    "ballots",
    "boxes_to_clear",
    "bundle",
    "cast",
    "clear",
    "clear_what_was_stirred",
    "close",
    "collect",
    "collected",
    "collected_among",
    "count",
    "count_bundle",
    "count_rows",
    "destroy",
    "digest_of_ballots",
    "digest_of_patterns",
    "discard_keys",
    "empty",
    "fingerprint",
    "fits",
    "forget_public_keys",
    "holds",
    "hushed",
    "in_groups",
    "invited",
    "is_box_key",
    "is_open",
    "is_signed",
    "mark",
    "nullifier",
    "open_box",
    "opens_here",
    "paper_for",
    "public_keys",
    "read_code",
    "reissued",
    "seal",
    "sign",
    "spaced",
    "stir",
    "token_of",
    "waiting",
    "withdraw",
]

QUERIED_AT_ONCE = 2_000  # ballot numbers looked for in one statement


def ballots(label: str) -> int:
    """How many ballots are in the box. Exact: for rounding, not for showing. One query."""
    return Sealed.objects.filter(box_id=label).count()


def invited(label: str) -> int:
    """How many may answer: by invitation or by card. One query."""
    return Invitee.objects.filter(box_id=label).count()


def collected(label: str) -> int:
    """How many ballot papers were handed out. Exact: for the count, not for showing. One query."""
    return Collected.objects.filter(invitee__box_id=label).count()


def reissued(label: str) -> int:
    """How many ballot papers were handed out a second time. Published, because it bounds abuse."""
    return Box.objects.values_list("reissued", flat=True).get(pk=label)


def waiting(label: str) -> "QuerySet[Invitee, int]":
    """The numbers of those who have not collected their ballot paper: a reminder goes to them."""
    have = Collected.objects.filter(invitee__box_id=label).values("invitee_id")
    return (
        Invitee.objects.filter(box_id=label)
        .exclude(pk__in=have)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def collected_among(label: str, invitees: Iterable[int]) -> int:
    """How many of these collected theirs. One query; for whole units at the count only."""
    held = Collected.objects.filter(invitee__box_id=label, invitee_id__in=list(invitees))
    return held.count()


def holds(label: str, numbers: Sequence[bytes]) -> bool:
    """Whether each of these ballot numbers is in the box: a guardian's count is checked with it."""
    found = 0
    for start in range(0, len(numbers), QUERIED_AT_ONCE):
        some = numbers[start : start + QUERIED_AT_ONCE]
        found += Sealed.objects.filter(box_id=label, nullifier__in=some).count()
    return found == len(numbers)


def digest_of_ballots(label: str) -> str:
    """Of all that is in the box, still sealed: a guardian's count is of the same. One query."""
    held = Sealed.objects.filter(box_id=label).values_list("nullifier", "sealed")
    return signing.digest_of_ballots((bytes(number), bytes(box)) for number, box in held.iterator())


def is_box_key(public: bytes) -> bool:
    """Whether a box can be sealed to this: an uncompressed point of P-256, 65 bytes."""
    try:
        sealing.public_key(public)
    except ValueError:
        return False
    return True
