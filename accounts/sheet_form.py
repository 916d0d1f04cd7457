"""The form that takes a sheet: a file, or rows pasted out of a spreadsheet, and never both."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from accounts.plain_sheets import CannotReadSheet


def pasted_rows(*, lines: int) -> forms.CharField:
    """The box for pasted rows, so many lines high."""
    return forms.CharField(
        required=False,
        strip=False,
        label=_("Or paste the rows"),
        help_text=_(
            "Select the table in your spreadsheet, header and all; copy it; paste it here."
        ),
        widget=forms.Textarea(attrs={"rows": lines, "spellcheck": "false"}),
    )


class SheetForm(PlainForm):
    """Has a field `file` and a field `pasted`. Reads the one that is given, and keeps nothing."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, pasted = data.get("file"), (data.get("pasted") or "")
        if file and pasted.strip():
            self.add_error("pasted", gettext("Send a file or paste rows, not both."))
        elif file or pasted.strip():
            try:
                data |= self.read_file(file) if file else self.read_pasted(pasted)
            except CannotReadSheet as refusal:
                self.add_error(self.given, str(refusal))
        elif not self.errors:
            self.add_error("file", gettext("Choose a file, or paste the rows below."))
        return data

    @property
    def given(self) -> str:
        """The field that the sheet came by."""
        return "file" if self.cleaned_data.get("file") else "pasted"

    def read_file(self, file: Any) -> dict[str, Any]:
        """What the file holds, by name. Raises CannotReadSheet."""
        raise NotImplementedError

    def read_pasted(self, text: str) -> dict[str, Any]:
        """What the text holds, by the same names. Raises CannotReadSheet."""
        raise NotImplementedError
