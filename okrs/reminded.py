"""What was said already of what waits, so that each person hears each step of reminding once.

Who was given a key result since, or its review, has heard nothing yet: to them it is said again.
"""

from collections.abc import Iterable
from datetime import datetime

from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.models import Reminder
from okrs.reminder_letters import Due

REVIEWER = 3  # the step after the owner's three
Given = dict[tuple[str, str], datetime]  # when somebody else last got it: by subject, and as what


def still_news(waiting: Iterable[Due]) -> list[Due]:
    """Those steps that nobody was told of, or only somebody who no longer has it. Two queries."""
    found = list(waiting)
    told = Reminder.objects.filter(key_result__in={due.row.key_result.pk for due in found})
    said = {(one.key_result_id, one.due_on, one.step): one.at for one in told}
    given = _given(found, since=min(said.values())) if said else {}

    def is_news(due: Due) -> bool:
        key_result = due.row.key_result
        at = said.get((key_result.pk, due.on, due.step))
        return at is None or given.get((subject_of(key_result), _asked_of(due)), at) > at

    return [due for due in found if is_news(due)]


def keep(said: Iterable[Due], *, at: datetime) -> None:
    """That it was said: once a step, with the last time."""
    Reminder.objects.bulk_create(
        (
            Reminder(key_result=due.row.key_result, due_on=due.on, step=due.step, at=at)
            for due in said
        ),
        update_conflicts=True,
        unique_fields=["key_result", "due_on", "step"],
        update_fields=["at"],
    )


def _given(found: list[Due], *, since: datetime) -> Given:
    subjects = {subject_of(due.row.key_result) for due in found}
    events = AuditEvent.objects.filter(subject__in=subjects, at__gt=since).order_by("pk")
    return {
        (event.subject, column): event.at
        for event in events.only("subject", "changes", "at")
        for column in ("owner", "reviewer")
        if column in event.changes
    }


def _asked_of(due: Due) -> str:
    return "reviewer" if due.step == REVIEWER else "owner"
