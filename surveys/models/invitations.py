"""Who is invited, and how far the sending of invitations has come.

An invitation says who may answer, never what, and no moment: when a message went out would help
to guess whose ballot came in soon after.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.waves import Wave


class Delivery(models.TextChoices):
    WAITING = "waiting", _("Not sent yet")
    SENDING = "sending", _("Being sent")  # a worker killed here leaves it so: it may have gone out
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Came back")


class RunKind(models.TextChoices):
    INVITATION = "invitation", _("Invitations")
    REMINDER = "reminder", _("Reminder")
    LAST_CALL = "last_call", _("Last call")


class SendRun(models.Model):
    """One sending to many people. A task means: go on with it. The rows say what is left."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="runs")
    kind = models.CharField(max_length=10, choices=RunKind.choices)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished = models.BooleanField(default=False)
    heartbeat = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="surveys_sendrun_one_at_a_time", fields=["wave"], condition=Q(finished=False)
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Invitation(models.Model):
    """One person's invitation to one wave, until the wave is counted: then the row is deleted."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations")
    invitee = models.BigIntegerField(
        null=True, unique=True
    )  # their number in the ballot, once open
    email = models.EmailField()
    unit = models.CharField(max_length=380, blank=True)
    grade = models.CharField(max_length=120, blank=True)
    location = models.CharField(max_length=120, blank=True)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.WAITING)
    trouble = models.CharField(max_length=200, blank=True)
    run = models.ForeignKey(SendRun, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="surveys_invitation_once_a_wave", fields=["wave", "email"]
            ),
            models.CheckConstraint(
                name="surveys_invitation_delivery_is_one_we_know",
                condition=Q(delivery__in=Delivery.values),
            ),
        ]

    def __str__(self) -> str:
        return self.email


class Card(models.Model):
    """A printed card with a code, for somebody without e-mail. Nobody knows who took which."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="cards")
    invitee = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"A card of {self.wave_id}"
