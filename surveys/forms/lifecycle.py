"""What is asked before a wave moves on: a day, a name typed, or only that it is meant."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm


class ConfirmForm(PlainForm):
    """Asks nothing: the button says what is done."""


class ExtendForm(PlainForm):
    closes_on = TextDayField(
        label=gettext_lazy("Until when can people answer?"),
        help_text=gettext_lazy(
            "A later day than now, such as 18 December 2026. It can be moved again."
        ),
        error_messages={"required": gettext_lazy("Choose the new last day to answer.")},
    )


class AbandonForm(PlainForm):
    """The wave's name is typed: destroying people's answers is nothing for a slip of the hand."""

    title = forms.CharField(
        label=gettext_lazy("Type the name of the wave"),
        max_length=200,
        error_messages={"required": gettext_lazy("Type the name of the wave to abandon it.")},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = title

    def clean_title(self) -> str:
        """The name as it stands, but for capitals and doubled spaces."""
        typed = " ".join(str(self.cleaned_data["title"]).split())
        if typed.casefold() != self.expected.casefold():
            raise forms.ValidationError(
                _("That is not its name. It is called “%(title)s”.") % {"title": self.expected}
            )
        return typed
