"""What things were called on an earlier day, and whose they were: read back from the record.

The record keeps what stood before each change, so the earliest change after a day knows what stood
on that day; what was not changed since is as it is. Nothing made here may be saved. What the record
does not tell apart by column, such as under which objective a key result stood, is as it is now.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from accounts import audit
from accounts.models import AuditEvent, User
from okrs.history import end_of
from okrs.models import KeyResult, Objective
from okrs.standings import Plan

Before = Mapping[str, Mapping[str, Any]]
"""By thing, as the record names it, what stood in each column before it was changed."""


def stood_before(things: Iterable[Model], *, day: date) -> Before:
    """What of these was changed after `day`, as it stood at its end. One query."""
    later = AuditEvent.objects.filter(
        subject__in={audit.subject_of(thing) for thing in things}, at__gt=end_of(day)
    ).order_by("at", "pk")
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for subject, changes in later.values_list("subject", "changes"):
        for name, (before, _after) in changes.items():
            found[subject].setdefault(name, before)
    return found


def call_as_on(plan: Plan, *, day: date) -> None:
    """Give the objectives and key results of a plan the names that they had, and key results their
    owners by name, in memory only. One query."""
    objectives = [one.objective for part in plan.pillars for one in part.objectives]
    key_results = [row.key_result for row in plan.rows]
    objectives += [one.objective for one in key_results]
    things: list[Objective | KeyResult] = [*objectives, *key_results]
    before = stood_before(things, day=day)
    for thing in things:
        told = before.get(audit.subject_of(thing), {})
        thing.title = told.get("title", thing.title)
    for key_result in key_results:
        told = before.get(audit.subject_of(key_result), {})
        if "owner" in told:
            key_result.owner = User(name=told["owner"]) if told["owner"] else None
