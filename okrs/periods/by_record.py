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


def steps_added_after(key_results: Iterable[KeyResult], *, at: datetime) -> set[int]:
    """The milestones that were not there yet, by number: one query.

    One that was removed and put back is as old as it was first.
    """
    steps = {subject_of(step): step.pk for one in key_results for step in one.milestones.all()}
    added = AuditEvent.objects.filter(subject__in=steps, verb="added").order_by("-pk")
    first = dict(added.values_list("subject", "at"))  # the oldest comes last, and stays
    return {steps[subject] for subject, when in first.items() if when > at}


def limits_before(
    key_results: Iterable[KeyResult], later: Mapping[int, Sequence[BaselineChange]]
) -> dict[int, Limits]:
    """Of each key result with changes that are of a later day, those limits that they moved, as
    they were. One query, and none without such changes.
    """
    subjects = {subject_of(one): one.pk for one in key_results if later.get(one.pk)}
    moments = {(pk, change.at) for pk, changes in later.items() for change in changes}
    if not subjects:
        return {}
    events = AuditEvent.objects.filter(
        subject__in=subjects, at__in={at for _pk, at in moments}
    ).order_by("-pk")
    found: dict[int, Limits] = {}
    for subject, at, changes in events.values_list("subject", "at", "changes"):
        if (subjects[subject], at) in moments:
            limits = found.setdefault(subjects[subject], {})
            limits |= {name: _figure(changes[name][0]) for name in LIMITS if name in changes}
    return found


def _figure(kept: str | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)
