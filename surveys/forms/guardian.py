"""What the guardian of a key is asked: their public key, and later the count they made."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_form import PlainForm

LARGEST = 40 * 1024 * 1024  # bytes: the numbers of half a million ballots


class PublicKeyForm(PlainForm):
    """The public half of a key pair. The script fills it in; it can also be pasted."""

    public = forms.CharField(
        max_length=200,
        label=gettext_lazy("The public key"),
        help_text=gettext_lazy(
            "130 digits of 0 to 9 and a to f. It closes the box and cannot open it: no secret."
        ),
        error_messages={"required": gettext_lazy("Make the key first: there is none to send.")},
        widget=forms.Textarea(
            attrs={"class": "input", "rows": 3, "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    stored = forms.BooleanField(
        label=gettext_lazy("I have the private key in two places that only I can reach"),
        error_messages={
            "required": gettext_lazy(
                "Store the private key in two places first: without it no answer can be counted."
            )
        },
    )

    def clean_public(self) -> bytes:
        digits = "".join(str(self.cleaned_data["public"]).split())
        try:
            return bytes.fromhex(digits)
        except ValueError:
            raise forms.ValidationError(
                _("This is not a public key: make the key again.")
            ) from None


class CountForm(PlainForm):
    """The file that the guardian's command wrote."""

    count = forms.FileField(
        label=gettext_lazy("The count"),
        help_text=gettext_lazy("The file that count_sealed_box wrote. It holds no answer."),
        error_messages={"required": gettext_lazy("Choose the file with the count.")},
    )

    def clean_count(self) -> bytes:
        file: Any = self.cleaned_data["count"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is too large to be a count."))
        return bytes(file.read())
