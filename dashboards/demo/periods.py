"""The demo's periods: the first year is closed, with what it taught and what was carried over from
it; the second is in review.
"""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid5

from accounts.models import User
from dashboards.demo.calendar import Calendar
from dashboards.demo.shapes import DUE, NOW, read
from dashboards.demo.telling import NAMESPACE, told
from okrs.models import KeyResult, Period, PeriodResult
from okrs.periods import closing, naming, reviewing
from okrs.periods.carrying import Choice
from okrs.periods.closing import Closing
from strategy.models import Strategy

YEAR = 12  # months
LEARNED = {
    "O1-5": "Reminders by team leads brought more answers than any message from the centre.",
    "O4-1": "Colleges want dates a year ahead. We began in spring, and half of them were booked.",
    "O4-3": "Two partners carried all of it. The second year needs a wider list.",
}
CARRIED, FURTHER = "B-X2", Decimal(6)
SAID_OF_IT = "One of two colleges signed; the other decides in spring. We go on, and aim higher."
SINCE = (read(18, "4"), read(NOW, "5", "Ashington signed. A sixth college has asked us."))
TAUGHT = (
    "A first year of baselines: most of what we promised could be counted by its end, and that was "
    "the work. What moved had an owner with time for it. Next year we ask for dates as well."
)


def look_back(strategy: Strategy, made: dict[str, KeyResult], *, by: User, days: Calendar) -> None:
    """Close the first year two weeks after its end, and begin to review the second."""
    first = _year(strategy, 1, by=by, days=days)
    at = days.moment(days.month(YEAR) + timedelta(days=14))
    for row, words in LEARNED.items():
        _say(first, made[row], words, by=by, days=days)
    before = made[CARRIED]
    _say(first, before, SAID_OF_IT, outcome=PeriodResult.CARRIED, by=by, days=days)
    reviewing.reflect(period=first, reflection=TAUGHT, by=by, at=at)
    until = Choice(due_on=days.month(DUE) - timedelta(days=1), to_value=FURTHER)
    closing.close(
        period=first,
        by=by,
        at=at,
        key=uuid5(NAMESPACE, "first year"),
        closing=Closing(choices={before.pk: until}),
    )
    goes_on = KeyResult.objects.get(predecessor=before)
    told(goes_on, SINCE, by=goes_on.owner or by, days=days, first=before.check_ins.count())
    _year(strategy, 2, by=by, days=days)


def _year(strategy: Strategy, number: int, *, by: User, days: Calendar) -> Period:
    starts_on, after = days.month(YEAR * (number - 1)), days.month(YEAR * number)
    return naming.name_period(
        strategy=strategy,
        name=f"Year {number}",
        starts_on=starts_on,
        ends_on=after - timedelta(days=1),
        by=by,
        at=days.moment(starts_on + timedelta(days=7)),
    )


def _say(
    period: Period,
    key_result: KeyResult,
    words: str,
    *,
    by: User,
    days: Calendar,
    outcome: str = PeriodResult.GOES_ON,
) -> None:
    reviewing.say(
        period=period,
        key_result=key_result,
        outcome=outcome,
        reflection=words,
        by=by,
        at=days.moment(days.month(YEAR) + timedelta(days=10)),
        version=0,
    )
