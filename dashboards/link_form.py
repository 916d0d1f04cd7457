"""Whom a read-only link is for, and until when it opens."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm


class ReadLinkForm(PlainForm):
    audience = forms.CharField(
        max_length=80,
        label=_("Who is it for?"),
        help_text=_("It stands at the top of every page they open: “Remuneration committee”."),
        error_messages={"required": _("Say who the link is for.")},
    )
    expires_on = TextDayField(
        label=_("Last day on which it opens"),
        help_text=_("90 days from now at most, such as 3 March 2027. You can withdraw it sooner."),
        error_messages={"required": _("Say on which day the link ends.")},
    )
