"""Days as people write them: three boxes, or one box that takes any usual way of writing a day.

Every refusal is a sentence: "31 June 2027 is not a date: June has 30 days."
"""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NUMBERS = re.compile(r"^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4})$", re.ASCII)
NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$", re.ASCII)
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_YEAR, LAST_YEAR = 1900, 2200
HOW = gettext_lazy("Write a day such as 31 March 2027 or 31/03/2027.")


def day_from(text: str) -> date:
    """A day from "31/03/2027", "31 March 2027" or "2027-03-31"; ValidationError with a sentence."""
    text = " ".join(text.split())
    if found := NUMBERS.match(text):
        return day_of(year=int(found[3]), month=int(found[2]), day=int(found[1]))
    if found := ISO.match(text):
        return day_of(year=int(found[1]), month=int(found[2]), day=int(found[3]))
    if (found := NAMED.match(text)) and found[2][:3].lower() in ENGLISH:
        month = ENGLISH.index(found[2][:3].lower()) + 1
        return day_of(year=int(found[3]), month=month, day=int(found[1]))
    raise ValidationError(_("“%(text)s” is not a date. %(how)s") % {"text": text[:40], "how": HOW})


def day_of(*, year: int, month: int, day: int) -> date:
    """A day from its three numbers; ValidationError says which of them cannot be."""
    if not 1 <= month <= len(MONTHS):
        raise ValidationError(_("There are 12 months: %(month)s is not one.") % {"month": month})
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(_("Write the year in four digits, such as 2027."))
    longest = monthrange(year, month)[1]
    if not 1 <= day <= longest:
        raise ValidationError(
            _("%(day)s %(name)s %(year)s is not a date: %(name)s has %(longest)s days.")
            % {"day": day, "name": MONTHS[month], "year": year, "longest": longest}
        )
    return date(year, month, day)


def in_words(day: date) -> str:
    """ "31 March 2027": what a box shows of a day it was given."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


class TextDayField(forms.CharField):
    """One box for a day, however it is written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return day_from(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class DayWidget(forms.MultiWidget):
    """Day, month and year, each in a box with its own label."""

    template_name = "components/day_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(_box()) for name in ("day", "month", "year")
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


def _box() -> dict[str, str]:
    return {"class": "input", "inputmode": "numeric", "autocomplete": "off"}


class DayField(forms.MultiValueField):
    """A day in three boxes (the GOV.UK date pattern): nobody has to guess which way round."""

    widget = DayWidget

    def __init__(self, **kwargs: Any) -> None:
        part = forms.CharField(required=False, max_length=9)
        super().__init__(fields=(part, part, part), require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> Any:
        parts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"])
            return None
        _refuse_missing(parts)
        day, month, year = parts[0], _number_of(parts[1]), parts[2]
        if not all(part.isascii() and part.isdecimal() for part in (day, month, year)):
            raise ValidationError(_("Write day, month and year in numbers, such as 31 3 2027."))
        return day_of(year=int(year), month=int(month), day=int(day))

    def compress(self, data_list: list[Any]) -> None:
        """Not used: `clean` reads the three boxes together, so that the sentence fits."""


def _refuse_missing(parts: list[str]) -> None:
    names = (_("a day"), _("a month"), _("a year"))
    missing = [name for name, part in zip(names, parts, strict=True) if not part]
    if missing:
        raise ValidationError(
            _("The date still needs %(parts)s.") % {"parts": _(" and ").join(missing)}
        )


def _number_of(month: str) -> str:
    """ "Feb" and "february" are 2: some write a month's name, whatever the box asks for."""
    known = month[:3].lower() in ENGLISH and month.isalpha()
    return str(ENGLISH.index(month[:3].lower()) + 1) if known else month
