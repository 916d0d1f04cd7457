"""The demo's days: months counted from the first of a month two years before it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from dashboards.demo.shapes import NOW
from okrs.rules.calendar import add_months

MORNING = time(9, 30)


@dataclass(frozen=True)
class Calendar:
    """The demo's days, counted in months from the first of a month two years ago."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def start(self) -> date:
        return add_months(self.today.replace(day=1), -NOW)

    def month(self, number: int) -> date:
        return add_months(self.start, number)

    def at(self, number: int) -> datetime:
        """The morning of a month's first working hours; never later than now."""
        return self.moment(self.month(number))

    def moment(self, day: date) -> datetime:
        return min(self.now, timezone.make_aware(datetime.combine(day, MORNING)))

    def as_of(self, number: int) -> date:
        """Figures are of the last day of the month before they are told."""
        return self.month(number) - timedelta(days=1)
