"""Working days of England and Wales: not Saturday, not Sunday, not a bank holiday.

Source: Banking and Financial Dealings Act 1971, schedule 1, and the proclamations that have been
made every year since 1974 (New Year's Day, the first Monday in May, the days in place of a bank
holiday that falls at a weekend). A day proclaimed for one year only, such as a coronation, cannot
be known here: whoever asks gives it as one of `extra`.
"""

from collections.abc import Collection
from datetime import date, timedelta

A_DAY = timedelta(days=1)
MONDAY, SATURDAY = 0, 5
NONE: frozenset[date] = frozenset()


def easter_sunday(year: int) -> date:
    """Source: "A New York correspondent" in Nature, 20 April 1876; Meeus, "Astronomical
    Algorithms", 1991, chapter 8. Holds for every year since 1583.
    """
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leap_centuries, odd_centuries = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leaps, odd_years = divmod(of_century, 4)
    weekday = (32 + 2 * odd_centuries + 2 * leaps - moon - odd_years) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def bank_holidays(year: int) -> frozenset[date]:
    """The eight of every year, each on the day on which it is kept."""
    easter = easter_sunday(year)
    kept = {
        easter - 2 * A_DAY,
        easter + A_DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),  # the last in May
        _monday_from(date(year, 8, 25)),  # the last in August
    }
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        kept.add(_weekday_in_place_of(day, kept))
    return frozenset(kept)


def is_working_day(day: date, *, extra: Collection[date] = NONE) -> bool:
    if day.weekday() >= SATURDAY or day in extra:
        return False
    return day not in bank_holidays(day.year)


def working_days_after(day: date, number: int, *, extra: Collection[date] = NONE) -> date:
    """The working day that is so many working days after `day`, which itself may be any day."""
    while number:
        day += A_DAY
        number -= is_working_day(day, extra=extra)
    return day


def _monday_from(day: date) -> date:
    return day + (MONDAY - day.weekday()) % 7 * A_DAY


def _weekday_in_place_of(day: date, taken: set[date]) -> date:
    """A bank holiday at a weekend is kept on the next weekday that is not one already.

    Christmas Day comes before Boxing Day. Where Christmas Day is a Sunday, Boxing Day is kept on
    its Monday and Christmas Day on the Tuesday: the same two days.
    """
    while day.weekday() >= SATURDAY or day in taken:
        day += A_DAY
    return day
