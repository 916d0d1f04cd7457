"""Key results with their milestones: a figure that goes from a baseline to a target."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from okrs.followed import DISCLOSURE_RATE, GAP, RESPONSE_RATE, SHARE
from okrs.models.columns import MostlyEmptyJson, figure, known, one_of, weight
from okrs.models.objectives import Objective
from okrs.rules.words import Cadence, Direction, Intent, Kind, Pace, Source

SAID = "said"  # the name under which an owner's own word is joined: no field of the table
SAID_BY = [f"{SAID}__by"]


class KeyResultQuerySet(models.QuerySet["KeyResult"]):
    def active(self) -> "KeyResultQuerySet":
        """What counts: neither archived nor put aside as not applicable."""
        return self.filter(retired_as="", objective__retired_at=None)

    def owned_by(self, user: User) -> "KeyResultQuerySet":
        return self.filter(owner=user)

    def with_all_that_a_row_shows(self) -> "KeyResultQuerySet":
        """Objective, owner, latest reading and `said` in one query; milestones in one more."""
        joined = self.knowing_what_is_said().select_related("objective", "owner", "latest")
        return joined.select_related(*SAID_BY).prefetch_related("milestones")

    def knowing_what_is_said(self) -> "KeyResultQuerySet":
        """Lets `said` be joined: the one word of an owner that was not withdrawn, if any.

        Its last day may have passed: the rules look at that.
        """
        standing = Q(overrides__withdrawn_at=None)
        return self.alias(**{SAID: FilteredRelation("overrides", condition=standing)})

    def in_page_order(self) -> "KeyResultQuerySet":
        return self.order_by("objective__order", "objective_id", "order", "pk")


class KeyResult(models.Model):
    """One figure we promise to move, from where it was to where it should be, by a date.

    A From or To that nobody knows yet is empty, never zero: it is to be set by `set_by`.
    """

    ARCHIVED, NOT_APPLICABLE, CLOSED = "archived", "not_applicable", "closed"
    RETIRED: ClassVar[list[tuple[str, Any]]] = [
        (ARCHIVED, _("Archived")),
        (NOT_APPLICABLE, _("Not applicable")),
        (CLOSED, _("Closed with its period")),  # only by okrs.periods: never chosen by hand
    ]
    RESPONSE_RATE, DISCLOSURE_RATE, SHARE, GAP = RESPONSE_RATE, DISCLOSURE_RATE, SHARE, GAP
    FOLLOWED: ClassVar[list[tuple[str, Any]]] = [
        ("", _("Check-ins of its owner")),
        (RESPONSE_RATE, _("The response rate of our survey")),
        (DISCLOSURE_RATE, _("How many said something to a question of our survey")),
        (SHARE, _("A share that our survey publishes")),
        (GAP, _("The gap between such a share and a benchmark")),
    ]

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="key_results")
    title = models.CharField(max_length=240)
    definition = models.TextField(blank=True)  # what exactly is counted, in words
    kind = one_of(Kind)
    source = one_of(Source)  # what decides progress: the figure, the word or the milestones
    unit = models.CharField(max_length=120, blank=True)
    direction = one_of(Direction)
    from_value = figure()
    from_numerator = figure()
    from_denominator = figure()
    from_as_of = models.DateField(null=True, blank=True)  # dated, it is the first reading
    from_label = models.CharField(max_length=60, blank=True)  # "Current %": what the sheet said
    to_value = figure()
    to_label = models.CharField(max_length=60, blank=True)
    base_count = figure()  # percent change: the count that 0% stands for
    low = figure()  # keep at: limits, both inclusive
    high = figure()
    tolerance = figure()
    set_by = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    due_on = models.DateField()
    cadence = one_of(Cadence)
    follows = models.CharField(max_length=16, choices=FOLLOWED, blank=True, default="")
    followed = MostlyEmptyJson(default=dict, blank=True)  # which figure: okrs/followed.py
    pace = one_of(Pace)
    curve = MostlyEmptyJson(default=list, blank=True)  # [["2027-03-31", "0.25"], …]
    weight = weight()
    intent = one_of(Intent, default=Intent.committed.value)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reviewer = models.ForeignKey(  # hears when it is stale; without one, the leads do
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    guardrail = models.ForeignKey(  # a keep-at that must hold before this one may be green
        "self", models.SET_NULL, null=True, blank=True, related_name="guards"
    )
    predecessor = models.ForeignKey(  # carried over from, when its period was closed
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    also_supports = MostlyEmptyJson(default=list, blank=True)  # slugs of secondary pillars
    playbook_id = models.CharField(max_length=12, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)
    retired_as = models.CharField(max_length=16, choices=RETIRED, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_why = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    # Kept by okrs.latest: the latest accepted reading, and when somebody last vouched for it.
    latest = models.ForeignKey(
        "okrs.CheckIn", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_on = models.DateField(null=True, blank=True)
    blocked = models.BooleanField(default=False)
    ever_achieved = models.BooleanField(default=False)
    # Where confidence fell when it was told last; empty where it did not.
    fell_from = models.PositiveSmallIntegerField(null=True, blank=True)
    fell_to = models.PositiveSmallIntegerField(null=True, blank=True)
    fell_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    # No column: a StatusOverride, where read with all that a row shows and where there is one.
    said: Any = None
    # No column either: the keep-at out of the same plan, or None; False where no plan was read.
    beside: Any = False
    # Nor is what the survey gives it, in words: where an offline edition shows it.
    followed_in_words = ""

    objects = KeyResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="okrs_keyresult_words_are_known",
                condition=known("kind", Kind)
                & known("source", Source)
                & known("cadence", Cadence)
                & known("pace", Pace)
                & known("direction", Direction)
                & known("intent", Intent),
            ),
            models.CheckConstraint(
                name="okrs_keyresult_target_differs_from_baseline",
                condition=Q(from_value=None) | Q(to_value=None) | ~Q(from_value=F("to_value")),
            ),
            models.CheckConstraint(
                name="okrs_keyresult_percent_is_0_to_100",
                condition=~Q(kind=Kind.percent.value)
                | (
                    (Q(from_value=None) | Q(from_value__range=(0, 100)))
                    & (Q(to_value=None) | Q(to_value__range=(0, 100)))
                ),
            ),
            models.CheckConstraint(
                name="okrs_keyresult_is_due_after_it_starts",
                condition=Q(due_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="okrs_keyresult_weight_is_above_nothing", condition=Q(weight__gt=0)
            ),
            models.CheckConstraint(
                name="okrs_keyresult_limits_are_in_order",
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
            ),
            models.CheckConstraint(
                name="okrs_keyresult_retired_has_a_date",
                condition=Q(retired_as="", retired_at=None)
                | (~Q(retired_as="") & Q(retired_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="okrs_keyresult_follows_what_its_kind_can",
                condition=Q(follows="")
                | Q(
                    follows__in=[RESPONSE_RATE, DISCLOSURE_RATE, SHARE],
                    kind=Kind.percent.value,
                    cadence=Cadence.on_survey.value,
                )
                | Q(follows=GAP, kind=Kind.number.value, cadence=Cadence.on_survey.value),
            ),
            models.CheckConstraint(
                name="okrs_keyresult_is_not_its_own_kin",
                condition=(Q(guardrail=None) | ~Q(guardrail=F("id")))
                & (Q(predecessor=None) | ~Q(predecessor=F("id"))),
            ),
            models.UniqueConstraint(
                fields=["objective", "playbook_id"],
                condition=~Q(playbook_id="") & Q(retired_as=""),
                name="okrs_keyresult_of_the_playbook_is_taken_up_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """A step on the way: something done (action), or something reached (outcome)."""

    ACTION, OUTCOME = "action", "outcome"
    KINDS: ClassVar[list[tuple[str, Any]]] = [(ACTION, _("Action")), (OUTCOME, _("Outcome"))]

    key_result = models.ForeignKey(KeyResult, models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=8, choices=KINDS, default=ACTION)
    text = models.CharField(max_length=400)
    weight = weight()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    target_value = figure()  # an outcome's own target; none while it is "X%"
    target_unit = models.CharField(max_length=60, blank=True)
    promoted_to = models.ForeignKey(
        KeyResult, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # made a key result of its own: counted there, and no longer here
    playbook_id = models.CharField(max_length=12, blank=True)
    order = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="okrs_milestone_weight_is_above_nothing", condition=Q(weight__gt=0)
            ),
            models.CheckConstraint(
                name="okrs_milestone_is_an_action_or_an_outcome",
                condition=Q(kind__in=["action", "outcome"]),
            ),
        ]

    def __str__(self) -> str:
        return self.text
