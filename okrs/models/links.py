"""What a key result points at: evidence that something happened, and what helps."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from okrs.models.key_results import KeyResult


class Link(models.Model):
    """Evidence that something happened, or a resource that helps: a title and an address."""

    EVIDENCE, RESOURCE = "evidence", "resource"
    KINDS: ClassVar[list[tuple[str, Any]]] = [(EVIDENCE, _("Evidence")), (RESOURCE, _("Resource"))]

    key_result = models.ForeignKey(KeyResult, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=8, choices=KINDS, default=EVIDENCE)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="okrs_link_is_evidence_or_resource",
                condition=Q(kind__in=["evidence", "resource"]),
            ),
        ]

    def __str__(self) -> str:
        return self.title
