"""How much the headline page shows of what may be many: so much that it stays small on the wire.

Of three key results off track or of three hundred it shows the first few, says how many more there
are, and leads to the page that has them all. What owners write is as long as they like, so the page
is drawn with as much room as there can be, and again with less where it came out too large.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import get_script_prefix

from dashboards.comparing import CLEAR
from dashboards.kept_pages import compressed
from dashboards.squeezing import thinned
from dashboards.survey_moves import Move

BYTES = 8_192  # of the whole page as it is sent, with the drawings of its charts
FRAME = 960  # of those around its main part: what a menu takes, and names of usual lengths
MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Room:
    """- `cards`: key results off track that are told of, with their reasons and what is next.
    - `moves`: key results among what changed. `named`: those that are only named, in one list.
    - `letters`: of what one person wrote in one place. `lines`: letters of a source, or of why
      something is red or cannot be said.
    """

    cards: int
    moves: int
    named: int
    letters: int
    lines: int


ROOMS = (
    Room(cards=3, moves=3, named=4, letters=200, lines=600),
    Room(cards=3, moves=3, named=4, letters=150, lines=200),
    Room(cards=3, moves=2, named=3, letters=90, lines=160),
    Room(cards=3, moves=1, named=1, letters=60, lines=160),
    Room(cards=2, moves=1, named=1, letters=60, lines=160),
    Room(cards=1, moves=0, named=0, letters=50, lines=120),
    Room(cards=0, moves=0, named=0, letters=40, lines=80),
)
"""The largest first. Sources are shortened first, as they stand in full where it is told how a
finding was counted; then what people wrote, and lists of names; cards come last."""


def fitted(draw: Callable[[Room], HttpResponse], rooms: Sequence[Room] = ROOMS) -> HttpResponse:
    """The page with as much as fits; with the least where even that is too large."""
    for room in rooms[:-1]:
        made = draw(room)
        if _fits(made.content):
            return made
    return draw(rooms[-1])


def _fits(page: bytes) -> bool:
    """By its main part first, which is the same for all who read: so a guest, in whose addresses a
    link stands, and a lead, whose menu is longer, are shown as much as a leader is."""
    page = thinned(page.replace(get_script_prefix().encode(), b"/"))
    main = MAIN.search(page)
    if main and len(compressed(main[0])) > BYTES - FRAME:
        return False
    return len(compressed(page)) <= BYTES


def few_moves(found: Sequence[Move], number: int) -> tuple[Move, ...]:
    """Everything but key results, and so many of those: clear changes before others. In order."""
    own = sorted((move for move in found if move.address), key=lambda move: move.verdict != CLEAR)
    left_out = {id(move) for move in own[number:]}
    return tuple(move for move in found if id(move) not in left_out)
