"""What the pages of inviting ask: a list, how many cards, which of them to print, an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from surveys.inviting import reading
from surveys.inviting.addresses import address
from surveys.inviting.cards import FEWEST, MOST_AT_ONCE
from surveys.inviting.reading import CannotReadList, Row
from surveys.models.invitations import RunKind
from surveys.sheets import CannotReadSheet

HOW_MANY_WRONG = _(
    "Give a whole number from 10 to 5,000. Of fewer than 10, one could tell who got which card."
)
TO_PRINT_WRONG = _(
    "Give a whole number, 10 or more. Of fewer than 10, one could tell who got which card."
)


class StaffForm(PlainForm):
    """A file, or rows pasted out of a spreadsheet: one of the two. Reads it, and keeps nothing."""

    file = forms.FileField(
        required=False,
        label=_("Upload a list"),
        help_text=_("An Excel workbook (.xlsx) or a .csv file of at most 100,000 people."),
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        label=_("Or paste the rows"),
        help_text=_(
            "Select the table in your spreadsheet, header and all; copy it; paste it here."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, pasted = data.get("file"), (data.get("pasted") or "")
        if file and pasted.strip():
            self.add_error("pasted", gettext("Send a file or paste rows, not both."))
        elif file or pasted.strip():
            self._read(data, file, pasted)
        elif not self.errors:
            self.add_error("file", gettext("Choose a file, or paste the rows below."))
        return data

    def _read(self, data: dict[str, Any], file: Any, pasted: str) -> None:
        try:
            if file:
                data["rows"] = reading.read_upload(file.read(reading.BIGGEST + 1))
            else:
                data["rows"] = reading.read_pasted(pasted)
        except CannotReadSheet as refusal:
            self.add_error("file" if file else "pasted", str(refusal))

    @property
    def rows(self) -> list[Row]:
        rows: list[Row] = self.cleaned_data["rows"]
        return rows

    def refuse(self, refusal: CannotReadList) -> None:
        """The rows could be read, but not understood."""
        self.add_error("file" if self.cleaned_data.get("file") else "pasted", str(refusal))


class SendForm(PlainForm):
    """Which message goes out."""

    kind = forms.ChoiceField(
        choices=RunKind.choices,
        label=_("Which message?"),
        error_messages={
            "required": _("Choose which message goes out."),
            "invalid_choice": _("Choose which message goes out."),
        },
    )


class CardsForm(PlainForm):
    """How many cards are wanted."""

    how_many = forms.IntegerField(
        min_value=FEWEST,
        max_value=MOST_AT_ONCE,
        label=_("How many cards?"),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), HOW_MANY_WRONG
        ),
        widget=forms.TextInput(attrs={"class": "input input-s", "inputmode": "numeric"}),
    )


class PrintForm(PlainForm):
    """Which cards are printed, in which order, and how far the printing has come."""

    newest = forms.IntegerField(
        min_value=FEWEST,
        label=_("How many to print?"),
        help_text=_("The ones made last come first. Do not print again what is handed out."),
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), TO_PRINT_WRONG),
        widget=forms.TextInput(attrs={"class": "input input-s", "inputmode": "numeric"}),
    )
    shuffle = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CameBackForm(PlainForm):
    """Addresses that came back, in any text that holds them."""

    pasted = forms.CharField(
        label=_("Addresses that came back"),
        help_text=_("One below the other, or the messages of the post office as they are."),
        error_messages={"required": _("Paste the addresses that came back.")},
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )


class AddressForm(PlainForm):
    """The address somebody is written to from now on."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=320,
        error_messages={"required": _("Enter the e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        email = address(self.cleaned_data["email"])
        if not email:
            raise forms.ValidationError(
                gettext("Enter a whole e-mail address, such as name@example.org.")
            )
        return email
