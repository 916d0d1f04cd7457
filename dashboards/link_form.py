"""Whom a read-only link is for, and until when it opens."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from accounts.plain_dates import TextDayField, in_words
from accounts.plain_form import PlainForm


class ReadLinkForm(PlainForm):
    """`latest` is the last day that can be chosen today."""

    audience = forms.CharField(
        max_length=80,
        label=_("Who is it for?"),
        help_text=_("It stands at the top of every page they open: “Remuneration committee”."),
        error_messages={"required": _("Say who the link is for.")},
    )
    expires_on = TextDayField(
        label=_("Last day on which it opens"),
        error_messages={"required": _("Say on which day the link ends.")},
    )

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].help_text = now(
            "%(day)s at the latest. You can withdraw it sooner."
        ) % {"day": in_words(latest)}
