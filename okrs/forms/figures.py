"""A figure as people type it: "1,200", "19 %", "£4,736", or nothing while nobody knows it."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from okrs.figures import plain

STORED = Decimal("0.0001")
LARGEST = Decimal(10) ** 10
DRESSING = str.maketrans({",": "", "%": "", "£": "", " ": "", "\xa0": "", "+": "", "−": "-"})
NOT_KNOWN = frozenset({"", "x", "?", "-", "–", "n/a", "tbc", "toset", "tobeset"})
"""What people write for a figure that is to be set. It is kept empty, and is never zero."""


class FigureField(forms.CharField):
    """Gives a Decimal, or None for what is not known yet. Refuses words with a sentence."""

    widget = forms.TextInput(attrs={"class": "input input-s", "inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        bare = typed.translate(DRESSING)
        if bare.lower() in NOT_KNOWN:
            return None
        try:
            number = Decimal(bare)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise forms.ValidationError(
                _("“%(typed)s” is not a number. Write digits, such as 25 or 1,200.")
                % {"typed": typed}
            )
        if abs(number) >= LARGEST:
            raise forms.ValidationError(_("That number is too large to be kept."))
        return number.quantize(STORED, rounding=ROUND_HALF_UP)

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Length is of no interest here: the size of the number was looked at already."""

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.to_python(initial), data))
