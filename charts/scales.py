"""Axes: round figures for the upright one, whole months for the level one."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

NONE = Decimal(0)
ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
FLAT = Decimal("0.3")
"""Where the figures differ by less than this part of the largest, zero would press them flat."""
MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


def round_ticks(values: Iterable[Decimal], *, most: int = 5, counts: bool = False) -> list[Decimal]:
    """A few round figures that enclose these; from zero, unless that would flatten them.

    Things that are counted (`counts`) get whole numbers: there is no half a person.
    Refuses nothing: no values are taken as 0 to 1, one value gets room around it.
    """
    known = list(values) or [NONE, Decimal(1)]
    low, high = min(known), max(known)
    if low >= 0 and (high == 0 or (high - low) / high >= FLAT):
        low = NONE
    elif high <= 0 and low < 0 and (high - low) / -low >= FLAT:
        high = NONE
    if low == high:
        high = low + max(Decimal(1), abs(low) / 10)
    step = _step(high - low, most)
    if counts:
        step = step.to_integral_value(ROUND_CEILING)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [step * (first + n) for n in range(int(last - first) + 1)]


def _step(span: Decimal, most: int) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that needs no more than `most` steps."""
    wanted = span / most
    power = Decimal(1).scaleb(wanted.adjusted())
    return next(n * power for n in ROUND_STEPS if n * power >= wanted)


def month_ticks(first: date, last: date, *, most: int) -> list[date]:
    """First days of months, evenly apart and counted from the first, at most so many."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((n for n in MONTHS if months // n + 1 <= most), MONTHS[-1])
    start = first.year * 12 + first.month - 1 + (first.day > 15)
    days = (date(m // 12, m % 12 + 1, 1) for m in range(start, start + months + 2, step))
    return [day for day in days if day <= last]
