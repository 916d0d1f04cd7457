"""What is asked before a pack is issued: as of which day, for whom, and with names or without."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.plain_dates import DayField
from accounts.plain_form import PlainForm
from packs import offering
from packs.gathering import Order
from packs.meanwhile import IssuedMeanwhile
from packs.models import Pack


class IssueForm(PlainForm):
    """`key` lets the same form be sent twice and issue once; `newest` tells of who was first."""

    audience = forms.CharField(
        max_length=Pack._meta.get_field("audience").max_length,
        label=gettext_lazy("Who is it for?"),
        help_text=gettext_lazy("It stands on the first page, such as “Board of Example Ltd”."),
        error_messages={"required": gettext_lazy("Say who it is for.")},
    )
    as_of = DayField(
        label=gettext_lazy("As of which day?"),
        help_text=gettext_lazy("It holds what was known at the end of that day."),
        error_messages={"required": gettext_lazy("Write the day that it describes.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("May it name people?"),
        choices=Pack.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether it may name people.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    newest = forms.IntegerField(widget=forms.HiddenInput, required=False)

    meanwhile: Pack | None = None  # one that was issued after this form was shown

    @property
    def order(self) -> Order:
        """What was asked for, once it is valid."""
        told = self.cleaned_data
        return Order(day=told["as_of"], audience=told["audience"], kind=told["kind"])

    def refuse(self, refusal: IssuedMeanwhile) -> None:
        """Say that there is a pack by now. Sent again as it is now, the form issues another."""
        self.meanwhile = refusal.pack
        told = self.data.copy()  # type: ignore[attr-defined]
        for name, value in offering.fresh(offering.newest()).items():
            told[name] = str(value)
        self.data = told
        self.add_error(None, str(refusal))
