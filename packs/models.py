"""Issued packs: written once, never changed, never taken away."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from disclosure.models import Kept, KeptModel
from packs import contents


class PackQuerySet(Kept):
    def newest_first(self) -> Self:
        return self.order_by("-number")

    def without_contents(self) -> Self:
        """For lists: who issued which, and not what is in it."""
        return self.defer("contents").select_related("by")


class Pack(KeptModel):
    """One pack as it was issued. `contents` is the text that packs.keeping writes: nothing else of
    it is shown anywhere, and `digest` says whether it still is what was issued."""

    class Kind(models.TextChoices):
        LEADERS = contents.LEADERS, _("For leaders: owners are named, with what they say")
        OPEN = contents.OPEN, _("For everybody: no owner is named")

    number = models.PositiveIntegerField(unique=True)
    as_of = models.DateField()
    audience = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    contents = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of all of the above: packs/reading.py
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)  # the form's own: sent twice, it issues once

    objects = PackQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="packs_pack_numbers_begin_at_1", condition=Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"Board pack {self.number}: {self.audience}"
