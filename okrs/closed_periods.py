"""What a closed period holds fast: one guard that every verb of the plan asks before it writes.

A key result that was closed takes nothing more. One that goes on takes everything but what is of a
day up to the end of the last closed period it was in. Either opens again with the period.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okrs.models import KeyResult, Period, PeriodResult
from okrs.refusals import CannotPlan


class InClosedPeriod(CannotPlan):
    """What would be changed stands in a period that was closed; the message says how to go on."""


def refuse_closed(key_result: KeyResult) -> None:
    """Refuse any change to a key result that was closed with its period. No query unless it was."""
    if key_result.retired_as == KeyResult.CLOSED:
        period = period_that_closed(key_result)
        raise InClosedPeriod(
            _(
                "It was closed with %(period)s, so it stays as it was. A lead can re-open the "
                "period, with a reason."
            )
            % {"period": period.name if period else _("its period")}
        )


def refuse_day(key_result: KeyResult, *days: date | None, field: str | None = None) -> None:
    """Refuse what is of a day that a closed period holds, and any change to a closed key result.

    One query where there is a day.
    """
    refuse_closed(key_result)
    if any(days):
        refuse_day_within(last_closed(key_result), *days, field=field)


def refuse_day_within(last: Period | None, *days: date | None, field: str | None = None) -> None:
    """The same where its last closed period is known: okrs/past_at_once.py. No query."""
    known = [day for day in days if day is not None]
    if known and last and min(known) <= last.ends_on:
        raise InClosedPeriod(
            _(
                "%(period)s is closed, up to %(day)s, so nothing of those days changes. A lead "
                "can re-open it, with a reason; or choose a later day."
            )
            % {"period": last.name, "day": date_format(last.ends_on, "j F Y")},
            field=field,
        )


def last_closed(key_result: KeyResult) -> Period | None:
    """The last closed period that this key result was in, and went on from. One query."""
    closed = Period.objects.filter(
        closed_at__isnull=False,
        results__key_result_id=key_result.pk,
        results__outcome=PeriodResult.GOES_ON,
    )
    return closed.order_by("-ends_on", "-pk").first()


def last_closed_of(keys: Sequence[int]) -> dict[int, Period]:
    """The same for hundreds of them, by number: one query."""
    went_on = PeriodResult.objects.filter(
        key_result__in=keys, outcome=PeriodResult.GOES_ON, period__closed_at__isnull=False
    )
    told = went_on.select_related("period").order_by("period__ends_on", "period_id", "pk")
    return {one.key_result_id: one.period for one in told}  # of several the last


def period_that_closed(key_result: KeyResult) -> Period | None:
    """The closed period in which it ended. One query."""
    said = PeriodResult.objects.filter(key_result_id=key_result.pk, period__closed_at__isnull=False)
    ended = said.exclude(outcome__in=("", PeriodResult.GOES_ON)).select_related("period")
    last = ended.order_by("-period__ends_on", "-pk").first()
    return last.period if last else None
