"""The pointer to the latest accepted reading, kept right whenever somebody says something.

Source: docs/progress.md, section 9.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date

from django.utils import timezone

from okrs import falls
from okrs.models import CheckIn, KeyResult
from okrs.rules.words import Source, Status
from okrs.standings import row_of
from okrs.told_order import places

FALL = ("fell_from", "fell_to", "fell_on")
KEPT = ("latest", "blocked", "confirmed_on", "version", "ever_achieved", *FALL)


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

    The latest reading is the one of the latest day; of two of the same day, the one told last,
    where a correction was told when what it mends was.
    Blocked is about now, so whoever spoke last decides it, whatever day their figure is of. A
    correction mends a figure and says nothing about now.
    """
    said = list(key_result.check_ins.order_by("recorded_at", "pk"))
    settle(key_result, said, began=line_began(key_result), today=today)
    key_result.version += 1
    key_result.save(update_fields=KEPT)


def settle(
    key_result: KeyResult, said: Sequence[CheckIn], *, began: date | None, today: date
) -> None:
    """Lay all that into the row, which nothing writes here. `said` is all that was told of it, the
    oldest first; `began` the day from which readings belong to its line."""
    mends, place = {one.replaced_by_id for one in said}, places(said)
    standing = [one for one in said if one.replaced_by_id is None]
    spoke = next((one for one in reversed(said) if one.pk not in mends), None)
    readings = [
        one for one in standing if one.gives_a_reading and one.as_of >= (began or one.as_of)
    ]
    newest = max(readings, key=lambda one: (one.as_of, place[one.pk]), default=None)
    key_result.latest = newest
    key_result.blocked = bool(spoke and spoke.blocked)
    told_on = timezone.localdate(standing[-1].recorded_at) if standing else None
    days = (key_result.confirmed_on, told_on)
    key_result.confirmed_on = max((day for day in days if day), default=None)
    falls.note(key_result, said)
    key_result.ever_achieved = _was_ever_achieved(key_result, readings, today=today)


def told_last(readings: Sequence[CheckIn]) -> CheckIn | None:
    """The latest of readings of one key result, given latest first; a query where a day has two."""
    of_the_day = [one for one in readings if one.as_of == readings[0].as_of]
    if len(of_the_day) < 2:
        return next(iter(of_the_day), None)
    place = places(CheckIn.objects.filter(key_result=of_the_day[0].key_result_id))
    return max(of_the_day, key=lambda one: place[one.pk])


def refresh_unread(key_result: KeyResult, *, today: date, has_steps: bool) -> None:
    """As `refresh`, of one that nobody ever checked in on; asks nothing and writes nothing.

    `has_steps`: it has milestones, and they are read already. Without any nothing of it was ever
    achieved: a dated From is a reading, and lies where the way begins.
    """
    key_result.latest = None
    key_result.blocked = False
    key_result.fell_from = key_result.fell_to = key_result.fell_on = None
    key_result.ever_achieved = has_steps and _was_ever_achieved(key_result, (), today=today)


def _was_ever_achieved(key_result: KeyResult, readings: Iterable[CheckIn], *, today: date) -> bool:
    """Whether any reading that stands reached the target as it is now, late ones too.

    A correction, or a target moved further, takes it back. Ticks are remembered where they happen.
    """
    now = row_of(key_result, today=today).standing
    if now.source is Source.milestones:
        return key_result.ever_achieved or now.status is Status.achieved
    would_be = copy(key_result)
    for reading in readings:
        would_be.latest = reading
        progress = row_of(would_be, today=today).standing.progress
        if progress is not None and progress >= 1:
            return True
    return now.status is Status.achieved


def line_began(key_result: KeyResult) -> date | None:
    """The day from which readings belong to the present line; None where it never broke."""
    change = key_result.baseline_changes.that_break_the_line().latest_first().first()
    return change.on if change else None
