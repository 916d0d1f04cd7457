"""Dates as people in the United Kingdom write them, and as spreadsheets count them."""

import re
from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal
from okrs.sheets.numerals import seen

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
DAY_FIRST = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$")
YEAR_FIRST = re.compile(r"^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[T ]00:00(?::00)?)?$")
IN_WORDS = re.compile(
    r"^(?:\w+day,? )?(\d{1,2})(?:st|nd|rd|th)?[ \-]([a-z]+)\.?,?[ \-](\d{4}|\d{2})$"
)
MONTH_ONLY = re.compile(r"^(?:end (?:of )?)?([a-z]+)(?:\.?,? (?=\d{4}$)|-)(\d{4}|\d{2})$")
QUARTER = re.compile(r"^q([1-4])[ /\-]?(\d{4})$|^(\d{4})[ /\-]?q([1-4])$")
YEAR_ONLY = re.compile(r"^(?:end (?:of )?)?(20\d\d)$")
COUNTED = re.compile(r"^(\d{5})(?:\.0+)?$")
COUNTED_FROM = date(1899, 12, 30)  # the day that a spreadsheet calls 0 (its 1900 has a leap day)
NOBODY_SAID = frozenset(
    {"", "x", "tbc", "tbd", "n a", "na", "to set", "none", "ongoing", "unknown"}
)


def day(text: str) -> date | None:
    """The day a Due cell names; None where it names none. A month or year means its last day."""
    bare = seen(text).casefold()
    if normal(bare) in NOBODY_SAID:
        return None
    if counted := COUNTED.match(bare):
        return COUNTED_FROM + timedelta(days=int(counted[1]))
    if span := _last_day_of(bare):
        return span
    parts = _parts(bare)
    if parts is None:
        raise NotUnderstood(_("Write a date such as 31/03/2027 or 31 March 2027."))
    return _checked(*parts)


def in_words(value: date) -> str:
    """ "31 March 2027": as a workbook's days are handed on, in English whatever the language."""
    return f"{value.day} {MONTHS[value.month - 1].capitalize()} {value.year}"


def _last_day_of(bare: str) -> date | None:
    if found := QUARTER.match(bare):
        quarter, year = int(found[1] or found[4]), int(found[2] or found[3])
        return _last(year, quarter * 3)
    if found := YEAR_ONLY.match(bare):
        return date(int(found[1]), 12, 31)
    found = MONTH_ONLY.match(bare)
    month = _month(found[1]) if found else None
    return _last(_century(found[2]), month) if found and month else None


def _last(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1900 <= year <= 9999 else None


def _parts(bare: str) -> tuple[int, int, int] | None:
    if found := YEAR_FIRST.match(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if found := DAY_FIRST.match(bare):
        return _century(found[3]), int(found[2]), int(found[1])
    found = IN_WORDS.match(bare)
    month = _month(found[2]) if found else None
    return (_century(found[3]), month, int(found[1])) if found and month else None


def _month(name: str) -> int | None:
    if len(name) < 3:
        return None
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name)), None) or (
        9 if name == "sept" else None
    )


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _checked(year: int, month: int, number: int) -> date:
    """A day that exists; for "31 June" says how many days June has, and offers the last."""
    if not 1 <= month <= 12:
        fix = f"{month:02}/{number:02}/{year}" if 12 < month <= 31 and 1 <= number <= 12 else ""
        raise NotUnderstood(_("There are twelve months. Write the day first."), fix=fix)
    if not 2000 <= year <= 2199:
        raise NotUnderstood(_("Write a year from 2000 on."))
    last = monthrange(year, month)[1]
    if not 1 <= number <= last:
        raise NotUnderstood(
            _too_many_days(year, month, last), fix=f"{last} {month_name(month)} {year}"
        )
    return date(year, month, number)


def _too_many_days(year: int, month: int, last: int) -> str:
    if month == 2:
        return _("February %(year)s has %(days)s days.") % {"year": year, "days": last}
    return ngettext("%(month)s has %(days)s day.", "%(month)s has %(days)s days.", last) % {
        "month": month_name(month),
        "days": last,
    }


def month_name(month: int) -> str:
    from django.utils.dates import MONTHS as NAMES

    return str(NAMES[month])


def as_said(text: str) -> str:
    """ "31/06/2027" as it is read aloud, "31 June 2027", even when there is no such day."""
    parts = _parts(seen(text).casefold())
    if parts is None or not 1 <= parts[1] <= 12:
        return ""
    return f"{parts[2]} {month_name(parts[1])} {parts[0]}"
