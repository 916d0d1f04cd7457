"""Signing in, failing to and setting a password, told to the record.

What is kept of a failure: that it was tried on this person's account, and when. Not the password,
not the address it came from; and nothing at all where nobody here has the e-mail address, because
what was typed may be a stranger's address, or a password in the wrong box.
"""

from typing import Any

from allauth.account import signals
from django.dispatch import receiver
from django.utils import timezone

from accounts import audit
from accounts.models import User


def failed(email: str) -> None:
    """Record that somebody tried to sign in as the person with this address, if there is one."""
    if user := User.objects.filter(email__iexact=email).first():
        audit.record(by=None, verb="refused to sign in", about=user, at=timezone.now())


@receiver(signals.user_logged_in)
def _signed_in(user: User, **kwargs: Any) -> None:
    audit.record(by=user, verb="signed in", about=user, at=timezone.now())


@receiver(signals.password_changed)
@receiver(signals.password_reset)
def _set_a_password(user: User, **kwargs: Any) -> None:
    audit.record(by=user, verb="set the password of", about=user, at=timezone.now())
