"""Days as files write them: ISO, day first or month first. The whole file decides which."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from okrs.sheets import days, readings
from okrs.sheets.sheet_rows import SheetRow

NUMBERS = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ T,].*)?$")
ISO = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})(?:[T ].*)?$")
MONTH_FIRST = re.compile(r"^([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[ ,].*)?$")


class Order:
    """Day first or month first, as the dates of one file show; unknown when all could be both."""

    def __init__(self, texts: Iterable[str]) -> None:
        pairs = [(int(found[1]), int(found[2])) for t in texts if (found := NUMBERS.match(t))]
        self.day_first = any(first > 12 for first, _second in pairs)
        self.month_first = any(second > 12 for _first, second in pairs)

    def read(self, text: str) -> tuple[str, str]:
        """The same day as `days.day` reads it, and a sentence where it could be another."""
        text = " ".join(text.split())
        if found := ISO.match(text):
            return found[1], ""
        if found := MONTH_FIRST.match(text):
            return f"{found[2]} {found[1]} {found[3]}", ""
        found = NUMBERS.match(text)
        if not found:
            return text, ""
        first, second, year = found.groups()
        if self.month_first and not self.day_first:
            return self._month_first(int(first), int(second), year)
        said = f"{first}/{second}/{year}"
        is_sure = self.day_first and not self.month_first
        is_told = is_sure or first == second or int(first) > 12 or int(second) > 12
        return said, "" if is_told else self._could_be_another(said)

    @staticmethod
    def _month_first(month: int, number: int, year: str) -> tuple[str, str]:
        """Told where it could be the other way round: another day of the file decided."""
        said = f"{year if len(year) == 4 else f'20{year}'}-{month}-{number}"
        if month == number or number > 12:
            return said, ""
        words = {"text": f"{month}/{number}/{year}", "day": days.as_said(said)}
        return said, _(
            "“%(text)s” is read with the month first, as %(day)s: another day says so."
        ) % words

    @staticmethod
    def _could_be_another(text: str) -> str:
        return _("“%(text)s” is read with the day first, as %(day)s: nothing says otherwise.") % {
            "text": text,
            "day": days.as_said(text),
        }


def in_one_order(rows: list[SheetRow]) -> list[SheetRow]:
    """Rows of a plain sheet: days stand day first, unless one can only be read month first."""
    parted = [readings.parted(line)[0] for row in rows for line in row.readings]
    order = Order([*(row.due for row in rows), *parted])
    return [_in_order(row, order) for row in rows] if order.month_first else rows


def _in_order(row: SheetRow, order: Order) -> SheetRow:
    due, told = order.read(row.due)
    sentences, lines = [told], []
    for line in row.readings:
        day, figure = readings.parted(line)
        day, told = order.read(day)
        sentences.append(told)
        lines.append(readings.line(day, figure))
    told_of = dict.fromkeys(filter(None, sentences))
    return replace(row, due=due, readings=tuple(lines), told=(*row.told, *told_of))
