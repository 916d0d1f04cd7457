"""Messages that came back: noted from what a lead pastes, and put right, one address at a time.

Whoever has a code can see whether it was used. So no code that may have reached its person is ever
sent to another address: only an invitation that the post office refused to take, the first time it
was sent, can be corrected, and a new code goes to the new address. What came back in any other way
is skipped until somebody says that its address is right; with another address, the person is put on
the list as anybody new.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from surveys import moving
from surveys.ballot import door
from surveys.inviting.addresses import address
from surveys.models import Invitation, Wave
from surveys.models.invitations import Delivery, RunKind
from surveys.refusals import CannotChangeWave
from surveys.states import State

BETWEEN = re.compile(r"[\s,;:|<>()\[\]\"']+")
AT_ONCE = 500  # addresses in one query
REFUSED = Q(
    delivery=Delivery.BOUNCED,
    run__kind=RunKind.INVITATION,  # goes out once: there was no message before the one refused
    trouble__regex=r"^[45][0-9][0-9] ",  # the post office's own code: RFC 5321, section 4.2.1
)
"""Invitations that never left, and can be corrected. Nobody's hand writes `trouble`."""


class CannotNote(CannotChangeWave):
    """What came back could not be noted or put right; the message is fit to show."""


@dataclass(frozen=True)
class CameBack:
    """How many people were found by the addresses that were pasted, and which found nobody."""

    marked: int
    not_listed: list[str]


@transaction.atomic
def note_what_came_back(*, wave: Wave, text: str, by: User | None, at: datetime) -> CameBack:
    """Mark whoever is on the list among the addresses in this text, which may be whole messages.

    They are not written to again until somebody corrects the address. Raises CannotNote.
    """
    wave = moving.locked(wave)
    _refuse_unless_open(wave)
    said = dict.fromkeys(filter(None, map(address, BETWEEN.split(text))))
    if not said:
        raise CannotNote(_("There is no e-mail address in that. Paste the ones that came back."))
    listed = _listed(wave, list(said))
    changed = 0
    for start in range(0, len(listed), AT_ONCE):
        rows = wave.invitations.filter(email__in=listed[start : start + AT_ONCE])
        changed += rows.exclude(delivery=Delivery.BOUNCED).update(
            delivery=Delivery.BOUNCED, trouble=_("Noted by hand")
        )
    if changed:
        audit.record(by=by, verb="noted what came back to", about=wave, at=at)
    found = set(listed)
    return CameBack(len(listed), [email for email in said if email not in found])


def _listed(wave: Wave, emails: list[str]) -> list[str]:
    found: list[str] = []
    for start in range(0, len(emails), AT_ONCE):
        among = wave.invitations.filter(email__in=emails[start : start + AT_ONCE])
        found += among.values_list("email", flat=True)
    return found


@transaction.atomic
def correct_address(
    *, invitation: Invitation, email: str, by: User | None, at: datetime
) -> Invitation:
    """Write to this address from now on. Raises CannotNote.

    Another address is taken for what was refused alone, see above.
    """
    wave = moving.locked(invitation.wave)
    _refuse_unless_open(wave)
    stored = wave.invitations.filter(delivery=Delivery.BOUNCED, pk=invitation.pk).first()
    if stored is None:
        raise CannotNote(_("Its messages do not come back. Nothing was changed."))
    if was_refused(stored):
        _write_to(stored, email)
    else:
        _write_again(stored, email)
    audit.record(by=by, verb="corrected an address of", about=wave, at=at)
    return stored


def was_refused(invitation: Invitation) -> bool:
    """Whether its one message never left, so that it may go to another address. One query."""
    return Invitation.objects.filter(REFUSED, pk=invitation.pk).exists()


def _write_again(stored: Invitation, email: str) -> None:
    """The address was right all along: reminders go to it again, with the code it has."""
    if email != stored.email:
        raise CannotNote(
            _("Their code may have arrived. Put this address on the list, as a new person.")
        )
    stored.delivery = Delivery.SENT if stored.run_id else Delivery.WAITING
    stored.trouble = ""
    stored.save(update_fields=["delivery", "trouble"])


def _write_to(stored: Invitation, email: str) -> None:
    """Invite them anew, also at the same address: a new code, and the old one dies.

    If somebody collected with it all the same (it was refused, so it reached nobody, but a post
    office may err), it stays and no message goes out: `posting` passes over who has collected.
    Neither is told, here or on a page, for it would say who has taken part.
    """
    wave = stored.wave
    if wave.invitations.filter(email=email).exclude(pk=stored.pk).exists():
        raise CannotNote(_("Somebody else on the list has this address."))
    if stored.invitee and door.withdraw(label=wave.label, invitee=stored.invitee):
        (stored.invitee,) = door.admit(label=wave.label, how_many=1)
    stored.email, stored.trouble = email, ""
    stored.delivery, stored.run = Delivery.WAITING, None
    stored.save(update_fields=["invitee", "email", "trouble", "delivery", "run"])


def _refuse_unless_open(wave: Wave) -> None:
    if wave.state != State.OPEN:
        raise CannotNote(_("Messages go out while a survey is open, and this one is not."))
