"""What set-up, the organisation and the strategy ask. Plain forms: they save nothing."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm
from strategy.models import DEEPEST, Unit
from strategy.setting_up import usual_dates

VISION = gettext_lazy("Where you start in life should not decide how far you go here.")
NO_VISION = gettext_lazy("Say in one sentence what should be true.")


def ends_after_it_starts(form: forms.Form, given: dict[str, Any]) -> None:
    starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
    if starts_on and ends_on and ends_on <= starts_on:
        form.add_error("ends_on", _("A strategy ends after it starts."))


class SetUpForm(PlainForm):
    organisation = forms.CharField(
        max_length=120,
        label=gettext_lazy("What is your organisation called?"),
        error_messages={"required": gettext_lazy("Enter your organisation’s name.")},
    )
    headcount = forms.IntegerField(
        required=False, min_value=1, label=gettext_lazy("How many people does it employ?")
    )
    vision = forms.CharField(
        max_length=240,
        initial=VISION,
        label=gettext_lazy("What do you want to be true, in one sentence?"),
        error_messages={"required": NO_VISION},
        help_text=gettext_lazy("It heads the strategy. You can change it at any time."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    starts_on = TextDayField(
        label=gettext_lazy("The strategy starts on"),
        help_text=gettext_lazy("Progress is expected from this day on."),
    )
    ends_on = TextDayField(
        label=gettext_lazy("It ends on"),
        help_text=gettext_lazy("Key results are due by then, unless you give them a sooner day."),
    )
    name = forms.CharField(max_length=120, label=gettext_lazy("Your name"))
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), help_text=gettext_lazy("You sign in with it.")
    )
    password = forms.CharField(
        label=gettext_lazy("A password"),
        help_text=gettext_lazy("At least 8 characters, and not one that is easily guessed."),
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["starts_on"], self.initial["ends_on"] = usual_dates(today)

    def clean(self) -> dict[str, Any]:
        """A password must not be easily guessed, nor be made of the name or address beside it."""
        given: dict[str, Any] = super().clean() or {}
        ends_after_it_starts(self, given)
        somebody = User(name=given.get("name", ""), email=given.get("email", ""))
        if password := given.get("password"):
            try:
                password_validation.validate_password(password, somebody)
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return given


class OrganisationForm(PlainForm):
    name = forms.CharField(max_length=120, label=gettext_lazy("Name"))
    headcount = forms.IntegerField(
        required=False, min_value=1, label=gettext_lazy("People employed")
    )


class UnitForm(PlainForm):
    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("What is it called?"),
        error_messages={"required": gettext_lazy("Enter the unit’s name.")},
    )
    parent = forms.ModelChoiceField(
        required=False,
        queryset=Unit.objects.none(),
        label=gettext_lazy("It is part of"),
        empty_label=gettext_lazy("The organisation itself"),
    )

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = Unit.objects.filter(retired_at=None, depth__lt=DEEPEST).in_tree_order()
        if unit:
            parents = parents.exclude(pk=unit.pk).exclude(path__startswith=f"{unit.path} › ")
        field = self.fields["parent"]
        field.queryset = parents  # type: ignore[attr-defined]
        field.label_from_instance = lambda parent: parent.path  # type: ignore[attr-defined]


class StrategyForm(PlainForm):
    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("What is it called?"),
        error_messages={"required": gettext_lazy("Enter the strategy’s name.")},
    )
    vision = forms.CharField(
        max_length=240,
        label=gettext_lazy("What should be true, in one sentence?"),
        error_messages={"required": NO_VISION},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    starts_on = TextDayField(label=gettext_lazy("Starts on"))
    ends_on = TextDayField(label=gettext_lazy("Ends on"))
    sponsor = forms.CharField(
        required=False,
        max_length=160,
        label=gettext_lazy("Who is its sponsor?"),
        help_text=gettext_lazy("Name and post, such as “M. Hale, Chief Operating Officer”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        ends_after_it_starts(self, given)
        return given
