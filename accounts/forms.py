"""What the people pages ask, and the sign-in library's forms in our clothes."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy

from accounts.plain_form import PlainForm, dress
from accounts.roles import Role

NO_ROLE = ("", gettext_lazy("None yet: sees no page"))


class PersonForm(PlainForm):
    name = forms.CharField(max_length=120, label=gettext_lazy("Name"))
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    role = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Role"),
        choices=[NO_ROLE, *Role.choices],
        initial=Role.CONTRIBUTOR.value,
    )


class EditPersonForm(PlainForm):
    name = forms.CharField(max_length=120, label=gettext_lazy("Name"))
    role = forms.ChoiceField(
        required=False, label=gettext_lazy("Role"), choices=[NO_ROLE, *Role.choices]
    )
    is_active = forms.BooleanField(
        required=False,
        label=gettext_lazy("May sign in"),
        help_text=gettext_lazy("Without it nothing of theirs is lost; they just cannot sign in."),
    )
    even_so = forms.BooleanField(
        required=False,
        label=gettext_lazy("Do it anyway"),
        help_text=gettext_lazy("What is theirs then waits in vain, until it is handed over."),
        widget=forms.HiddenInput,
    )

    def offer_even_so(self) -> None:
        """Ask, once it was said what would be left with nobody."""
        self.fields["even_so"].widget = forms.CheckboxInput()


class Dressed:
    """Makes a form of the sign-in library look, and refuse, as ours do."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)  # type: ignore[arg-type]
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name == "password":
                field.help_text = ""  # the way back in stands beside the button
            if name in ("login", "email"):
                field.label = gettext_lazy("E-mail address")  # as everywhere else


class LoginForm(Dressed, allauth.LoginForm):
    pass


class ResetPasswordForm(Dressed, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Dressed, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(Dressed, allauth.ChangePasswordForm):
    pass
