"""What is asked about a milestone."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm
from okrs.milestones import Step
from okrs.models import Milestone


class MilestoneForm(PlainForm):
    """A step on the way. An outcome may have a target of its own."""

    text = forms.CharField(
        label=_("What is the step?"),
        max_length=400,
        error_messages={"required": _("Write what the step is.")},
    )
    kind = forms.ChoiceField(
        label=_("Is it something to do, or something to reach?"),
        choices=[
            (Milestone.ACTION, _("An action: done or not done")),
            (Milestone.OUTCOME, _("An outcome: it has a figure of its own")),
        ],
        initial=Milestone.ACTION,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an action or an outcome.")},
    )
    target_value = forms.DecimalField(
        label=_("Target, for an outcome"),
        max_digits=14,
        decimal_places=4,
        required=False,
        widget=forms.TextInput(attrs={"class": "input input-s", "inputmode": "decimal"}),
        error_messages={"invalid": _("Write the target as a number, such as 25.")},
    )
    target_unit = forms.CharField(
        label=_("Unit of the target"),
        help_text=_("% for a share, or what is counted: “roles”, “people”."),
        max_length=60,
        required=False,
    )
    due_on = TextDayField(label=_("Due"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Who does it?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    weight = forms.DecimalField(
        label=_("Weight"),
        help_text=_("1 is usual; 2 counts twice as much."),
        max_digits=6,
        decimal_places=2,
        min_value=Decimal("0.01"),
        initial=Decimal(1),
        widget=forms.TextInput(attrs={"class": "input input-s", "inputmode": "decimal"}),
        error_messages={
            "required": _("Write a weight; 1 is usual."),
            "invalid": _("Write the weight as a number; 1 is usual."),
            "min_value": _("A weight is more than 0; 1 is usual."),
        },
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    stored: Milestone | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.owners().order_by("name")

    def show_what_is_stored(self, milestone: Milestone) -> None:
        """Somebody saved first: keep what was typed, and let it be sent again on what is there."""
        self.stored = milestone
        self.data = {
            **{name: self.data.get(name) for name in self.data},
            "version": str(milestone.version),
        }

    def step(self) -> Step:
        """The answers as okrs.milestones takes them, without the words and the version."""
        answers = self.cleaned_data
        return Step(
            kind=answers["kind"],
            due_on=answers["due_on"],
            owner=answers["owner"],
            weight=answers["weight"],
            target_value=answers["target_value"],
            target_unit=answers["target_unit"],
        )


def initial_of(milestone: Milestone) -> dict[str, Any]:
    """A milestone as its form begins."""
    return {
        "text": milestone.text,
        "kind": milestone.kind,
        "target_value": _plain(milestone.target_value),
        "target_unit": milestone.target_unit,
        "due_on": milestone.due_on,
        "owner": milestone.owner_id,
        "weight": _plain(milestone.weight),
        "version": milestone.version,
    }


def _plain(value: Decimal | None) -> str:
    """Without the empty decimals that the table keeps."""
    return "" if value is None else f"{value.normalize():f}"
