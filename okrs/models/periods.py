"""Periods of a strategy: reviewed, closed and kept as they stood, with what each came to."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from okrs.models.key_results import KeyResult
from strategy.models import Strategy


class Period(models.Model):
    """A stretch of the strategy that is looked back on as a whole: a year, a half, a quarter."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="periods")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    reflection = models.TextField(blank=True)  # what the whole of it taught
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="okrs_period_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="okrs_period_closed_by_somebody",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["strategy", "name"], name="okrs_period_name_is_used_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PeriodResult(models.Model):
    """What one key result came to in a period: said while it is reviewed, acted on at the close."""

    ACHIEVED, MISSED, CARRIED, GOES_ON = "achieved", "missed", "carried", "goes_on"
    OUTCOMES: ClassVar[list[tuple[str, Any]]] = [
        ("", _("Not decided yet")),
        (ACHIEVED, _("Achieved")),
        (MISSED, _("Missed")),
        (CARRIED, _("Carried over")),
        (GOES_ON, _("Goes on")),
    ]

    period = models.ForeignKey(Period, models.PROTECT, related_name="results")
    key_result = models.ForeignKey(KeyResult, models.PROTECT, related_name="results")
    outcome = models.CharField(max_length=8, choices=OUTCOMES, blank=True, default="")
    reflection = models.TextField(blank=True)
    successor = models.ForeignKey(
        KeyResult, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["period", "key_result"], name="okrs_periodresult_is_one_a_key_result"
            ),
            models.CheckConstraint(
                name="okrs_periodresult_outcome_is_known",
                condition=Q(outcome__in=["", "achieved", "missed", "carried", "goes_on"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.key_result_id} {self.outcome}"


class PeriodSnapshot(models.Model):
    """A period as it stood when it was closed: written once. Closed again, there is another."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)  # the form's own: sent twice, kept once
    period = models.ForeignKey(Period, models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField()
    content = models.TextField()  # canonical JSON: okrs/periods/keeping.py
    digest = models.CharField(max_length=64)  # SHA-256 of the content, in hexadecimal digits
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["period", "number"], name="okrs_periodsnapshot_is_numbered"
            ),
            models.CheckConstraint(
                name="okrs_periodsnapshot_reopened_says_why",
                condition=Q(reopened_at=None, reopened_by=None, reopened_why="")
                | (Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~Q(reopened_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.number}"
