"""Own points of an expected path, one a line: "30 June 2027, 25%"."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_dates import day_from
from okrs.figures import plain

POINT = re.compile(r"^(?P<day>.*?)[\s,:;]+(?P<share>\d{1,3}(\.\d+)?)\s*%$")
HUNDRED = Decimal(100)


class CurveField(forms.CharField):
    """Gives [(day, share of the way)], each share from 0 to 1. Refuses a line with a sentence."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "input"})

    def __init__(self, **kwargs: Any) -> None:
        hint = gettext_lazy(
            "Only if you chose your own points: one a line, such as “30 June 2027, 25%”."
        )
        super().__init__(help_text=hint, **kwargs)

    def clean(self, value: Any) -> list[tuple[date, Decimal]]:
        """A list where a CharField gives text: this field is text on the page only."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        return [_point(line) for line in lines]

    @staticmethod
    def in_words(points: Sequence[Sequence[str]]) -> str:
        """What is stored, as it would be typed."""
        return "\n".join(
            f"{date_format(date.fromisoformat(on), 'j F Y')}, {plain(Decimal(share) * HUNDRED)}%"
            for on, share in points
        )


def _point(line: str) -> tuple[date, Decimal]:
    found = POINT.match(line)
    share = Decimal(found["share"]) if found else HUNDRED + 1
    if not found or share > HUNDRED:
        raise forms.ValidationError(
            _("“%(line)s” is not a point. Write a date and a percentage: 30 June 2027, 25%%.")
            % {"line": line}
        )
    return day_from(found["day"]), share / HUNDRED
