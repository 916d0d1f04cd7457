"""Reminding owners of check-ins: on the due date, half-way through the grace, and when it is stale.

One message a person a day, plain text, with everything that waits for them. When something goes
stale its leads hear of it too. Not at weekends, and not before eight in the morning.
Source: docs/progress.md, section 9.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import post
from accounts.models import User
from accounts.roles import Role
from okrs.listing import rows_for
from okrs.models import Reminder
from okrs.rules.freshness import reminder_days
from okrs.rules.words import Status
from okrs.standings import Row

MORNING = 8
SATURDAY = 5
STALE = 2  # the last of the three steps


@dataclass(frozen=True)
class Due:
    """A key result that waits for a check-in, and which step of reminding it has come to."""

    row: Row
    step: int


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Remind everyone who is to be reminded now; gives how many messages were put in the post.

    What was sent is kept in the same transaction as the message, so a worker that is killed
    half-way has either done both or neither, and one that runs twice says nothing twice.
    """
    now = timezone.localtime(at)
    if now.hour < MORNING or now.weekday() >= SATURDAY:
        return 0
    found = _not_yet_told(_waiting(now.date()))
    Reminder.objects.bulk_create(
        Reminder(key_result=due.row.key_result, due_on=_due_on(due), step=due.step, at=at)
        for due in found
    )
    return _tell(found)


def _waiting(today: date) -> list[Due]:
    """Those past their due date that have an owner who can answer, with the step they are at."""
    return [
        Due(row, step)
        for row in rows_for(today=today)
        if (step := _step(row, today)) is not None
        and row.standing.status is not Status.unset
        and row.key_result.owner
        and row.key_result.owner.is_active
        and not row.key_result.follows  # the survey gives its readings: nobody can be late
    ]


def _step(row: Row, today: date) -> int | None:
    """The latest of the three days that has come; None before the first."""
    days = reminder_days(due=row.standing.next_due, cadence=row.standing.facts.cadence)
    come = [step for step, day in enumerate(days) if day <= today]
    return come[-1] if come else None


def _not_yet_told(waiting: list[Due]) -> list[Due]:
    told = set(
        Reminder.objects.filter(
            key_result__in=[due.row.key_result.pk for due in waiting]
        ).values_list("key_result_id", "due_on", "step")
    )
    return [due for due in waiting if (due.row.key_result.pk, _due_on(due), due.step) not in told]


def _due_on(due: Due) -> date:
    return due.row.standing.next_due


def _tell(found: list[Due]) -> int:
    """Each person once: owners of what is theirs, leads also of what nobody answered."""
    theirs: dict[User, list[Due]] = {}
    for due in found:
        if due.row.key_result.owner:
            theirs.setdefault(due.row.key_result.owner, []).append(due)
    stale = [due for due in found if due.step == STALE]
    leads = list(User.objects.active().filter(role=Role.LEAD.value)) if stale else []
    for person in dict.fromkeys([*theirs, *leads]):
        own = theirs.get(person, [])
        others = [due for due in stale if due.row.key_result.owner != person]
        _write(person, own, others if person in leads else [])
    return len({*theirs, *leads})


def _write(to: User, own: list[Due], others: list[Due]) -> None:
    """One message: first what waits for them, then what went stale under others."""
    parts = [_("Hello %(name)s,") % {"name": to.first_name}]
    if own:
        parts += [_("These wait for you:"), *map(_line, own)]
    if others:
        parts += [_("Nobody has checked in on these:"), *map(_line, others)]
    body = "\n\n".join(parts)
    post.send(to=to.email, subject=_subject(own, others), body=f"{body}\n")


def _subject(own: list[Due], others: list[Due]) -> str:
    if own:
        return ngettext("A check-in is due", "%(n)s check-ins are due", len(own)) % {"n": len(own)}
    stale = ngettext("A key result went stale", "%(n)s key results went stale", len(others))
    return stale % {"n": len(others)}


def _line(due: Due) -> str:
    key_result = due.row.key_result
    return _("%(title)s\nDue %(day)s. Owner: %(owner)s.\n%(link)s") % {
        "title": key_result.title,
        "day": date_format(_due_on(due), "j F Y"),
        "owner": key_result.owner.name if key_result.owner else _("nobody yet"),
        "link": f"{settings.SITE_URL}{reverse('okrs:check_in', args=[key_result.pk])}",
    }
