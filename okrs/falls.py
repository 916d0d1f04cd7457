"""Where confidence fell: by three or more since it was last told, and not long ago.

It stays flagged until somebody tells it again, or for sixty days. Source: docs/progress.md,
section 6.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from okrs.models import CheckIn, KeyResult
from okrs.rules import confidence
from okrs.told_order import places

RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Fall:
    """From what to what, of ten."""

    before: int
    now: int

    @property
    def sentence(self) -> str:
        """ "Confidence fell from 8 to 4: why?": beside a row, where there is little room."""
        return _("Confidence fell from %(before)s to %(now)s: why?") % {
            "before": self.before,
            "now": self.now,
        }


def note(key_result: KeyResult, said: Iterable[CheckIn]) -> None:
    """Lay by whether confidence fell when it was told last; okrs.latest saves it. No query.

    In columns of the key result, so that a list of hundreds shows it and asks nothing more. `said`
    is all that was told of it.
    """
    told = _told(said)[-2:]
    key_result.fell_from = key_result.fell_to = key_result.fell_on = None
    if len(told) == 2 and confidence.fell(told[0].score, told[1].score):
        key_result.fell_from, key_result.fell_to = told[0].score, told[1].score
        key_result.fell_on = timezone.localdate(told[1].at)


def last_score(key_result: KeyResult) -> int | None:
    """The score of the latest day; of two of one day, the one told last. One query."""
    scored = key_result.check_ins.filter(confidence__isnull=False)
    told = _told(scored.only("recorded_at", "as_of", "confidence", "replaced_by"))
    return told[-1].score if told else None


@dataclass(frozen=True, kw_only=True, order=True)
class _Told:
    """A score, of which day it is, and when it was told first: a correction mends a figure, and
    tells no score anew."""

    as_of: date
    at: datetime
    pk: int
    score: int


def _told(said: Iterable[CheckIn]) -> list[_Told]:
    """The scores that stand, oldest first."""
    every = list(said)
    place = places(every)
    return sorted(
        _Told(as_of=one.as_of, at=place[one.pk][0], pk=one.pk, score=one.confidence)
        for one in every
        if one.replaced_by_id is None and one.confidence is not None
    )


def falls(key_results: Iterable[KeyResult], *, today: date) -> dict[int, Fall]:
    """By key; the score told before may be a quarter old, or a year. No query."""
    return {
        one.pk: Fall(one.fell_from, one.fell_to)
        for one in key_results
        if one.fell_on and today - RECENT <= one.fell_on <= today
        if one.fell_from is not None and one.fell_to is not None
    }
