"""That somebody was reminded: once for each step of each due date, even when killed half-way."""

from django.db import models

from accounts.models import User
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


class DayOfMail(models.Model):
    """That somebody was written to about the plan on a day: one message a day, and no second."""

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="okrs_dayofmail_is_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"


class WeekNotWanted(models.Model):
    """That somebody switched off the letter that tells leads of the week."""

    person = models.OneToOneField(User, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person_id)
