"""What no table keeps of an earlier day, read from the record: when a milestone was added, and
which limits a keep-at had before they were set anew.

A milestone without an entry of its own came with its key result, and is as old as that.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.models import BaselineChange, KeyResult

LIMITS = ("low", "high", "tolerance")
Limits = dict[str, Decimal | None]
Changes = Mapping[int, Sequence[BaselineChange]]
"""By key result."""


def steps_added_after(key_results: Iterable[KeyResult], *, at: datetime) -> set[int]:
    """The milestones that were not there yet, by number: one query.

    One that was removed and put back is as old as it was first.
    """
    steps = {subject_of(step): step.pk for one in key_results for step in one.milestones.all()}
    added = AuditEvent.objects.filter(subject__in=steps, verb="added").order_by("-pk")
    first = dict(added.values_list("subject", "at"))  # the oldest comes last, and stays
    return {steps[subject] for subject, when in first.items() if when > at}


def limits_before(
    key_results: Iterable[KeyResult], *, later: Changes, filled_in: Changes
) -> dict[int, Limits]:
    """Of each key result those limits that a later day moved, as they were.

    `later` are changes that are undone whole. `filled_in` set for the first time what nobody knew,
    on a later day, and count; but where limits stood and the tolerance alone was set, a promise
    was moved, and that is undone. One query, and none without such changes.
    """
    subjects = {subject_of(one): one.pk for one in key_results}
    whole, part = _moments(later), _moments(filled_in)
    touched = {pk for pk, _at in whole | part}
    if not touched:
        return {}
    events = AuditEvent.objects.filter(
        subject__in=[subject for subject, pk in subjects.items() if pk in touched],
        at__in={at for _pk, at in whole | part},
    ).order_by("-pk")
    found: dict[int, Limits] = {}
    for subject, at, changes in events.values_list("subject", "at", "changes"):
        moment = (subjects[subject], at)
        if moment in whole or (moment in part and not {"low", "high"} & changes.keys()):
            limits = found.setdefault(subjects[subject], {})
            limits |= {name: _figure(changes[name][0]) for name in LIMITS if name in changes}
    return found


def _moments(changes: Changes) -> set[tuple[int, datetime]]:
    return {(pk, one.at) for pk, of_one in changes.items() for one in of_one}


def _figure(kept: str | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)
