"""Making, taking up and withdrawing owner links.

Two secrets of 256 bits each. One stands in the address and goes out by e-mail, the other is given
to the browser that takes the link up, as a cookie: the address alone opens nothing any more. Of
both only the SHA-256 is kept, as of read-only links (accounts/read_links/making.py says why).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.audit import Way
from accounts.models import User
from accounts.read_links.making import BYTES, hashed
from okrs.models import OwnerLink
from okrs.owner_links import codes

LASTS = timedelta(days=30)
"""As long as the longest grace: what it was sent for is long past. Every reminder brings a new
one, so an owner who answers when asked never meets the end of one."""


@transaction.atomic
def make(*, owner: User, by: User | None, at: datetime) -> tuple[OwnerLink, str]:
    """A new link, and the secret of its address: the only time that anybody can read it.

    `by` is None where the program sends it by itself; what a person sends is recorded.
    """
    token = secrets.token_urlsafe(BYTES)
    last_day = timezone.localdate(at) + LASTS
    link = OwnerLink.objects.create(
        owner=owner, token_hash=hashed(token), made_by=by, made_at=at, expires_on=last_day
    )
    if by:
        changes = {"expires_on": ["", last_day.isoformat()]}
        audit.record(by=by, verb="sent a check-in link to", about=link, at=at, changes=changes)
    return link, token


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of taking a link up: the browser's secret, or why its code was refused."""

    secret: str = ""
    refused: str = ""


@transaction.atomic
def take_up(*, link: OwnerLink, code: str, browser: str, at: datetime) -> Taken | None:
    """Bind the link to the browser that asks, and that holds the code mailed for it.

    None where another browser was first, or the link was withdrawn meanwhile. The owner's links
    from before it end: whoever reads the owner's mail has the only one that opens.
    """
    stored, before = _held(link)
    if stored.browser_hash or stored.withdrawn_at:
        return None
    if refused := codes.refused(stored, code=code, browser=browser, at=at):
        return Taken(refused=refused)
    secret = secrets.token_urlsafe(BYTES)
    stored.browser_hash, stored.taken_up_at = hashed(secret), at
    stored.save(update_fields=["browser_hash", "taken_up_at"])
    OwnerLink.objects.filter(pk__in=before).update(withdrawn_at=at)  # by nobody: taken over
    codes.forget(OwnerLink.objects.filter(owner=stored.owner, pk__lte=stored.pk))
    with audit.by_way_of(Way.LINK):
        audit.record(by=stored.owner, verb="opened a check-in link for", about=stored, at=at)
    return Taken(secret=secret)


def _held(link: OwnerLink) -> tuple[OwnerLink, list[int]]:
    """The link, and those of its owner from before it that stand; held from the oldest on, so that
    two of one owner taken up in the same instant never wait for each other."""
    up_to_it = OwnerLink.objects.filter(owner=link.owner_id, pk__lte=link.pk)
    held = up_to_it.filter(Q(withdrawn_at=None) | Q(pk=link.pk)).order_by("pk")
    *before, stored = held.select_for_update(of=("self",)).select_related("owner")
    return stored, [one.pk for one in before]


@transaction.atomic
def withdraw(*, link: OwnerLink, by: User, at: datetime) -> None:
    """From now on it opens nothing. Of one that was withdrawn already nothing changes."""
    stored = OwnerLink.objects.select_for_update().get(pk=link.pk)
    if stored.withdrawn_at is not None:
        return
    stored.withdrawn_by, stored.withdrawn_at = by, at
    stored.save(update_fields=["withdrawn_by", "withdrawn_at"])
    codes.forget(OwnerLink.objects.filter(pk=stored.pk))
    audit.record(by=by, verb="withdrew a check-in link for", about=stored, at=at)
