"""What the pages of inviting ask: a list, how many cards, which of them to print, an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from accounts.sheet_form import SheetForm, pasted_rows
from surveys.inviting import reading
from surveys.inviting.addresses import address
from surveys.inviting.cards import FEWEST, MOST_AT_ONCE
from surveys.inviting.reading import CannotReadList, Row
from surveys.models.invitations import RunKind

HOW_MANY_WRONG = _(
    "Give a whole number from 10 to 5,000. With fewer than 10, one could tell who got which card."
)
TO_PRINT_WRONG = _(
    "Give a whole number, 10 or more. With fewer than 10, one could tell who got which card."
)


class StaffForm(SheetForm):
    """A list of staff: a file, or rows pasted out of a spreadsheet."""

    file = forms.FileField(
        required=False,
        label=_("Upload a list"),
        help_text=_("An Excel workbook (.xlsx) or a .csv file of at most 100,000 people."),
    )
    pasted = pasted_rows(lines=8)

    def read_file(self, file: Any) -> dict[str, Any]:
        return {"rows": reading.read_upload(file.read(reading.BIGGEST + 1))}

    def read_pasted(self, text: str) -> dict[str, Any]:
        return {"rows": reading.read_pasted(text)}

    @property
    def rows(self) -> list[Row]:
        rows: list[Row] = self.cleaned_data["rows"]
        return rows

    def refuse(self, refusal: CannotReadList) -> None:
        """The rows could be read, but not understood."""
        self.add_error(self.given, str(refusal))


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
        help_text=_("The ones made last come first. Do not print again what has been handed out."),
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), TO_PRINT_WRONG),
        widget=forms.TextInput(attrs={"class": "input input-s", "inputmode": "numeric"}),
    )
    shuffle = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CameBackForm(PlainForm):
    """Addresses that came back, in any text that holds them."""

    pasted = forms.CharField(
        label=_("Addresses that came back"),
        help_text=_("One to a line, or the messages of the mail server as they are."),
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
