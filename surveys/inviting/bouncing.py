"""Messages that came back: noted from what a lead pastes, and put right, one address at a time."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from surveys import moving
from surveys.inviting.addresses import address
from surveys.models import Invitation, Wave
from surveys.models.invitations import Delivery
from surveys.refusals import CannotChangeWave
from surveys.states import State

BETWEEN = re.compile(r"[\s,;:|<>()\[\]\"']+")
AT_ONCE = 500  # addresses in one query


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
    """Write to this address from now on, also if it is the same: it waits for the invitations.

    Their code stays what it is. Raises CannotNote.
    """
    wave = moving.locked(invitation.wave)
    _refuse_unless_open(wave)
    if wave.invitations.filter(email=email).exclude(pk=invitation.pk).exists():
        raise CannotNote(_("Somebody else on the list has this address."))
    invitation.email, invitation.trouble = email, ""
    invitation.delivery, invitation.run = Delivery.WAITING, None
    invitation.save(update_fields=["email", "trouble", "delivery", "run"])
    audit.record(by=by, verb="corrected an address of", about=wave, at=at)
    return invitation


def _refuse_unless_open(wave: Wave) -> None:
    if wave.state != State.OPEN:
        raise CannotNote(_("Messages go out while a survey is open, and this one is not."))
