"""What left the plan and can come back: key results and objectives, with who, when and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.models import KeyResult, Objective


@dataclass(frozen=True, kw_only=True)
class Put:
    """Something put aside, and by whom; `by` is empty where the record does not say."""

    thing: KeyResult | Objective
    by: str


@dataclass(frozen=True, kw_only=True)
class Archive:
    key_results: Sequence[Put]
    objectives: Sequence[Put]


def archive(strategy_id: int) -> Archive:
    """All of it, the newest first: three queries. What was closed with its period is not here."""
    aside = KeyResult.objects.filter(objective__strategy_id=strategy_id).exclude(
        retired_as__in=("", KeyResult.CLOSED)
    )
    rows = list(aside.select_related("objective").order_by("-retired_at", "-pk"))
    objectives = list(
        Objective.objects.filter(strategy_id=strategy_id, retired_at__isnull=False)
        .annotate(under=Count("key_results", filter=Q(key_results__retired_as="")))
        .order_by("-retired_at", "-pk")
    )
    who = _who([*rows, *objectives])
    return Archive(
        key_results=[Put(thing=one, by=who.get(subject_of(one), "")) for one in rows],
        objectives=[Put(thing=one, by=who.get(subject_of(one), "")) for one in objectives],
    )


def _who(things: Iterable[KeyResult | Objective]) -> dict[str, str]:
    """By subject, who put it aside last."""
    subjects = [subject_of(one) for one in things]
    events = AuditEvent.objects.filter(subject__in=subjects, verb="retired").order_by("at", "pk")
    return dict(events.values_list("subject", "by_name"))
