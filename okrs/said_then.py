"""What was told of key results, without its words: enough to know what was the latest when.

Rows are read, never written.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, ExpressionWrapper, Q

from okrs.models.checkins import CheckInQuerySet
from okrs.told_order import Place, places_of


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
    gives = Q(value__isnull=False) | ~Q(word="") | Q(suppressed=True)
    hides = Q(source="survey", suppressed=True)
    rows = list(
        check_ins.annotate(
            gives=ExpressionWrapper(gives, BooleanField()),
            hides=ExpressionWrapper(hides, BooleanField()),
        )
        .order_by("recorded_at", "pk")
        .values_list(
            "key_result_id",
            "pk",
            "as_of",
            "recorded_at",
            "replaced_by_id",
            "gives",
            "hides",
            "blocked",
        )
    )
    at = {row[1]: row[3] for row in rows}
    hiding = {row[1] for row in rows if row[6]}
    hidden_at = {row[4]: row[3] for row in reversed(rows) if row[4] in hiding}
    corrections = {row[4] for row in rows}
    place = places_of((row[1], row[3], row[4]) for row in rows)
    found: dict[int, list[Said]] = defaultdict(list)
    for key_result, pk, as_of, recorded_at, replaced_by, says, _hides, blocked in rows:
        found[key_result].append(
            Said(
                pk=pk,
                as_of=as_of,
                at=recorded_at,
                place=place.get(pk, (recorded_at, pk)),
                stands_from=min(recorded_at, hidden_at.get(pk, recorded_at)),
                replaced_at=at.get(replaced_by),
                is_correction=pk in corrections,
                gives=says and replaced_by not in hiding,
                blocked=blocked,
            )
        )
    return found
