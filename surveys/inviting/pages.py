"""What the pages of inviting show."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from surveys.ballot import door
from surveys.inviting import letters
from surveys.inviting.bouncing import REFUSED
from surveys.inviting.checking import LeftBlank, LeftOut, Person, StaffList
from surveys.inviting.columns import Column
from surveys.inviting.how_far import HowFar, how_far
from surveys.inviting.known import known_in
from surveys.inviting.listing import carried, new_among
from surveys.models import Wave
from surveys.models.invitations import Delivery, RunKind
from surveys.states import State

FIRST_ROWS = 10
SHOWN = 200  # sentences about rows on one page
AN_EXAMPLE = "K7QX9M2PD4TA6WZ8H3VB5NFC1E"
CAN_CHANGE = (State.DRAFT, State.OPEN)


@dataclass(frozen=True)
class Checked:
    """A list as understood, before anything of it is stored."""

    total: int
    new: int
    first: list[Person]
    left_out: list[LeftOut]
    left_out_more: int
    left_blank: list[LeftBlank]
    left_blank_more: int
    columns: list[tuple[Column, str]]
    headers_left_out: tuple[str, ...]
    not_asked: list[Column]
    text: str


def checked(wave: Wave, found: StaffList) -> Checked:
    """The page between reading a list and putting it in. One query."""
    new = found.people
    if wave.state == State.OPEN:
        new = new_among(wave, found.people)
    return Checked(
        total=len(found.people),
        new=len(new),
        first=found.people[:FIRST_ROWS],
        left_out=found.left_out[:SHOWN],
        left_out_more=max(0, len(found.left_out) - SHOWN),
        left_blank=found.left_blank[:SHOWN],
        left_blank_more=max(0, len(found.left_blank) - SHOWN),
        columns=list(found.match.headers.items()),
        headers_left_out=found.match.left_out,
        not_asked=found.not_asked,
        text=carried(wave, found.people),
    )


@dataclass(frozen=True)
class Answers:
    """What a column may say, for the page that asks for the list."""

    column: Column
    labels: list[str]


def answers(wave: Wave) -> list[Answers]:
    """The columns that this wave keeps, with what each may say."""
    known = known_in(wave)
    return [
        Answers(column, sorted(set(known[column].values())))
        for column in Column
        if known.get(column)
    ]


@dataclass(frozen=True)
class Sending:
    """The page of messages: how far, and the text of the one that may go out next."""

    far: HowFar
    kind: RunKind
    subject: str
    body: str
    to: int
    is_open: bool


def sending(wave: Wave, *, kind: str | None, at: datetime) -> Sending:
    """Invitations first; once they are out, a reminder, unless another kind is asked for."""
    far = how_far(wave, at=at)
    chosen = _kind(kind) or (RunKind.INVITATION if _anyone_new(far) else RunKind.REMINDER)
    message = letters.letter(wave=wave, kind=chosen, fingerprint=_fingerprint(wave))
    return Sending(
        far=far,
        kind=chosen,
        subject=message.subject,
        body=message.to(AN_EXAMPLE),
        to=_to(far, chosen),
        is_open=wave.state == State.OPEN,
    )


def _kind(said: str | None) -> RunKind | None:
    return RunKind(said) if said in RunKind.values else None


def _anyone_new(far: HowFar) -> bool:
    return far.not_written > 0 or not far.sent


def _to(far: HowFar, kind: RunKind) -> int:
    """How many it goes through: never how many of them have not collected their ballot paper."""
    reachable = far.listed - far.came_back
    if kind == RunKind.INVITATION:
        return far.not_written
    return reachable - far.not_written if kind == RunKind.REMINDER else reachable


def _fingerprint(wave: Wave) -> str:
    if wave.state == State.DRAFT:
        return _("(made when the survey opens)")
    return door.public_keys(wave.label).fingerprint


@dataclass(frozen=True)
class CameBack:
    """One address that came back, and whether it can be corrected."""

    pk: int
    email: str
    trouble: str
    can_be_corrected: bool


def came_back(wave: Wave) -> list[CameBack]:
    """Those whose messages came back, by address; at most as many as one page shows."""
    rows = wave.invitations.filter(delivery=Delivery.BOUNCED).order_by("email")[:SHOWN]
    refused = set(wave.invitations.filter(REFUSED).values_list("pk", flat=True))
    return [CameBack(one.pk, one.email, one.trouble, one.pk in refused) for one in rows]
