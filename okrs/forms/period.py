"""What is asked of a period: its name and days, what became of each key result, and the close."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm, dress
from okrs.forms.figures import FigureField
from okrs.models import PeriodResult
from okrs.periods.carrying import Choice, asks_for_a_target
from okrs.periods.contents import ResultKept

LONGEST = 4000


class PeriodForm(PlainForm):
    """A name and two days."""

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=80,
        error_messages={"required": _("Write what the period is called, such as “Year 1”.")},
    )
    starts_on = TextDayField(
        label=_("First day"), error_messages={"required": _("Write its first day.")}
    )
    ends_on = TextDayField(
        label=_("Last day"), error_messages={"required": _("Write its last day.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReviewForm(PlainForm):
    """What became of one key result, and what was learned."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"), required=False, widget=forms.RadioSelect
    )
    reflection = forms.CharField(
        label=_("What worked, and what did not?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, result: ResultKept, version: int) -> None:
        held = {"outcome": result.outcome, "reflection": result.reflection, "version": version}
        super().__init__(data, prefix=f"k{result.key_result}", initial=held)
        self.result = result
        if not result.is_due:
            del self.fields["outcome"]
            return
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        outcome.choices = [
            (code, label) for code, label in PeriodResult.OUTCOMES if code != PeriodResult.GOES_ON
        ]


class ReflectForm(PlainForm):
    """What the whole period taught."""

    reflection = forms.CharField(
        label=_("What did this period teach us?"),
        help_text=_("What worked, what did not, and what we do differently from now on."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReopenForm(PlainForm):
    """Why a closed period is opened again."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=_("A sentence. It stays with what was kept."),
        error_messages={"required": _("Say why it is opened again: everybody will ask.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CloseForm(PlainForm):
    """The close: for each key result that is carried over, until when, and to what figure."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, carried: Sequence[ResultKept], offered: Choice, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.carried = carried
        for result in carried:
            named = {"title": result.title}
            self.fields[f"due-{result.key_result}"] = TextDayField(
                label=_("Due"),
                initial=offered.due_on,
                error_messages={"required": str(_("Write when “%(title)s” is due next.")) % named},
            )
            if asks_for_a_target(result.kind):
                self.fields[f"to-{result.key_result}"] = FigureField(
                    label=_("To"), required=False, help_text=_("Left empty, it stays.")
                )
        dress(self)

    def show(self, *, seen: str) -> None:
        """What the page shows now is what the next press closes, also after a refusal."""
        if self.is_bound:
            self.data = {**{name: self.data.get(name) for name in self.data}, "seen": seen}

    def rows(self) -> list[tuple[ResultKept, Any, Any]]:
        """Each that is carried over with its boxes."""
        return [
            (
                one,
                self[f"due-{one.key_result}"],
                self[f"to-{one.key_result}"] if f"to-{one.key_result}" in self.fields else None,
            )
            for one in self.carried
        ]

    def choices(self) -> dict[int, Choice]:
        return {
            one.key_result: Choice(
                due_on=self.cleaned_data[f"due-{one.key_result}"],
                to_value=self.cleaned_data.get(f"to-{one.key_result}"),
            )
            for one in self.carried
        }
