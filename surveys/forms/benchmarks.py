"""What is asked of a benchmark of the organisation's own. Saves nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from disclosure.benchmarks.adding import OTHER, WHAT, Told
from disclosure.benchmarks.models import OwnBenchmark

ALIKE, OTHERWISE = "alike", "otherwise"
GROUPS = {
    "lower": _("people of lower background"),
    "intermediate": _("people of intermediate background"),
    "professional": _("people of professional background"),
    "independent": _("people who went to a fee-paying school"),
    "fsm_yes": _("people who were eligible for free school meals"),
    "no_graduate_parent": _("people with no parent who has a degree"),
}
NAMES = ("label", "group", "value", "year", "population", "source", "address", "counted")


class BenchmarkForm(PlainForm):
    """Takes the benchmark, or None for a new one."""

    label = forms.CharField(
        label=_("What is the benchmark called?"),
        max_length=120,
        help_text=_("Such as “Logistics employers: lower background”."),
        error_messages={"required": _("Give the benchmark a name.")},
    )
    group = forms.ChoiceField(
        label=_("What is it a share of?"),
        choices=[("", _("Choose")), *((code, GROUPS[code]) for code in WHAT)],
        error_messages={"required": _("Choose what it is a share of.")},
    )
    value = forms.DecimalField(
        label=_("What is the share, in percent?"),
        max_digits=5,
        decimal_places=2,
        help_text=_("Such as 37 or 7.5."),
        error_messages={
            "required": _("Write the share in percent, such as 37 or 7.5."),
            "invalid": _("Write the share in percent, such as 37 or 7.5."),
        },
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "decimal"}),
    )
    year = forms.CharField(
        label=_("Which year is it of?"),
        max_length=9,
        help_text=_("Such as 2024, or 2023/24: when people were asked, not when it was printed."),
        error_messages={"required": _("Write a year, such as 2024, or 2023/24.")},
    )
    population = forms.CharField(
        label=_("Whose figure is it?"),
        max_length=120,
        help_text=_("As it reads after “12 points below”: such as “UK logistics employers”."),
        error_messages={"required": _("Say whose figure it is.")},
    )
    source = forms.CharField(
        label=_("Where is it from?"),
        max_length=200,
        help_text=_("Who published it, and under which title."),
        error_messages={
            "required": _("Say where the figure is from. Without a source it cannot be kept.")
        },
    )
    address = forms.CharField(
        label=_("Where can people read it?"),
        required=False,
        max_length=500,
        help_text=_("A whole address, such as https://example.org/report."),
    )
    counted_alike = forms.ChoiceField(
        label=_("Is it counted as your survey counts?"),
        choices=[
            (ALIKE, _("Yes: by the same question, out of those who could be placed in a group")),
            (OTHERWISE, _("No, or it is not known: it is listed, and never compared")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is counted as your survey counts.")},
    )
    counted = forms.CharField(
        label=_("If not, how is it counted?"),
        required=False,
        max_length=200,
        help_text=_("Such as “of everybody, including those who did not say”, or “not known”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, benchmark: OwnBenchmark | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if benchmark:
            stored = {name: getattr(benchmark, name) for name in (*NAMES, "version")}
            stored["value"] = f"{benchmark.value.normalize():f}"
            stored["counted_alike"] = OTHERWISE if benchmark.definition == OTHER else ALIKE
            self.initial = stored | dict(self.initial)

    def told(self) -> Told:
        """What was written."""
        given = {name: self.cleaned_data[name] for name in NAMES}
        return Told(**given, counted_alike=self.cleaned_data["counted_alike"] == ALIKE)
