"""What the rooms above say of undoing their own entries, so that the record can offer it.

A room registers when the program starts, as it does what its things are called: the record sends
a form to the address it is given, and knows none of the rooms.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from accounts.models import AuditEvent, User


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Where a form is sent that undoes an entry; or "" and in a few words why it stays.

    `again`: undoing it does again what was undone.
    """

    address: str = ""
    again: bool = False
    why: str = ""


Offers = Callable[[Sequence[AuditEvent], User], Mapping[int, Offer]]
"""Of some entries by their numbers, for one reader: a fixed number of queries."""

_known: dict[str, Offers] = {}


def register(room: str, offers: Offers) -> None:
    """Say what a room offers. Said again, the last word counts."""
    _known[room] = offers


def offers_for(events: Sequence[AuditEvent], *, reader: User) -> dict[int, Offer]:
    """Every offer that any room makes for these entries."""
    return {
        number: offer for room in _known.values() for number, offer in room(events, reader).items()
    }
