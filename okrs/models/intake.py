"""How rows come into the plan: what the playbook offers and we decline, and imported sheets."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from strategy.models import Strategy


class PlaybookDecision(models.Model):
    """A row of the playbook that we do not take up, and why: a decision, not an accident."""

    REASONS: ClassVar[list[tuple[str, Any]]] = [
        ("already", _("We do it already")),
        ("later", _("Not now: ask us again on a date")),
        ("misfit", _("It does not fit our kind of work")),
        ("covered", _("Another key result covers it")),
    ]

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="+")
    playbook_id = models.CharField(max_length=12)
    reason = models.CharField(max_length=8, choices=REASONS)
    sentence = models.CharField(max_length=300, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "playbook_id"], name="okrs_playbookdecision_is_one_a_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.playbook_id}: {self.reason}"


class SheetImport(models.Model):
    """A sheet on its way in: kept as typed until somebody confirms, so that nothing is lost."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    shape = models.CharField(
        max_length=16, blank=True, default=""
    )  # whose columns: "" is anybody's
    cells = models.JSONField()  # the sheet as read: rows of strings
    columns = models.JSONField(default=dict)  # {what it is: number of its column}
    rows = models.JSONField(default=list)  # rows as understood and mended, one a key result
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    made = models.JSONField(default=dict)  # what confirming wrote, so that it can be undone
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
