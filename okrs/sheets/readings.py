"""Readings that a sheet brings along: "31 March 2027: 21%", one a line, each of its own day.

A figure without a day is no reading: it stays out, and a sentence says so. No day is guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okrs.rules.words import Kind, Word
from okrs.sheets import days
from okrs.sheets.cells import Amount, NotUnderstood, amount, refuse_fraction, share_advice
from okrs.sheets.measures import Measure

PARTED = ": "


@dataclass(frozen=True)
class Dated:
    """What was read on a day: a figure, or the word of a status."""

    day: date
    value: Decimal | None
    word: Word | None


@dataclass(frozen=True)
class Readings:
    """The readings that go in, soonest first, and a sentence for each line that does not."""

    dated: tuple[Dated, ...] = ()
    told: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()  # a line that cannot be read, and advice


def line(day: str, figure: str) -> str:
    """One reading as it is kept and shown: its day, if it has one, and its figure."""
    return f"{day}{PARTED}{figure}" if day else figure


def parted(text: str) -> tuple[str, str]:
    """The day and the figure of such a line; no day where it has none."""
    day, _parted, figure = text.rpartition(PARTED)
    return day, figure


def read(
    lines: Iterable[str], measure: Measure | None, *, starts_on: date, today: date
) -> Readings:
    """What the lines say of this measure; without a measure there is nothing to read."""
    if measure is None:
        return Readings()
    dated: dict[date, Dated] = {}
    told: list[str] = []
    wrong: list[tuple[str, str]] = []
    for text in lines:
        try:
            found = _one(text, measure)
        except NotUnderstood as refusal:
            wrong.append((text, refusal.advice))
            continue
        if found is None:
            continue
        if reason := _out(text, found, measure, (starts_on, today)):
            told.append(reason)
        elif isinstance(found, Dated) and dated.setdefault(found.day, found) != found:
            wrong.append((text, _("There is another reading of that day. Keep one of the two.")))
    return Readings(tuple(dated[day] for day in sorted(dated)), tuple(told), tuple(wrong))


def _one(text: str, measure: Measure) -> Dated | Amount | None:
    """A reading of a day; an amount without one; None where the cell says nothing."""
    day_text, parted, figure = text.rpartition(PARTED)
    said = amount(figure if parted else text)
    if not said.is_set:
        return None
    _check_fits(said, measure)
    day = days.day(day_text) if parted else None
    return Dated(day, said.value, said.word) if day else said


def _check_fits(said: Amount, measure: Measure) -> None:
    if (measure.kind is Kind.status) != (said.word is not None):
        raise NotUnderstood(
            _("Write “Not started”, “In progress” or “Completed”.")
            if measure.kind is Kind.status
            else _("Write a number, or take the reading out.")
        )
    is_no_share = said.value is not None and not 0 <= said.value <= 100
    if measure.kind is Kind.percent and (said.kind is Kind.number or is_no_share):
        raise NotUnderstood(share_advice())
    if measure.kind is Kind.percent:
        refuse_fraction(said)


def _out(text: str, found: Dated | Amount, measure: Measure, between: tuple[date, date]) -> str:
    """Why a reading stays out, as a sentence; nothing for one that goes in."""
    if not isinstance(found, Dated):
        return _(
            "“%(text)s” has no day, so it stays out as a reading. With one, such as "
            "“31 March 2027: %(text)s”, it goes in."
        ) % {"text": text}
    if measure.kind is Kind.percent_change:
        return _("The reading “%(text)s” stays out: a change is read as a count.") % {"text": text}
    starts_on, today = between
    if found.day > today:
        return _("The reading of %(day)s stays out: that day has not come yet.") % {
            "day": date_format(found.day, "j F Y")
        }
    if found.day < starts_on:
        return _("The reading of %(day)s stays out: the plan had not begun.") % {
            "day": date_format(found.day, "j F Y")
        }
    return ""
