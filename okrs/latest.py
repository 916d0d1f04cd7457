"""The pointer to the latest accepted reading, kept right whenever somebody says something.

Source: docs/progress.md, section 9.
"""

from datetime import date

from django.utils import timezone

from okrs.models import CheckIn, KeyResult
from okrs.models.checkins import CheckInQuerySet
from okrs.rules.words import Status
from okrs.standings import row_of

KEPT = ("latest", "blocked", "confirmed_on", "version", "ever_achieved")


def locked(key_result: KeyResult) -> KeyResult:
    """The key result as it is stored, held until the transaction ends: one writer at a time."""
    return (
        KeyResult.objects.select_for_update(of=("self",))
        .select_related("objective", "owner", "latest")
        .prefetch_related("milestones")
        .get(pk=key_result.pk)
    )


def refresh(key_result: KeyResult, *, today: date) -> None:
    """Move the pointer to the latest accepted reading; keep who vouched last, and if it is blocked.

    The latest reading is the one of the latest day; of two of the same day, the one told last.
    Blocked is about now, so whoever spoke last decides it, whatever day their figure is of.
    """
    told = key_result.check_ins.standing().order_by("-recorded_at", "-pk").first()
    key_result.latest = readings_that_count(key_result).latest_first().first()
    key_result.blocked = bool(told and told.blocked)
    days = (key_result.confirmed_on, timezone.localdate(told.recorded_at) if told else None)
    key_result.confirmed_on = max((day for day in days if day), default=None)
    key_result.version += 1
    if row_of(key_result, today=today).standing.status is Status.achieved:
        key_result.ever_achieved = True
    key_result.save(update_fields=KEPT)


def readings_that_count(key_result: KeyResult) -> CheckInQuerySet:
    """Readings of the present line: those from before its baseline moved say nothing about it."""
    readings = CheckIn.objects.filter(key_result=key_result).readings()
    change = key_result.baseline_changes.that_break_the_line().latest_first().first()
    return readings.filter(as_of__gte=change.on) if change else readings
