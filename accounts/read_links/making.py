"""Making and withdrawing read-only links. Refuses with a sentence (`CannotMake`).

The secret in a link is 256 bits from the operating system, as many as a key of AES has: nobody
finds one by trying, so guesses are not counted and nobody can be locked out. It is shown once,
when it is made; kept is its SHA-256, which is enough to know it again and useless to whoever reads
the database. A slow hash is for passwords that people make up; these 256 bits cannot be gone
through, however fast.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.models import ReadLink, User

BYTES = 32
LONGEST = timedelta(days=90)
"""A quarter: the time between two meetings of most boards. A link that outlives the meeting it was
made for is one that nobody remembers; making another takes a minute."""


class CannotMake(Exception):
    """A link was refused; the message is fit to show, `field` says where."""

    def __init__(self, message: str | Promise, *, field: str) -> None:
        super().__init__(str(message))
        self.field = field


GONE_ALREADY = gettext_lazy("This day has passed. Choose a day from today on.")


@transaction.atomic
def make(*, audience: str, expires_on: date, by: User, at: datetime) -> tuple[ReadLink, str]:
    """A new link, and its secret: the only time that anybody can read it. Raises CannotMake."""
    today = timezone.localdate(at)
    if expires_on < today:
        raise CannotMake(GONE_ALREADY, field="expires_on")
    if expires_on > today + LONGEST:
        raise CannotMake(
            _("A link lasts %(n)s days at most. Make another one when this has ended.")
            % {"n": LONGEST.days},
            field="expires_on",
        )
    token = secrets.token_urlsafe(BYTES)
    link = ReadLink.objects.create(
        audience=audience,
        token_hash=hashed(token),
        made_by=by,
        made_at=at,
        expires_on=expires_on,
    )
    changes = {"expires_on": ["", expires_on.isoformat()]}
    audit.record(by=by, verb="made a read-only link for", about=link, at=at, changes=changes)
    return link, token


@transaction.atomic
def withdraw(*, link: ReadLink, by: User, at: datetime) -> None:
    """From now on it opens nothing. Of one that was withdrawn already nothing changes."""
    stored = ReadLink.objects.select_for_update().get(pk=link.pk)
    if stored.withdrawn_at is not None:
        return
    stored.withdrawn_by, stored.withdrawn_at = by, at
    stored.save(update_fields=["withdrawn_by", "withdrawn_at"])
    audit.record(by=by, verb="withdrew a read-only link for", about=stored, at=at)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
