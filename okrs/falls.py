"""Where confidence fell: by three or more since it was last told, and not long ago.

It stays flagged until somebody tells it again, or for sixty days. Source: docs/progress.md,
section 6.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from okrs.models import CheckIn
from okrs.rules import confidence

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


def falls(key_results: Collection[int], *, today: date) -> dict[int, Fall]:
    """By key result. One query; the score told before may be a quarter old, or a year."""
    since = timezone.make_aware(datetime.combine(today - RECENT, time.min))
    scored = CheckIn.objects.standing().filter(confidence__isnull=False)
    of_the_same = scored.filter(key_result=OuterRef("key_result")).latest_first()
    told = scored.filter(
        key_result__in=key_results,
        recorded_at__gte=since,
        pk=Subquery(of_the_same.values("pk")[:1]),
    ).annotate(before=Subquery(of_the_same.values("confidence")[1:2]))
    found = told.order_by("key_result_id").values_list("key_result_id", "before", "confidence")
    return {
        pk: Fall(before, now)
        for pk, before, now in found
        if confidence.fell(before, now) and now is not None
    }
