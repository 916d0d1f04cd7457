"""The organisation's own benchmarks: figures it found elsewhere, each with where it was found."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import User
from disclosure.benchmarks.catalogue import Benchmark


class OwnBenchmarkQuerySet(models.QuerySet["OwnBenchmark"]):
    def current(self) -> Self:
        return self.filter(retired_at=None)

    def in_order(self) -> Self:
        return self.order_by("measure", "group", "label")


class OwnBenchmark(models.Model):
    """One share to compare with, in percent. Retired, never deleted: a report may have quoted it.

    `definition` is a key of `definitions.py`; "own-other" for one that is counted in another way
    than the survey counts, which `counted` then describes. `population` reads in a sentence.
    """

    label = models.CharField(max_length=120)
    measure = models.CharField(max_length=20)
    group = models.CharField(max_length=40)
    definition = models.CharField(max_length=40)
    counted = models.CharField(max_length=200, blank=True)
    population = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=5, decimal_places=2)
    year = models.CharField(max_length=9, help_text="2024, or 2023/24.")
    source = models.CharField(max_length=200)
    address = models.URLField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = OwnBenchmarkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("label"),
                name="disclosure_ownbenchmark_label_once",
                condition=Q(retired_at=None),
            ),
            models.CheckConstraint(
                name="disclosure_ownbenchmark_is_a_share",
                condition=Q(value__gte=0) & Q(value__lte=100),
            ),
            models.CheckConstraint(
                name="disclosure_ownbenchmark_has_a_source", condition=~Q(source="")
            ),
            models.CheckConstraint(
                name="disclosure_ownbenchmark_other_is_described",
                condition=~Q(definition="own-other") | ~Q(counted=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def as_benchmark(self) -> Benchmark:
        """It as those that come with the product are: compared by the same rules."""
        return Benchmark(
            key=f"own-{self.pk}",
            label=self.label,
            whose=self.population,
            measure=self.measure,
            group=self.group,
            definition=self.definition,
            population=self.population,
            value=self.value,
            unit="percent",
            year=self.year,
            source=self.source,
            address=self.address,
            note=self.counted,
        )
