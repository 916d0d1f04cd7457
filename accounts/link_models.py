"""A link for a named audience. What opens it is kept only as a fingerprint, as a password is."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.roles import Capability


class ReadLink(models.Model):
    """Who may read with it, until when, and whether it was withdrawn.

    Nothing is kept of the people who open it: only the last day on which anybody did, so that a
    link nobody needs any more can be found and withdrawn.
    """

    audience = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256, in hexadecimal digits
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_on = models.DateField()  # the last day on which it opens
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    last_opened_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="accounts_readlink_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.audience

    @property
    def has_lost_its_maker(self) -> bool:
        """Whether who made it may make none any more. They were shown the address: it would let
        them in after their account was closed, or the published demo people out of the demo.
        """
        let_out = self.made_by.is_demo and not settings.DEMO
        return let_out or not self.made_by.may(Capability.EDIT_PLAN)

    def opens_on(self, day: date) -> bool:
        """Reads who made it: have it selected."""
        stands = self.withdrawn_at is None and day <= self.expires_on
        return stands and not self.has_lost_its_maker
