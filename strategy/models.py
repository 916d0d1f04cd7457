"""The employer, its units, and the strategy they share."""

from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

DEEPEST = 3
NAME_KEPT_FOR = 60  # seconds that other processes may show an organisation's former name


class Organisation(models.Model):
    """The one employer this installation serves: another employer is another installation."""

    name = models.CharField(_("Name"), max_length=120)
    headcount = models.PositiveIntegerField(_("People employed"), null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    only_one = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="strategy_organisation_is_the_only_one", condition=Q(only_one=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.forget()

    @staticmethod
    def forget() -> None:
        """Read it anew the next time: for whoever must not show a former name for a minute."""
        cache.delete("organisation")

    @classmethod
    def current(cls) -> "Organisation | None":
        """The employer, or None before set-up. One query, then from memory for a minute."""
        found: Organisation | None = cache.get("organisation")
        if found is None and (found := cls.objects.first()):
            cache.set("organisation", found, NAME_KEPT_FOR)
        return found


class UnitQuerySet(models.QuerySet["Unit"]):
    def in_tree_order(self) -> "UnitQuerySet":
        return self.order_by("path")


class Unit(models.Model):
    """A part of the organisation. Three levels at most: deeper groups are too small to show."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    name = models.CharField(_("Name"), max_length=120)
    depth = models.PositiveSmallIntegerField(default=1)
    path = models.CharField(max_length=380, unique=True)  # "People › Hiring": sorts as a tree
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="strategy_unit_is_three_levels_deep_at_most",
                condition=Q(depth__gte=1, depth__lte=DEEPEST),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.parent and self.parent.depth >= DEEPEST:
            raise ValidationError(_("Units go three levels deep: choose a parent higher up."))


class Strategy(models.Model):
    """What the employer promises, from when to when, and who answers for it."""

    name = models.CharField(_("Name"), max_length=120)
    vision = models.CharField(_("Vision"), max_length=240)
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"))
    sponsor = models.CharField(_("Sponsor"), max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "strategies"
        constraints = [
            models.CheckConstraint(
                name="strategy_strategy_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Strategy | None":
        """The strategy in force: the one that started last. One query."""
        return cls.objects.order_by("-starts_on", "-pk").first()
