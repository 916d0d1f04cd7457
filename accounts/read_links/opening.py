"""Opening a link: whom it lets in, or why it does not, in a sentence."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ReadLink
from accounts.read_links.guest import Guest
from accounts.read_links.making import hashed

NOT_FOUND, GONE = 404, 410
UNKNOWN = gettext_lazy("There is no such link. A part of the address may be missing.")
WITHDRAWN = gettext_lazy("This link has been withdrawn, and no longer shows anything.")

MAKER_GONE = gettext_lazy("This link is closed: whoever made it no longer looks after the plan.")


@dataclass(frozen=True)
class Closed:
    """A link that opens nothing: the sentence for whoever holds it, and the status of HTTP."""

    sentence: str | Promise
    status: int


def opened(token: str, *, day: date) -> Guest | Closed:
    """One query, and on the first opening of a day one write.

    The link is found by the fingerprint of its secret, so how long the search takes tells nothing
    about the secret of any link.
    """
    links = ReadLink.objects.select_related("made_by")
    link = links.filter(token_hash=hashed(token)).first()
    if link is None:
        return Closed(UNKNOWN, NOT_FOUND)
    if link.withdrawn_at is not None:
        return Closed(WITHDRAWN, GONE)
    if day > link.expires_on:
        until = date_format(link.expires_on, "j F Y")
        return Closed(_("This link ended on %(day)s.") % {"day": until}, GONE)
    if not link.opens_on(day):
        return Closed(MAKER_GONE, GONE)
    if link.last_opened_on != day:
        ReadLink.objects.filter(pk=link.pk).update(last_opened_on=day)
    return Guest(name=link.audience, until=link.expires_on)
