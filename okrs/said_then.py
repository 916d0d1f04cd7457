"""What was told of key results, without its words: enough to know what was the latest when.

Rows are read, never written.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from okrs.models import CheckIn
from okrs.models.checkins import CheckInQuerySet
from okrs.told_order import Place, places


@dataclass(frozen=True, kw_only=True)
class Said:
    """A check-in without what it says: enough to know on which days it was the latest.

    `stands_from` is when it was told; of one that takes a figure of the survey back, when that
    figure was: it hides it on earlier days too, as in okrs/history.py.
    """

    pk: int
    as_of: date
    at: datetime
    place: Place
    stands_from: datetime
    replaced_at: datetime | None
    is_correction: bool
    gives: bool
    blocked: bool


def latest_by(said: Iterable[Said], until: datetime, *, starts: date) -> int | None:
    """The number of the reading that was the latest by then, of days since `starts`."""
    known = (
        one
        for one in said
        if one.gives
        and one.stands_from <= until
        and one.as_of >= starts
        and (one.replaced_at is None or one.replaced_at > until)
    )
    newest = max(known, key=lambda one: (one.as_of, one.place), default=None)
    return newest.pk if newest else None


def said_of(check_ins: CheckInQuerySet) -> dict[int, list[Said]]:
    """By key result, the oldest told first. One query."""
    rows = _rows(check_ins)
    at = {row.pk: row.recorded_at for row in rows}
    hiding = {row.pk for row in rows if row.hides}
    replaced = [row for row in reversed(rows) if row.replaced_by_id in hiding]
    hidden_at = {row.replaced_by_id: row.recorded_at for row in replaced}
    corrections = {row.replaced_by_id for row in rows}
    place = places(rows)
    found: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        found[row.key_result_id].append(
            Said(
                pk=row.pk,
                as_of=row.as_of,
                at=row.recorded_at,
                place=place[row.pk],
                stands_from=min(row.recorded_at, hidden_at.get(row.pk, row.recorded_at)),
                replaced_at=at.get(row.replaced_by_id),
                is_correction=row.pk in corrections,
                gives=row.gives and row.replaced_by_id not in hiding,
                blocked=row.blocked,
            )
        )
    return found


def _rows(check_ins: CheckInQuerySet) -> list[Any]:
    """The columns that are needed, and whether it gives a reading or hides one."""
    gives = Q(value__isnull=False) | ~Q(word="") | Q(suppressed=True)
    hides = Q(source=CheckIn.SURVEY, suppressed=True)
    known = check_ins.annotate(
        gives=ExpressionWrapper(gives, BooleanField()),
        hides=ExpressionWrapper(hides, BooleanField()),
    )
    columns = ("key_result_id", "pk", "as_of", "recorded_at", "replaced_by_id", "blocked")
    listed = known.order_by("recorded_at", "pk")
    return list(listed.values_list(*columns, "gives", "hides", named=True))
