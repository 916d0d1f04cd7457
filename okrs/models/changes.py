"""What changed how a key result reads: its baseline moved, or its owner overruled the colour."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from okrs.models.columns import figure, one_of
from okrs.models.key_results import KeyResult
from okrs.rules.words import Status


class BaselineChangeQuerySet(models.QuerySet["BaselineChange"]):
    def that_break_the_line(self) -> "BaselineChangeQuerySet":
        """Those that moved a known From: readings before and after cannot be compared.

        A new To alone moves the goal, and leaves every reading as true as it was.
        """
        moved = ~Q(old_from=F("new_from")) | Q(new_from=None) | ~Q(old_base_count=None)
        return self.filter(moved, is_rebaseline=True, old_from__isnull=False)

    def latest_first(self) -> "BaselineChangeQuerySet":
        return self.order_by("-at", "-pk")


class BaselineChange(models.Model):
    """From or To was set, or set anew. Setting anew is a re-baseline: it breaks the line."""

    key_result = models.ForeignKey(KeyResult, models.CASCADE, related_name="baseline_changes")
    on = models.DateField()  # readings from this day on belong to the new baseline
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.CharField(max_length=160, blank=True)
    reason = models.TextField(blank=True)
    old_from = figure()
    new_from = figure()
    old_from_as_of = models.DateField(null=True, blank=True)
    old_to = figure()
    new_to = figure()
    old_base_count = figure()
    is_rebaseline = models.BooleanField()

    objects = BaselineChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="okrs_baselinechange_anew_says_why",
                condition=Q(is_rebaseline=False) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_result_id} {self.on}: {self.old_from} → {self.new_from}"

    @property
    def breaks_the_line(self) -> bool:
        """The same as `that_break_the_line`, for a row at hand."""
        moved = self.old_from != self.new_from or self.old_base_count is not None
        return self.is_rebaseline and self.old_from is not None and moved


class StatusOverride(models.Model):
    """The owner says another colour, until a date, and why. Both are shown; nothing is hidden."""

    key_result = models.ForeignKey(KeyResult, models.CASCADE, related_name="overrides")
    status = one_of(Status)
    reason = models.CharField(max_length=300)
    until = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="okrs_statusoverride_says_why", condition=~Q(reason="")),
            models.UniqueConstraint(
                fields=["key_result"],
                condition=Q(withdrawn_at=None),
                name="okrs_statusoverride_stands_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_result_id} {self.status} until {self.until}"
