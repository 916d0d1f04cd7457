"""Opening an owner link: how it stands in this browser, and what to say where it does not open."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from hmac import compare_digest

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.read_links.making import hashed
from accounts.roles import Capability
from okrs.models import OwnerLink
from okrs.owner_links import codes


class Stand(Enum):
    """How a link stands in the browser that asks."""

    OPEN = "open"
    WAITING = "waiting"  # taken up by no browser yet
    SPENT = "spent"  # the same, and it sent all the codes it may
    ELSEWHERE = "elsewhere"
    REPLACED = "replaced"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Shut:
    """Of a link that does not open: the status of HTTP, why, and whether to offer another one."""

    status: int
    sentence: str | Promise
    may_ask: bool = False


SHUT: dict[Stand, Shut] = {
    Stand.ELSEWHERE: Shut(
        403, _("This link was opened in another browser, and opens in that one only."), True
    ),
    Stand.SPENT: Shut(410, _("This link has sent all the codes it may, so it has ended."), True),
    Stand.REPLACED: Shut(
        410, _("A newer link has since been opened, so this one has ended."), True
    ),
    Stand.ENDED: Shut(410, _("This link has ended."), True),
    Stand.WITHDRAWN: Shut(410, _("This link has been withdrawn, and no longer opens anything.")),
    Stand.CLOSED: Shut(410, _("This link is closed: its owner gives no readings here now.")),
    Stand.UNKNOWN: Shut(404, _("There is no such link. A part of the address may be missing.")),
}


@dataclass(frozen=True, kw_only=True)
class Found:
    """A link, if there is one, and how it stands in the browser that asks."""

    stand: Stand
    link: OwnerLink | None = None
    is_coded: bool = False  # a code was mailed for this browser, and opens


def found(token: str, *, browser: str, at: datetime) -> Found:
    """`browser` is the secret that the browser holds, "" where it holds none.

    One query; two more of a link that was not taken up yet.
    """
    links = OwnerLink.objects.select_related("owner")
    link = links.filter(token_hash=hashed(token)).first()
    if link is None:
        return Found(stand=Stand.UNKNOWN)
    stand = stand_of(link, browser=browser, day=timezone.localdate(at))
    if stand is not Stand.WAITING:
        return Found(stand=stand, link=link)
    if codes.waiting(link, browser=browser, at=at):
        return Found(stand=stand, link=link, is_coded=True)
    return Found(stand=Stand.SPENT if codes.all_sent(link) else stand, link=link)


def stand_of(link: OwnerLink, *, browser: str, day: date) -> Stand:
    """First match wins: what closes it for good comes before what closes it here."""
    if not may_have_one(link.owner):
        return Stand.CLOSED
    if link.withdrawn_at is not None:
        return Stand.WITHDRAWN if link.withdrawn_by_id else Stand.REPLACED
    if day > link.expires_on:
        return Stand.ENDED
    if not link.browser_hash:
        return Stand.WAITING
    is_this_one = compare_digest(hashed(browser), link.browser_hash)
    return Stand.OPEN if is_this_one else Stand.ELSEWHERE


def may_have_one(owner: User) -> bool:
    """Whether somebody can check in at all: the demo's people are published, and stay in it."""
    let_out = owner.is_demo and not settings.DEMO
    return not let_out and owner.may(Capability.CHECK_IN)
