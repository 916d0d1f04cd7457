"""That somebody was reminded: once for each step of each due date, even when killed half-way."""

from django.db import models

from okrs.models.key_results import KeyResult


class Reminder(models.Model):
    """One step of reminding about one due date: on the day, half-way through the grace, stale."""

    key_result = models.ForeignKey(KeyResult, models.CASCADE, related_name="+")
    due_on = models.DateField()
    step = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_result", "due_on", "step"], name="okrs_reminder_is_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_result_id} {self.due_on} {self.step}"
