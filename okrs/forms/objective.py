"""An objective on a page: its pillar, its words and its weight."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from okrs.forms.figures import FigureField
from okrs.models import KeyResult
from okrs.weighing import would_be_of_pillar
from strategy.pillars import Pillar


class ObjectiveForm(PlainForm):
    title = forms.CharField(
        label=_("What do we want to achieve?"),
        max_length=200,
        error_messages={"required": _("Write what we want to achieve.")},
        help_text=_("In words. The numbers come with its key results."),
    )
    pillar = forms.ChoiceField(
        label=_("Which pillar is it for?"),
        choices=Pillar.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a pillar.")},
    )
    weight = FigureField(
        label=_("Weight"),
        help_text=_("Beside the other objectives of its pillar; 1 is usual."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"weight": "1"} | dict(self.initial)

    def say_weight(self, beside: Mapping[str, Sequence[Decimal]]) -> None:
        """Say beside the weight what it comes to, as filled in, in the pillar chosen."""
        chosen, asked = self["pillar"].value(), self["weight"]
        try:
            given = Decimal(str(asked.value()))
        except InvalidOperation:
            return
        if chosen in Pillar.values and given.is_finite() and given > 0:
            said = would_be_of_pillar(given, beside.get(str(chosen), ()))
            asked.help_text = f"{asked.help_text} {said}"


class RetireObjectiveForm(PlainForm):
    """Why an objective leaves the plan, with all that is under it."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=300,
        error_messages={"required": _("Say why, in a sentence: others will ask.")},
        help_text=_("A sentence. It stands in the archive, and in the record of changes."),
    )


class RetireForm(PlainForm):
    """Why a key result leaves the plan."""

    retired_as = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            (KeyResult.ARCHIVED, _("Archived: we are done with it, or chose to stop")),
            (KeyResult.NOT_APPLICABLE, _("Not applicable: it does not apply to us any more")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )
    why = forms.CharField(
        label=_("Why?"),
        max_length=300,
        error_messages={"required": _("Say why, in a sentence.")},
        help_text=_("A sentence. It stays with the key result."),
    )
