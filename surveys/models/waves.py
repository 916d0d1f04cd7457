"""Waves: one asking of the survey, from draft to close."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from surveys.states import State


class Custody(models.TextChoices):
    """Who can open the box: docs/adr/0007-the-ballot.md weighs the two."""

    HOST = "host", _("A key file on the server")
    GUARDIAN = "guardian", _("A guardian outside HR")


class Origin(models.TextChoices):
    ASKED = "asked", _("Asked here")
    IMPORTED = "imported", _("An earlier survey, brought in")


class WaveQuerySet(models.QuerySet["Wave"]):
    def newest_first(self) -> "WaveQuerySet":
        return self.order_by("-pk")

    def open(self) -> "WaveQuerySet":
        return self.filter(state=State.OPEN)


class Wave(models.Model):
    """One asking of the survey. What touches anonymity is frozen, with its hash, when it opens."""

    label = models.CharField(max_length=12, unique=True)  # "w3": stands in addresses and ballots
    title = models.CharField(_("Name"), max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.ASKED)
    opens_on = models.DateField(_("Opens on"), null=True, blank=True)
    closes_on = models.DateField(_("Last day to answer"), null=True, blank=True)
    results_on = models.DateField(_("Results on"), null=True, blank=True)
    contact = models.CharField(_("Who to ask about this survey"), max_length=200, blank=True)
    done_last_time = models.TextField(_("What was done with the answers last time"), blank=True)
    choices = models.JSONField(
        default=dict
    )  # what the lead chose to ask: surveys/questions/choosing.py
    questions = models.JSONField(default=dict)  # the question set as frozen at opening
    plan = models.JSONField(default=dict)  # the table plan as frozen at opening
    plan_hash = models.CharField(max_length=64, blank=True)
    custody = models.CharField(max_length=8, choices=Custody.choices, default=Custody.HOST)
    guardian = models.CharField(_("The guardian"), max_length=160, blank=True)
    guardian_public = models.BinaryField(max_length=65, null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    stirred_at = models.DateTimeField(null=True, blank=True)  # of all boxes at once, never of one
    counting_what = models.CharField(max_length=20, blank=True)  # surveys/counting_words.py
    counting_done = models.PositiveIntegerField(default=0)
    counting_total = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = WaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="surveys_wave_state_is_one_we_know", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="surveys_wave_closes_after_it_opens",
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
            ),
            models.CheckConstraint(
                name="surveys_wave_is_frozen_once_open",
                condition=Q(state__in=[State.DRAFT, State.ABANDONED]) | ~Q(plan_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title
