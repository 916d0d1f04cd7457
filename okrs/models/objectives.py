"""Objectives: what a pillar wants, in words. The number is in the key results."""

from django.db import models
from django.db.models import Q

from okrs.models.columns import weight
from strategy.models import Strategy
from strategy.pillars import Pillar


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def active(self) -> "ObjectiveQuerySet":
        return self.filter(retired_at=None)

    def in_page_order(self) -> "ObjectiveQuerySet":
        return self.order_by("order", "pk")


class Objective(models.Model):
    """One thing a pillar is after."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="objectives")
    pillar = models.CharField(max_length=16, choices=Pillar.choices)
    title = models.CharField(max_length=200)
    weight = weight()
    order = models.PositiveIntegerField(default=0)
    playbook_id = models.CharField(max_length=12, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="okrs_objective_pillar_is_one_of_five",
                condition=Q(pillar__in=Pillar.values),
            ),
            models.CheckConstraint(
                name="okrs_objective_weight_is_above_nothing", condition=Q(weight__gt=0)
            ),
            models.UniqueConstraint(
                fields=["strategy", "playbook_id"],
                condition=~Q(playbook_id="") & Q(retired_at=None),
                name="okrs_objective_of_the_playbook_is_taken_up_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title
