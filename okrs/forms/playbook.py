"""Why a row of the playbook is not for us."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm
from okrs.models import PlaybookDecision


class DeclineForm(PlainForm):
    reason = forms.ChoiceField(
        label=_("Why not?"),
        choices=PlaybookDecision.REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why not.")},
    )
    ask_again_on = TextDayField(
        label=_("Ask us again on"),
        required=False,
        help_text=_("For “not now”. For example 1 September 2027."),
    )
    sentence = forms.CharField(
        label=_("In a sentence"),
        required=False,
        max_length=300,
        help_text=_("Leaving something out is then a decision, and not an accident."),
    )
