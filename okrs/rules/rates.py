"""How fast a figure moves, how fast it must, and where it would end.

Source: docs/progress.md, section 5.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

YEAR = Decimal("365.25")
"""Days in a year, leap years shared out."""
ENOUGH = 3
"""Readings a forecast needs: two always lie on a line, so they say nothing about it."""


def required_rate(*, value: Decimal, target: Decimal, today: date, due_on: date) -> Decimal | None:
    """What is still to move, per year left; None once no time is left."""
    return _per_year(target - value, today, due_on)


def moved_rate(
    *, baseline: Decimal, baseline_on: date, value: Decimal, value_as_of: date
) -> Decimal | None:
    """What has moved since the baseline, per year; None when no time lies between."""
    return _per_year(value - baseline, baseline_on, value_as_of)


def _per_year(change: Decimal, start: date, end: date) -> Decimal | None:
    days = (end - start).days
    return change * YEAR / days if days > 0 else None


def forecast(readings: Iterable[tuple[date, Decimal]], *, on: date) -> Decimal | None:
    """Where the readings' straight line of best fit (least squares) stands on a day.

    Of readings about the same day the last counts. None with readings about fewer than three days.
    """
    by_day = dict(readings)
    if len(by_day) < ENOUGH:
        return None
    days = [Decimal(day.toordinal()) for day in by_day]
    values = list(by_day.values())
    mid_day = sum(days, Decimal(0)) / len(days)
    mid_value = sum(values, Decimal(0)) / len(values)
    spread = sum(((day - mid_day) ** 2 for day in days), Decimal(0))
    tilt = sum(
        ((day - mid_day) * (v - mid_value) for day, v in zip(days, values, strict=True)),
        Decimal(0),
    )
    return mid_value + tilt / spread * (on.toordinal() - mid_day)
