"""The list of people to invite: replaced while a wave is a draft, added to while it is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from surveys import moving
from surveys.ballot import door
from surveys.inviting.checking import Person
from surveys.models import Invitation, Wave
from surveys.refusals import CannotChangeWave
from surveys.states import State

AT_ONCE = 2_000  # rows written in one statement
A_DAY = 24 * 60 * 60


class CannotList(CannotChangeWave):
    """The list was refused; the message is fit to show."""


@dataclass(frozen=True)
class Listed:
    """What became of a list."""

    added: int
    already: int  # on the list before, and left as they were


@transaction.atomic
def put_list(*, wave: Wave, people: Sequence[Person], by: User | None, at: datetime) -> Listed:
    """A draft's list becomes this one; an open wave lets in those who are not on it yet.

    Nobody is taken off the list of an open wave: they may have answered. Raises CannotList.
    """
    wave = moving.locked(wave)
    if wave.state not in (State.DRAFT, State.OPEN):
        raise CannotList(_("The list of people cannot be changed any more: the survey is over."))
    if not people:
        raise CannotList(_("There is nobody on this list. Bring one with e-mail addresses."))
    before = wave.invitations.count()
    if wave.state == State.DRAFT:
        wave.invitations.all().delete()
    added = _add(wave, people)
    after = wave.invitations.count()
    changes = {"people": [before, after]}
    audit.record(by=by, verb="listed people for", about=wave, at=at, changes=changes)
    return Listed(added=added, already=len(people) - added)


def new_among(wave: Wave, people: Sequence[Person]) -> list[Person]:
    """Those who are not on the list yet. One query."""
    listed = set(wave.invitations.values_list("email", flat=True))
    return [person for person in people if person.email not in listed]


def _add(wave: Wave, people: Sequence[Person]) -> int:
    new = new_among(wave, people)
    numbers: list[int] | list[None] = [None] * len(new)
    if wave.state == State.OPEN:
        numbers = door.admit(label=wave.label, how_many=len(new))
    rows = (
        Invitation(wave=wave, invitee=number, **person._asdict())
        for person, number in zip(new, numbers, strict=True)
    )
    Invitation.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(new)


def carried(wave: Wave, people: Sequence[Person]) -> str:
    """A checked list as text for the page to hold until somebody confirms it, signed by us.

    So nothing about anybody is stored before that, and a restart in between loses nothing.
    """
    return signing.dumps([list(person) for person in people], salt=_salt(wave), compress=True)


def taken_up(wave: Wave, text: str) -> list[Person]:
    """The list that `carried` wrote, up to a day ago. Raises CannotList for any other text."""
    try:
        kept = signing.loads(text, salt=_salt(wave), max_age=A_DAY)
    except signing.BadSignature as error:
        raise CannotList(_("The list has to be checked again. Send it once more.")) from error
    return [Person(*row) for row in kept]


def _salt(wave: Wave) -> str:
    return f"surveys.inviting.listing:{wave.label}"
