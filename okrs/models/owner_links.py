"""A link that lets one owner check in without signing in. Its secrets are kept as fingerprints."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User


class OwnerLink(models.Model):
    """One owner's way to their own check-ins, until a day, in the first browser that took it up."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256, in hexadecimal digits
    browser_hash = models.CharField(max_length=64, blank=True)  # the same, of the browser's own
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_on = models.DateField()  # the last day on which it opens
    taken_up_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="okrs_ownerlink_taken_up_by_one_browser",
                condition=Q(taken_up_at=None, browser_hash="")
                | (Q(taken_up_at__isnull=False) & ~Q(browser_hash="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.owner)


class OpeningCode(models.Model):
    """A code that was mailed to a link's owner, for one browser to open it with."""

    link = models.ForeignKey(OwnerLink, models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)  # of the code with the browser's secret
    browser_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)  # wrong ones

    def __str__(self) -> str:
        return f"{self.link_id} {self.sent_at}"
