"""What the script sends, read: rows to save, or entries of the record to take back.

Anything that is not what the script sends is refused with a sentence (`CannotRead`), before
anything is looked up: too many rows, too long a text, another type.
"""

import json
from typing import Any

from django.utils.translation import gettext as _

from okrs.grid.columns import Column
from okrs.grid.typed import Typed

MOST_ROWS = 100
MOST_EVENTS = 400
MOST_BYTES = 1_000_000
LONGEST = {"reason": 2_000, "approved_by": 160}
LARGEST = 2**63 - 1  # as far as a database counts


class CannotRead(Exception):
    """What was sent is not what the grid sends; the message is fit to show."""


def rows(body: bytes) -> list[Typed]:
    """The rows that a request asks to save, each named once."""
    sent = _list(body, "rows", most=MOST_ROWS)
    typed = [_row(one) for one in sent]
    if len({one.pk for one in typed}) != len(typed):
        raise CannotRead(_("The same row was sent twice at once. Load the page again."))
    return typed


def events(body: bytes) -> list[int]:
    """The entries of the record that a request asks to take back, in the order to do it."""
    return [_number(one) for one in _list(body, "events", most=MOST_EVENTS)]


def _list(body: bytes, name: str, *, most: int) -> list[Any]:
    if len(body) > MOST_BYTES:
        raise CannotRead(_("That is too much at once. Paste fewer rows."))
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise _not_ours() from None
    found = sent.get(name) if isinstance(sent, dict) else None
    if not isinstance(found, list) or not found:
        raise _not_ours()
    if len(found) > most:
        raise CannotRead(_("That is too much at once. Paste fewer rows."))
    return found


def _row(sent: Any) -> Typed:
    if not isinstance(sent, dict):
        raise _not_ours()
    return Typed(
        pk=_number(sent.get("id")),
        version=_number(sent.get("version")),
        cells=_cells(sent.get("cells")),
        seen=_cells(sent.get("seen", {})),
        reason=_text(sent.get("reason", ""), LONGEST["reason"]),
        approved_by=_text(sent.get("approved_by", ""), LONGEST["approved_by"]),
        keep=sent.get("keep") is True,
    )


def _number(sent: Any) -> int:
    if not isinstance(sent, int) or isinstance(sent, bool) or not 0 <= sent <= LARGEST:
        raise _not_ours()
    return sent


def is_number(text: str) -> bool:
    """Whether a text counts rows: digits, and no more of them than a database has."""
    return text.isascii() and text.isdecimal() and len(text) < len(str(LARGEST))


def _cells(sent: Any) -> dict[Column, str]:
    if not isinstance(sent, dict) or not set(sent) <= set(Column):
        raise _not_ours()
    return {Column(name): _text(text, MOST_BYTES) for name, text in sent.items()}


def _text(sent: Any, longest: int) -> str:
    """A text that a database can keep; without the characters that none can."""
    if not isinstance(sent, str):
        raise _not_ours()
    if len(sent) > longest:
        raise CannotRead(
            _("A cell has %(most)s letters at most. Shorten it, and try again.") % {"most": longest}
        )
    return sent.encode("utf-8", "ignore").decode().replace("\x00", "")


def _not_ours() -> CannotRead:
    return CannotRead(_("This was not understood. Load the page again, and try once more."))
