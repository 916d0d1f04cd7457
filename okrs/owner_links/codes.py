"""The code that opens an owner's link the first time: six digits, mailed when somebody asks.

A link may be forwarded before anybody opened it. So whoever opens it proves that they read the
owner's mail just now. A code is for the one browser that asked, for a quarter of an hour and five
tries; a link sends five, so that nobody guesses and no mailbox is filled: 25 guesses in a million.
Refuses with a sentence (`CannotSend`).
"""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import post
from accounts.models import User
from accounts.read_links.making import BYTES, hashed
from okrs.models import OpeningCode, OwnerLink
from okrs.owner_links.refusing import CannotSend

DIGITS = 6
LASTS = timedelta(minutes=15)
PAUSE = timedelta(minutes=1)  # between two codes for one browser
MOST_TRIES, MOST_CODES = 5, 5  # of a code, and of a link


@transaction.atomic
def send(*, link: OwnerLink, browser: str, at: datetime) -> str:
    """Mail a code for this browser; gives the secret that the browser is to hold from now on.

    Of the code the SHA-256 is kept, together with that secret of 256 random bits: alone, a million
    codes would be tried in a moment by whoever reads the table.
    """
    links = OwnerLink.objects.select_for_update(of=("self",)).select_related("owner")
    stored = links.get(pk=link.pk)
    if stored.browser_hash or stored.withdrawn_at:
        raise CannotSend(_("This link no longer needs a code. Open it again."))
    sent = OpeningCode.objects.filter(link=stored)
    if sent.filter(browser_hash=hashed(browser), sent_at__gt=at - PAUSE).exists():
        raise CannotSend(_("A code was sent a moment ago. Look for it in the mailbox."))
    if sent.count() >= MOST_CODES:
        raise CannotSend(_("This link has sent all the codes it may. Have a new link sent."))
    secret, code = secrets.token_urlsafe(BYTES), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    OpeningCode.objects.create(
        link=stored, code_hash=_digest(code, secret), browser_hash=hashed(secret), sent_at=at
    )
    post.send(to=stored.owner.email, subject=_("Your code"), body=_letter(stored.owner, code))
    return secret


def waiting(link: OwnerLink, *, browser: str, at: datetime) -> OpeningCode | None:
    """The code that was sent for this browser, while it opens. One query."""
    sent = OpeningCode.objects.filter(link=link, browser_hash=hashed(browser))
    newest = sent.order_by("-sent_at", "-pk").first()
    return newest if newest and _opens(newest, at) else None


def all_sent(link: OwnerLink) -> bool:
    return OpeningCode.objects.filter(link=link).count() >= MOST_CODES


def refused(link: OwnerLink, *, code: str, browser: str, at: datetime) -> str:
    """Why this code does not open the link, or "". A wrong one is counted.

    Call it while the link is held: two browsers that guess at once are counted one after the other.
    """
    sent = OpeningCode.objects.filter(link=link, browser_hash=hashed(browser))
    newest = sent.order_by("-sent_at", "-pk").first()
    if newest is None:
        return _("No code was sent for this browser. Have one sent from here.")
    if not _opens(newest, at):
        return _("That code has expired. Have a new one sent.")
    typed = "".join(code.split()).replace("-", "")
    if len(typed) != DIGITS or not typed.isascii() or not typed.isdecimal():
        return _("The code has six digits. Copy it from the message.")
    if compare_digest(_digest(typed, browser), newest.code_hash):
        return ""
    newest.tries += 1
    newest.save(update_fields=["tries"])
    return _told(MOST_TRIES - newest.tries)


def forget(links: QuerySet[OwnerLink]) -> None:
    """What was mailed for links that need no code any more."""
    OpeningCode.objects.filter(link__in=links).delete()


def _opens(code: OpeningCode, at: datetime) -> bool:
    return code.tries < MOST_TRIES and at < code.sent_at + LASTS


def _told(left: int) -> str:
    if not left:
        return _("That is not the code, and it was the last try. Have a new one sent.")
    return ngettext(
        "That is not the code. Look at the newest message: %(n)s try is left.",
        "That is not the code. Look at the newest message: %(n)s tries are left.",
        left,
    ) % {"n": left}


def _digest(code: str, secret: str) -> str:
    return hashed(f"{code} {secret}")


def _letter(owner: User, code: str) -> str:
    return _(
        "Hello %(name)s,\n\nyour code to open your check-ins is\n\n%(code)s\n\nType it on the page "
        "that asked for it, within %(minutes)s minutes. You need it once: that browser is not "
        "asked again.\n\nIf you did not ask for a code, somebody else has your link. They see "
        "nothing without the code, so give it to nobody.\n"
    ) % {"name": owner.first_name, "code": code, "minutes": LASTS.seconds // 60}
