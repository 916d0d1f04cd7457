"""What was told of many key results, read at once: for verbs that move the ends of all of them.

Three queries for hundreds of them. Rows are read, never written.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from accounts import audit
from okrs.closed_periods import last_closed_of
from okrs.models import BaselineChange, CheckIn, KeyResult, Period


@dataclass(frozen=True, kw_only=True)
class Past:
    """Of one key result: all that was told, the oldest first; what broke its line, newest first;
    and the last closed period that it went on from."""

    said: Sequence[CheckIn] = ()
    breaks: Sequence[BaselineChange] = ()
    closed: Period | None = None

    @property
    def first(self) -> date | None:
        """The day of its first reading, or of what else was told of it."""
        return min((one.as_of for one in self.said), default=None)

    def line_began(self, new: BaselineChange) -> date | None:
        """From which day readings belong to the line, once this change is made."""
        breaks = [one for one in (new, *self.breaks) if one.breaks_the_line]
        last = max(breaks, key=lambda one: one.at, default=None)
        return last.on if last else None


def pasts_of(rows: Iterable[KeyResult]) -> dict[int, Past]:
    """By number; of those that anything was told of the milestones are read, too."""
    pasts: dict[int, Past] = {}
    every = list(rows)
    for start in range(0, len(every), audit.BATCH):
        pasts |= _of_batch(every[start : start + audit.BATCH])
    prefetch_related_objects([row for row in every if pasts[row.pk].said], "milestones")
    return pasts


def _of_batch(rows: Sequence[KeyResult]) -> dict[int, Past]:
    said: dict[int, list[CheckIn]] = defaultdict(list)
    breaks: dict[int, list[BaselineChange]] = defaultdict(list)
    for one in CheckIn.objects.filter(key_result__in=rows).order_by("recorded_at", "pk"):
        said[one.key_result_id].append(one)
    for change in (
        BaselineChange.objects.filter(key_result__in=rows).that_break_the_line().latest_first()
    ):
        breaks[change.key_result_id].append(change)
    closed = last_closed_of([row.pk for row in rows])
    return {
        row.pk: Past(
            said=tuple(said[row.pk]), breaks=tuple(breaks[row.pk]), closed=closed.get(row.pk)
        )
        for row in rows
    }
