"""The form every page starts from: our look, our errors, none of the browser's own bubbles."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

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
    """Give each typed field the class our styles know, and leave ticks and radios as they are."""
    for field in form.fields.values():
        if isinstance(field.widget, TYPED) and "class" not in field.widget.attrs:
            field.widget.attrs["class"] = "input"


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
