"""Sending an owner a link: when a lead asks for it, or whoever holds one that does not open here.

A link goes to the owner's own address and nowhere else, so asking for one gives nothing away.
Refuses with a sentence (`CannotSend`).
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import post
from accounts.models import User
from okrs.models import OwnerLink
from okrs.owner_links import making
from okrs.owner_links.opening import may_have_one
from okrs.owner_links.refusing import CannotSend

__all__ = ["CannotSend", "masked", "send", "send_another"]

PAUSE = timedelta(minutes=10)
A_DAY, MOST_A_DAY = timedelta(days=1), 5


@transaction.atomic
def send(*, owner: User, by: User, at: datetime) -> OwnerLink:
    """Put a message with a new link in the post, which a lead asked for."""
    stored = _locked(owner)
    return _send(stored, by=by, at=at)


@transaction.atomic
def send_another(*, instead_of: OwnerLink, at: datetime) -> OwnerLink:
    """The same for whoever holds a link that does not open where they are.

    A holder may be anybody, so theirs are counted: an owner's mailbox must not be filled.
    """
    stored = _locked(instead_of.owner)
    _refuse_too_many(stored, at, but=instead_of)
    return _send(stored, by=None, at=at)


def _locked(owner: User) -> User:
    stored = User.objects.select_for_update().get(pk=owner.pk)
    if not may_have_one(stored):
        raise CannotSend(
            _("%(name)s cannot check in: their role or account does not let them.")
            % {"name": stored.name}
        )
    return stored


def _send(owner: User, *, by: User | None, at: datetime) -> OwnerLink:
    link, token = making.make(owner=owner, by=by, at=at)
    post.send(to=owner.email, subject=_("Your link to check in"), body=_letter(link, token))
    return link


def _refuse_too_many(owner: User, at: datetime, *, but: OwnerLink) -> None:
    """`but` is the one that does not open: nobody is told to look for that in the mailbox."""
    today = OwnerLink.objects.filter(owner=owner, made_at__gt=at - A_DAY)
    others = list(today.exclude(pk=but.pk).order_by("made_at").values_list("made_at", flat=True))
    if others and others[-1] > at - PAUSE:
        raise CannotSend(_("A link was sent a few minutes ago. Look for it in the mailbox."))
    if len(others) >= MOST_A_DAY:
        raise CannotSend(_("Enough links have been sent today. Use the newest one in the mailbox."))


def _letter(link: OwnerLink, token: str) -> str:
    return _(
        "Hello %(name)s,\n\nthis opens your own key results, to check in:\n%(link)s\n\n%(terms)s\n"
    ) % {
        "name": link.owner.first_name,
        "link": address(token),
        "terms": terms(link),
    }


def address(token: str, key_result: int | None = None) -> str:
    """Where a link leads, whole, as it stands in a message."""
    return f"{settings.SITE_URL}{path(token, key_result)}"


def path(token: str, key_result: int | None = None) -> str:
    """Where it leads inside the site: to one key result, or to all of them."""
    if key_result is None:
        return reverse("mine:list", args=[token])
    return reverse("mine:check_in", args=[token, key_result])


def terms(link: OwnerLink) -> str:
    """What every message says of the link in it."""
    return _(
        "You need no password. The link opens your own check-ins and nothing else, until %(day)s. "
        "The first time it asks for a code, which comes to this address; then it opens in that "
        "browser and in no other."
    ) % {"day": date_format(link.expires_on, "j F Y")}


def masked(email: str) -> str:
    """ "s…@example.org": enough for its owner to know it, and for nobody else to learn it."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
