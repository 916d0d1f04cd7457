"""What left the plan and can come back: key results and objectives, with who, when and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.models import KeyResult, Objective


@dataclass(frozen=True, kw_only=True)
class Put:
    """Something put aside, by whom and why; both are empty where nobody said."""

    thing: KeyResult | Objective
    by: str = ""
    why: str = ""


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
    told = _told([*rows, *objectives])
    return Archive(
        key_results=[_put(one, told) for one in rows],
        objectives=[_put(one, told) for one in objectives],
    )


def _put(thing: KeyResult | Objective, told: Mapping[str, tuple[str, str]]) -> Put:
    by, note = told.get(subject_of(thing), ("", ""))
    return Put(thing=thing, by=by, why=thing.retired_why if isinstance(thing, KeyResult) else note)


def _told(things: Iterable[KeyResult | Objective]) -> dict[str, tuple[str, str]]:
    """By subject, who put it aside last, and what they said of it."""
    subjects = [subject_of(one) for one in things]
    events = AuditEvent.objects.filter(subject__in=subjects, verb="retired").order_by("at", "pk")
    found = events.values_list("subject", "by_name", "note")
    return {subject: (by, note) for subject, by, note in found}
