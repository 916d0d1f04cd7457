"""Check-ins: what was read, of which day, by whom, and what they said. Never overwritten."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from okrs.models.columns import figure, known, one_of
from okrs.models.key_results import KeyResult
from okrs.rules.words import Word


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def standing(self) -> "CheckInQuerySet":
        """Without those that a correction replaced."""
        return self.filter(replaced_by=None)

    def told_first(self) -> "CheckInQuerySet":
        """Without corrections, which mend what was told and are no news; with what they mended."""
        return self.filter(replaces=None)

    def readings(self) -> "CheckInQuerySet":
        """Only those that give a figure or a word, not those that only confirm or comment."""
        return self.standing().filter(Q(value__isnull=False) | ~Q(word="") | Q(suppressed=True))

    def latest_first(self) -> "CheckInQuerySet":
        """By the date the figure describes, then by when it was told. Served by the index."""
        return self.order_by("-as_of", "-recorded_at", "-pk")

    def told_last(self) -> "CheckInQuerySet":
        """Of each key result the check-in told last, whether or not it gives a figure."""
        newest = CheckIn.objects.told_first().filter(key_result=OuterRef("key_result"))
        newest = newest.order_by("-recorded_at", "-pk")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


class CheckIn(models.Model):
    """One person's word on one key result. A correction points at what it replaces; both stay."""

    PERSON, SURVEY, IMPORT = "person", "survey", "import"
    SOURCES: ClassVar[list[tuple[str, Any]]] = [
        (PERSON, _("Check-in")),
        (SURVEY, _("Survey")),
        (IMPORT, _("Import")),
    ]

    key_result = models.ForeignKey(KeyResult, models.CASCADE, related_name="check_ins")
    key = models.UUIDField(default=uuid.uuid4, unique=True)  # the form's own: sent twice, kept once
    as_of = models.DateField()  # the day the figure describes
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=8, choices=SOURCES, default=PERSON)
    value = figure()
    numerator = figure()  # percent: the part; percent change: the count
    denominator = figure()  # percent: the whole
    evidence = models.JSONField(null=True, blank=True)  # of a published figure: okrs/evidence.py
    word = one_of(Word, blank=True)
    blocked = models.BooleanField(default=False)  # something is in the way, whatever the figure
    suppressed = models.BooleanField(default=False)  # too few people to say
    changed = models.TextField(blank=True)
    next = models.TextField(blank=True)
    blockers = models.TextField(blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    correction_why = models.CharField(max_length=300, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["key_result", "-as_of", "-recorded_at"],
                name="okrs_checkin_latest_first",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="okrs_checkin_confidence_is_0_to_10",
                condition=Q(confidence=None) | Q(confidence__lte=10),
            ),
            models.CheckConstraint(
                name="okrs_checkin_word_is_known", condition=known("word", Word, or_blank=True)
            ),
            models.CheckConstraint(
                name="okrs_checkin_suppressed_holds_no_figure",
                condition=Q(suppressed=False) | Q(value=None, numerator=None, denominator=None),
            ),
            models.CheckConstraint(
                name="okrs_checkin_evidence_is_of_what_the_survey_shows",
                condition=Q(evidence__isnull=True) | Q(source="survey", suppressed=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_result_id} {self.as_of}"

    @property
    def gives_a_reading(self) -> bool:
        """The same as `readings()`, for a row at hand."""
        return self.value is not None or bool(self.word) or self.suppressed
