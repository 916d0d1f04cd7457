"""The form every page starts from: our look, our errors, none of the browser's own bubbles."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _

REQUIRED = forms.Field.default_error_messages["required"]
TYPED = (
    forms.TextInput,
    forms.EmailInput,
    forms.NumberInput,
    forms.PasswordInput,
    forms.URLInput,
    forms.Textarea,
    forms.Select,
)


def dress(form: forms.Form) -> None:
    """Give each typed field the class our styles know, and leave ticks and radios as they are.

    A field left empty says which one it is: "This field is required." helps nobody in a summary.
    """
    for field in form.fields.values():
        if field.label and field.error_messages["required"] == REQUIRED:
            field.error_messages["required"] = _left_empty(str(field.label))
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = _(
                "Enter a whole e-mail address, such as name@example.org."
            )
        if isinstance(field.widget, TYPED) and "class" not in field.widget.attrs:
            field.widget.attrs["class"] = "input"


def _left_empty(label: str) -> str:
    """For a field without a sentence of its own. A question is answered; a blank is filled in."""
    words = _("Answer “%(label)s”") if label.endswith("?") else _("Fill in “%(label)s”.")
    return words % {"label": label}


class PlainForm(forms.Form):
    """A form whose refusals are sentences of ours, shown in the page (the GOV.UK pattern)."""

    use_required_attribute = False  # the page says what is missing, not a browser's own bubble

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper
