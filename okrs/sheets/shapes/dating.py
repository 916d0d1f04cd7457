"""Days as exports write them: ISO, day first or month first. The whole file decides which."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from okrs.sheets import days

NUMBERS = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T,].*)?$")
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
            return f"{year}-{first}-{second}", ""
        said = f"{first}/{second}/{year}"
        is_told = self.day_first or first == second or int(second) > 12
        return said, "" if is_told else self._could_be_another(said)

    @staticmethod
    def _could_be_another(text: str) -> str:
        return _("“%(text)s” is read with the day first, as %(day)s: nothing else in it says.") % {
            "text": text,
            "day": days.as_said(text),
        }
