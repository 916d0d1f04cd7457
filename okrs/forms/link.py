"""What is asked about a piece of evidence or a resource."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from okrs.models import Link

NO_ADDRESS = _("Write the whole address, beginning with https://, or leave it empty.")


class LinkForm(PlainForm):
    """A title, and an address where there is one."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (Link.EVIDENCE, _("Evidence: it shows that something happened")),
            (Link.RESOURCE, _("A resource: it helps to make it happen")),
        ],
        initial=Link.EVIDENCE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("As people know it: “Minutes of the board, March 2027”."),
        max_length=200,
        error_messages={"required": _("Write a title, so that people know what they will open.")},
    )
    url = forms.CharField(
        label=_("Address on the web"),
        max_length=500,
        required=False,
        # Only these two: an address of another kind could run a script when it is opened.
        validators=[URLValidator(schemes=["http", "https"], message=NO_ADDRESS)],
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "url"}),
    )
    note = forms.CharField(label=_("What it shows, in a sentence"), max_length=300, required=False)
