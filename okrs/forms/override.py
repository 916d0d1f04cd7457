"""What is asked of an owner who sees the status differently."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm
from okrs.overrides import MAY_BE_SAID


class OverrideForm(PlainForm):
    """Another status, until when, and why."""

    status = forms.ChoiceField(
        label=_("Which status would you give it?"),
        choices=[(status.value, status.label) for status in MAY_BE_SAID],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a status.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everybody who sees the status reads this beside it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: a status without a reason convinces nobody.")},
    )
    until = TextDayField(
        label=_("Until which day?"),
        error_messages={"required": _("Write the day until which it holds.")},
    )
