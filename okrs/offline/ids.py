"""How a row that was taken away is known again: its Id, and a Version that belongs to it alone.

The Version holds the row's own version, the last entry of the record at that moment, and a few
letters worked out from all of it with the installation's secret. So a number mistyped, and a sheet
of another installation, are noticed; it is no lock, for whoever may bring a sheet may edit anyway.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from hmac import HMAC

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = 6
ID = re.compile(r"^(KR|O|M)-(\d{1,9})$", re.I)
VERSION = re.compile(rf"^v(\d{{1,9}})-(\d{{1,12}})-([0-9a-f]{{{LETTERS}}})$", re.I)


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """Which row of which table it was, at which version, as of which entry of the record."""

    table: str  # "KR", "O" or "M"
    pk: int
    version: int
    entry: int

    @property
    def id(self) -> str:
        return f"{self.table}-{self.pk}"

    @property
    def stamp(self) -> str:
        """What stands under Version."""
        return f"v{self.version}-{self.entry}-{_seal(self, settings.SECRET_KEY)}"


class NoTicket(ValueError):
    """What stands under Id is no id at all."""


class Altered(ValueError):
    """Id and Version do not belong together."""


def ticket_of(id_text: str, stamp: str) -> Ticket:
    """The row that a line of a sheet was. Raises NoTicket or Altered."""
    found = ID.match(id_text.strip())
    if not found:
        raise NoTicket(id_text)
    said = VERSION.match(stamp.strip())
    if not said:
        raise Altered(stamp)
    ticket = Ticket(
        table=found[1].upper(), pk=int(found[2]), version=int(said[1]), entry=int(said[2])
    )
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if not any(constant_time_compare(_seal(ticket, one), said[3].lower()) for one in secrets):
        raise Altered(stamp)
    return ticket


def _seal(ticket: Ticket, secret: str | bytes) -> str:
    seal = _blank(secret).copy()
    seal.update(f"{ticket.table}-{ticket.pk} {ticket.version} {ticket.entry}".encode())
    return seal.hexdigest()[:LETTERS]


@lru_cache(maxsize=8)
def _blank(secret: str | bytes) -> HMAC:
    """A seal of nothing yet: thousands of rows are sealed with one secret."""
    return salted_hmac("okrs.offline", "", secret=secret)
