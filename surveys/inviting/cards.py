"""Cards for people without e-mail: a code to scan or to type, and nothing that says whose it is.

A card belongs to nobody until somebody takes it. Cards are shown in an order drawn afresh each
time, which is kept nowhere, and bear no number: a pile of them says nothing about who took which.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from surveys import moving
from surveys.ballot import door
from surveys.inviting.letters import link_of, page_of
from surveys.models import Card, Wave
from surveys.refusals import CannotChangeWave
from surveys.states import State

FEWEST = 10  # made or printed at once: somebody would know who got the one card of a pile of one
MOST_AT_ONCE = 5_000
A_PAGE = 200  # cards on one page of the browser
A_SHEET = 8  # cards on one A4 sheet
AT_ONCE = 2_000  # rows written in one statement


class CannotMakeCards(CannotChangeWave):
    """Cards were refused; the message is fit to show."""


@transaction.atomic
def choose_cards(*, wave: Wave, how_many: int, by: User | None, at: datetime) -> Wave:
    """A draft will have so many cards when it opens; an open wave gets so many more, now.

    Raises CannotMakeCards.
    """
    wave = moving.locked(wave)
    if wave.state not in (State.DRAFT, State.OPEN):
        raise CannotMakeCards(_("No more cards can be made: the survey is over."))
    if how_many < FEWEST:
        raise CannotMakeCards(
            _("Make 10 or more at once. With fewer, one could tell who got which.")
        )
    if wave.state == State.DRAFT:
        before, after = int(wave.choices.get("cards", 0)), how_many
        wave.choices = {**wave.choices, "cards": how_many}
        wave.save(update_fields=["choices"])
    else:
        before = wave.cards.count()
        after = before + how_many
        _make(wave, how_many)
    changes = {"cards": [before, after]}
    audit.record(by=by, verb="made cards for", about=wave, at=at, changes=changes)
    return wave


def _make(wave: Wave, how_many: int) -> None:
    numbers = door.admit(label=wave.label, how_many=how_many, short=True)
    cards = (Card(wave=wave, invitee=number) for number in numbers)
    Card.objects.bulk_create(cards, batch_size=AT_ONCE)


@dataclass(frozen=True)
class Square:
    """A QR code as one path of an SVG: ISO/IEC 18004. `size` is its side, with its quiet zone."""

    size: int
    path: str


@dataclass(frozen=True)
class Printed:
    """What stands on one card besides the words that are the same on all of them."""

    code: str
    square: Square


@dataclass(frozen=True)
class Stack:
    """One page of the browser: sheets of cards, and the way to the next page."""

    sheets: list[list[Printed]]
    shuffle: str
    newest: int
    page: int
    pages: int


def new_shuffle() -> str:
    """What an order is drawn from, in the form's own field: it is never stored or in an address."""
    return secrets.token_hex(16)


def stack(*, wave: Wave, newest: int, shuffle: str, page: int) -> Stack:
    """The newest so many cards, shuffled; one page of them. Needs the wave's invitation key.

    Never fewer than ten, if there are so many: a pile of one would say whose it is.
    """
    newest = max(newest, FEWEST)
    pile = list(wave.cards.order_by("-pk").values_list("invitee", flat=True)[:newest])
    pile.sort(key=lambda number: hashlib.sha256(f"{shuffle}:{number}".encode()).digest())
    pages = max(1, -(-len(pile) // A_PAGE))
    page = min(max(1, page), pages)
    chosen = pile[(page - 1) * A_PAGE : page * A_PAGE]
    printed = _printed(wave, chosen)
    sheets = [printed[start : start + A_SHEET] for start in range(0, len(printed), A_SHEET)]
    return Stack(sheets=sheets, shuffle=shuffle, newest=newest, page=page, pages=pages)


def _printed(wave: Wave, invitees: Sequence[int]) -> list[Printed]:
    address = page_of(wave)
    codes = [door.token_of(label=wave.label, invitee=number, short=True) for number in invitees]
    return [Printed(door.spaced(code), square(link_of(address, code))) for code in codes]


QUIET = 4  # modules of white around a code: ISO/IEC 18004, section 6.3.8


def square(text: str) -> Square:
    """The QR code of a text, its dark modules as one path: no style of its own, any colour."""
    rows = list(segno.make(text, error="m", micro=False).matrix)
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Square(size=len(rows) + 2 * QUIET, path=path)
