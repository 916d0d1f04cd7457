"""Which periods a strategy could have: its years, halves or quarters, and whether two overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okrs.rules.calendar import add_months

LENGTHS: dict[str, tuple[int, str | Promise]] = {
    "year": (12, gettext_lazy("A year")),
    "half": (6, gettext_lazy("Half a year")),
    "quarter": (3, gettext_lazy("A quarter")),
}
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Span:
    """From its first day to its last, both in it."""

    name: str
    starts_on: date
    ends_on: date


def suggested(
    length: str, *, starts_on: date, ends_on: date, taken: Iterable[Span] = ()
) -> Span | None:
    """The first free stretch of this length, counted from the strategy's start; None when full."""
    held = list(taken)
    for span in spans(length, starts_on=starts_on, ends_on=ends_on):
        if not any(overlap(span, other) for other in held):
            return span
    return None


def spans(length: str, *, starts_on: date, ends_on: date) -> Iterator[Span]:
    """The strategy cut into stretches of this length; the last one ends with it."""
    months, number, first = LENGTHS[length][0], 0, starts_on
    while first < ends_on:
        last = min(add_months(starts_on, months * (number + 1)) - DAY, ends_on)
        if last > first:
            yield Span(name=_name(length, number), starts_on=first, ends_on=last)
        number, first = number + 1, last + DAY


def overlap(one: Span, other: Span) -> bool:
    """Whether they share a day."""
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _name(length: str, number: int) -> str:
    parts = 12 // LENGTHS[length][0]
    words = {"year": number // parts + 1, "n": number % parts + 1}
    if length == "year":
        return _("Year %(year)s") % words
    if length == "half":
        return _("Year %(year)s, half %(n)s") % words
    return _("Year %(year)s, quarter %(n)s") % words
