"""Published tables: stored once and never changed. A correction is a new version beside the old."""

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from disclosure.benchmarks.models import OwnBenchmark

__all__ = ["Kept", "KeptModel", "NeverChanged", "OwnBenchmark", "Publication", "PublishedTable"]


class NeverChanged(Exception):
    """What was published is never edited nor deleted one by one; the message is fit to show."""


def _refuse() -> NoReturn:
    raise NeverChanged(_("What was published is never changed. A correction is a new version."))


class Kept(models.QuerySet[Any]):
    """Rows that are written once. `storing.forget` alone takes any away."""

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        if args or kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            _refuse()
        return super().bulk_create(objs, **kwargs)


class KeptModel(models.Model):
    """A row that is added, and then stands."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


class PublicationQuerySet(Kept):
    def newest_first(self) -> Self:
        return self.order_by("-version")

    def of(self, source: str) -> Self:
        return self.filter(source=source)


class Publication(KeptModel):
    """One set of tables as it left the gate: whose, when, of whom, and the certificate.

    `source` names where they come from, for a survey its label. `words` has what its codes mean, as
    it was asked, so that a page needs nothing else: "attributes" and "measures" by code, each with
    its "name", its "categories" in words, and their "order"; docs/surveys.md says the rest.
    """

    source = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    population = models.CharField(max_length=200)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    asked = models.CharField(max_length=160)  # name and version of the question set
    plan_hash = models.CharField(max_length=64)
    invited = models.PositiveIntegerField(null=True)  # null: nobody knows any more
    responded = models.PositiveIntegerField()
    words = models.JSONField(default=dict)
    recoded = models.JSONField(default=dict)
    certificate = models.JSONField()
    pay = models.JSONField(null=True)  # class pay gaps, where pay was asked
    table_digests = models.JSONField(default=dict)  # by cut: SHA-256 of its cells as stored
    digest = models.CharField(max_length=64)  # SHA-256 of all of the above: disclosure/sealing.py
    reason = models.TextField(blank=True)  # why this version was made; "" for the first
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # null: the count
    made_at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="disclosure_publication_version_once", fields=["source", "version"]
            ),
            models.CheckConstraint(
                name="disclosure_publication_correction_has_a_reason",
                condition=Q(version=1) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    @cached_property
    def empty(self) -> Mapping[str, frozenset[tuple[str, ...]]]:
        """By cut, the groups from which nobody was invited: disclosure/emptiness.py."""
        told = self.words.get("empty", {})
        return {cut: frozenset(map(tuple, keys)) for cut, keys in told.items()}


class PublishedTable(KeptModel):
    """One cut of a publication: its protected cells, as they left the gate."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="tables")
    cut = models.CharField(max_length=120, blank=True)  # codes joined by "*"; "" is everybody
    cells = models.JSONField()

    objects = Kept.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="disclosure_table_once", fields=["publication", "cut"]),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.cut or 'everybody'}"
