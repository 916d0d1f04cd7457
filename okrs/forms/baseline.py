"""Where it starts and where it goes, by kind; and, when that was known already, why it moves."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm
from okrs.ends import NO_FIGURES, is_set
from okrs.forms.figures import FigureField
from okrs.models import CheckIn, KeyResult
from okrs.rules.words import Kind

ASKED: dict[Kind, tuple[str, ...]] = {
    Kind.number: ("from_value", "from_as_of", "to_value"),
    Kind.percent: ("from_numerator", "from_denominator", "from_value", "from_as_of", "to_value"),
    Kind.percent_change: ("base_count", "from_as_of", "to_value"),
    Kind.keep_at: ("low", "high", "tolerance"),
}
WHY = ("reason", "approved_by", "on")
NEEDED = {  # once both ends are known, any change is a re-baseline
    "reason": gettext_lazy("Say why it changes: it breaks the line, and others will ask."),
    "approved_by": gettext_lazy("Say who approved it: a target is not moved by one person alone."),
}


class BaselineForm(PlainForm):
    from_numerator = FigureField(required=False, label=gettext_lazy("From: how many"))
    from_denominator = FigureField(required=False, label=gettext_lazy("From: out of how many"))
    from_value = FigureField(
        required=False,
        label=gettext_lazy("From"),
        help_text=gettext_lazy("Where it starts. Leave it empty if nobody knows yet."),
    )
    base_count = FigureField(
        required=False,
        label=gettext_lazy("The count it starts from"),
        help_text=gettext_lazy("What 0% stands for, such as last year’s number of applicants."),
    )
    from_as_of = TextDayField(
        required=False,
        label=gettext_lazy("Which date does From describe?"),
        help_text=gettext_lazy("With a date, From is the first reading. Such as 31 March 2027."),
    )
    to_value = FigureField(
        required=False,
        label=gettext_lazy("To"),
        help_text=gettext_lazy("Where it should be when it is due."),
    )
    low = FigureField(required=False, label=gettext_lazy("Keep at or above"))
    high = FigureField(required=False, label=gettext_lazy("Keep at or below"))
    tolerance = FigureField(
        required=False,
        label=gettext_lazy("Tolerance"),
        help_text=gettext_lazy("How far outside the limits is amber rather than red."),
    )
    reason = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Why does it change?"),
        help_text=gettext_lazy("It is shown beside the break in the line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    approved_by = forms.CharField(
        required=False, max_length=160, label=gettext_lazy("Who approved it?")
    )
    on = TextDayField(
        required=False,
        label=gettext_lazy("From which day does the new baseline hold?"),
        help_text=gettext_lazy(
            "Earlier readings stay on the page, separate from the new ones. Today if empty."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, key_result: KeyResult, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = Kind[key_result.kind]
        asked = (*ASKED.get(kind, ()), *(WHY if anything_known(key_result) else ()), "version")
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        if fully_known(key_result) and kind in ASKED:
            for name, sentence in NEEDED.items():
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = sentence
        if kind is Kind.percent:
            self.fields["from_value"].label = _("From, in percent")
            self.fields["from_value"].help_text = _("Only if the two counts are not known.")

    def ends(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in NO_FIGURES}

    def why(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in WHY}


class TakeForm(forms.Form):
    """Which figure on offer was taken, and the version of the key result it was looked at on."""

    wave = forms.CharField(max_length=40)
    of = forms.IntegerField()
    version = forms.IntegerField()

    def named(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"wave": told["wave"], "version": told["of"], "seen": told["version"]}


def anything_known(key_result: KeyResult) -> bool:
    """Whether an end is known already, so that moving it asks why."""
    known = (key_result.from_value, key_result.to_value, key_result.low, key_result.high)
    return any(end is not None for end in known)


def fully_known(key_result: KeyResult) -> bool:
    return is_set({name: getattr(key_result, name) for name in (*NO_FIGURES, "kind")})


def initial_of(key_result: KeyResult, reading: CheckIn | None = None) -> dict[str, Any]:
    """What is stored; or, while From is unknown, the first reading offered as From."""
    stored = {name: getattr(key_result, name) for name in NO_FIGURES}
    if key_result.from_denominator is not None:
        stored["from_value"] = None  # the two counts say it
    if reading and key_result.from_value is None:
        stored |= {
            "from_value": None if reading.denominator else reading.value,
            "from_numerator": reading.numerator,
            "from_denominator": reading.denominator,
            "from_as_of": reading.as_of,
        }
    return stored | {"version": key_result.version}
