"""Everything that is somebody's: what waits for them, what they said, what opens through them.

Read in a fixed number of queries, for the page on which it is handed over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.leaving import Held
from accounts.models import ReadLink, User
from okrs.models import KeyResult, Milestone, OwnerLink, SheetImport, StatusOverride
from okrs.models.key_results import KeyResultQuerySet


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What can be given to somebody else, and below it what can only be ended or left."""

    owned: Sequence[KeyResult]
    reviewed: Sequence[KeyResult]
    steps: Sequence[Milestone]
    said: Sequence[StatusOverride]
    drafts: Sequence[SheetImport]
    owner_links: Sequence[OwnerLink]
    read_links: Sequence[ReadLink]

    @property
    def moves(self) -> int:
        """How many things wait for a successor."""
        return len(self.owned) + len(self.reviewed) + len(self.steps)

    @property
    def links(self) -> int:
        return len(self.owner_links) + len(self.read_links)

    @property
    def is_empty(self) -> bool:
        return not (self.moves or self.links or self.said or self.drafts)


def of(person: User, *, today: date) -> Holding:
    """All of it: seven queries. What was closed with its period stays as it was."""
    rows = _there().select_related("objective").in_page_order()
    return Holding(
        owned=list(rows.filter(owner=person)),
        reviewed=list(rows.filter(reviewer=person)),
        steps=list(_steps().filter(owner=person).select_related("key_result")),
        said=list(
            StatusOverride.objects.filter(by=person, withdrawn_at=None, until__gte=today)
            .select_related("key_result")
            .order_by("until", "pk")
        ),
        drafts=list(
            SheetImport.objects.filter(started_by=person, confirmed_at=None).order_by("pk")
        ),
        owner_links=list(_open(OwnerLink.objects.filter(owner=person), today)),
        read_links=list(_open(ReadLink.objects.filter(made_by=person), today)),
    )


def people() -> list[tuple[User, int]]:
    """Whoever has something that can be handed over, and how much: three queries, and one more."""
    counts: dict[int, int] = {}
    told: list[tuple[QuerySet[KeyResult] | QuerySet[Milestone], str]] = [
        (_there(), "owner_id"),
        (_there(), "reviewer_id"),
        (_steps(), "owner_id"),
    ]
    for rows, column in told:
        found = rows.order_by().values_list(column).annotate(n=Count("pk"))
        for pk, n in found.filter(**{f"{column}__isnull": False}):
            counts[pk] = counts.get(pk, 0) + n
    everybody = User.objects.filter(pk__in=counts).order_by("name", "pk")
    return [(one, counts[one.pk]) for one in everybody]


def held(person: User) -> Held | None:
    """What an account must not be closed over, for accounts.leaving."""
    found = of(person, today=timezone.localdate())
    waiting = [one for one in found.owned if not one.retired_as]
    parts = [
        ngettext("%(n)s key result", "%(n)s key results", len(waiting)) % {"n": len(waiting)}
        if waiting
        else "",
        ngettext("%(n)s milestone", "%(n)s milestones", len(found.steps)) % {"n": len(found.steps)}
        if found.steps
        else "",
    ]
    what = _(" and ").join(part for part in parts if part)
    if not what:
        return None
    says = _("%(name)s owns %(what)s. Hand them over while %(name)s can still check in.")
    words = {"name": person.name, "what": what}
    return Held(says % words, reverse("okrs:hand_over", args=[person.pk]))


def _there() -> KeyResultQuerySet:
    """In the plan, or archived: it may be restored. Closed with its period is history."""
    return KeyResult.objects.exclude(retired_as=KeyResult.CLOSED)


def _steps() -> "QuerySet[Milestone]":
    """Those that are still to be done."""
    waits = Q(done_on=None, promoted_to=None, key_result__retired_as="")
    return Milestone.objects.filter(waits).order_by("key_result_id", "order", "pk")


def _open(links: "QuerySet[Any]", today: date) -> "QuerySet[Any]":
    return links.filter(withdrawn_at=None, expires_on__gte=today).order_by("pk")
