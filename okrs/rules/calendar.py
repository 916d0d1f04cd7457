"""The days on which readings are due: the start plus whole periods, and always the due date.

Month arithmetic is clipped to the end of the month, counted from the start each time, so 31 January
monthly is 28 February and then 31 March. Found by arithmetic, not by walking:
a page lists hundreds.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from okrs.rules.words import Cadence

MONTHS = {
    Cadence.monthly: 1,
    Cadence.quarterly: 3,
    Cadence.annual: 12,
    Cadence.on_survey: 12,
}
"""Months in a period. A survey is expected once a year. A week is the one period not in months."""


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def nth(starts_on: date, cadence: Cadence, periods: int) -> date:
    """The start plus so many whole periods."""
    if cadence is Cadence.weekly:
        return starts_on + timedelta(weeks=periods)
    return add_months(starts_on, periods * MONTHS[cadence])


def _periods_until(starts_on: date, cadence: Cadence, day: date) -> int:
    """How many whole periods have passed by the end of `day`; never fewer than none."""
    if cadence is Cadence.weekly:
        return max(0, (day - starts_on).days // 7)
    months = (day.year - starts_on.year) * 12 + day.month - starts_on.month
    periods = max(0, months // MONTHS[cadence])
    if periods and nth(starts_on, cadence, periods) > day:
        return periods - 1
    return periods


def first_after(day: date, *, starts_on: date, due_on: date, cadence: Cadence) -> date:
    """The first reading date after `day`; the rhythm goes on past the due date."""
    regular = nth(starts_on, cadence, _periods_until(starts_on, cadence, day) + 1)
    return min(regular, due_on) if due_on > day else regular


def last_until(day: date, *, starts_on: date, due_on: date, cadence: Cadence) -> date | None:
    """The last reading date on or before `day`, the due date at most; None before the first."""
    if day >= due_on:
        return due_on
    periods = _periods_until(starts_on, cadence, day)
    return nth(starts_on, cadence, periods) if periods else None


def schedule(*, starts_on: date, due_on: date, cadence: Cadence) -> Iterator[date]:
    """Reading dates one after the other, without end."""
    day = starts_on
    while True:
        day = first_after(day, starts_on=starts_on, due_on=due_on, cadence=cadence)
        yield day


def reading_dates(*, starts_on: date, due_on: date, cadence: Cadence) -> tuple[date, ...]:
    """The reading dates of the period; the last is the due date."""
    days = schedule(starts_on=starts_on, due_on=due_on, cadence=cadence)
    return tuple(takewhile(lambda day: day <= due_on, days)) or (due_on,)
