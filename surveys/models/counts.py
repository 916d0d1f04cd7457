"""What is known of taking part: once a day while a wave is open, and for good at the count."""

from django.db import models

from surveys.models.waves import Wave


class Participation(models.Model):
    """How many took part by the end of one day: the whole organisation, rounded to 5.

    The only figure there is while a wave is open. Source: docs/adr/0007-the-ballot.md.
    """

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="participation")
    day = models.DateField()
    invited = models.PositiveIntegerField()
    responded = models.PositiveIntegerField()  # ballots in the box, rounded to 5

    class Meta:
        constraints = [
            models.UniqueConstraint(name="surveys_participation_once_a_day", fields=["wave", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.wave_id}: {self.day}"


class WaveCount(models.Model):
    """What the count left: how many, and the ballot numbers, so that everyone can find theirs."""

    wave = models.OneToOneField(Wave, models.CASCADE, related_name="count")
    invited = models.PositiveIntegerField()
    collected = models.PositiveIntegerField()
    reissued = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField()
    by_unit = models.JSONField(default=list)  # taking part by unit, only where it is safe to say
    languages = models.JSONField(default=list)
    numbers = models.BinaryField(default=b"")  # 32 bytes each, in sorted order

    def __str__(self) -> str:
        return f"The count of {self.wave_id}"
