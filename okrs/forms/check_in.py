"""What a check-in asks, by the kind of its key result. Saves nothing: gives a reading, a story."""

from datetime import date
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_dates import DayField
from accounts.plain_form import PlainForm
from okrs.forms.figures import FigureField
from okrs.models import CheckIn, KeyResult
from okrs.rules.words import Kind, Source, Word
from okrs.told import Reading, Story, answers_needed

NOTHING_WRITTEN = gettext_lazy("Write the figure, or choose “Nothing new” below.")
NOTHING_YET = gettext_lazy("Nothing has been read yet. Write the figure, or say what changed.")
NO_STEP = gettext_lazy("Tick the steps that are done now, or say what changed.")
SURE = [(str(number), str(number)) for number in range(11)]


class ReadingForm(PlainForm):
    """The figure and the day it describes: what a check-in and a correction share."""

    value = FigureField(required=False, label=gettext_lazy("What is the figure now?"))
    numerator = FigureField(required=False, label=gettext_lazy("How many"))
    denominator = FigureField(required=False, label=gettext_lazy("Out of how many"))
    word = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Where is it now?"),
        choices=[(word.value, word.label) for word in Word],
        widget=forms.RadioSelect,
    )
    as_of = DayField(
        label=gettext_lazy("Which date does it describe?"),
        error_messages={"required": gettext_lazy("Write the date that the figure describes.")},
    )
    before_start = forms.BooleanField(
        required=False, label=gettext_lazy("Yes, the figure describes a day before the start")
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    early: date | None = None  # a day before the start that nobody said yes to yet

    def __init__(self, *args: Any, key_result: KeyResult, today: date, **kwargs: Any) -> None:
        self.key_result, self.kind = key_result, Kind[key_result.kind]
        self.minimum = answers_needed(key_result)
        super().__init__(*args, **{"initial": {"as_of": today, "key": uuid4()}, **kwargs})
        for name in UNASKED[self.kind]:
            del self.fields[name]
        if self.kind is Kind.percent_change:
            self.fields["numerator"].label = _("How many are there now?")

    @property
    def is_before_start(self) -> bool:
        """Whether the date is one to be asked about: early, and not what the form opened on."""
        day = self.cleaned_data.get("as_of", self.early) if self.is_bound else None
        return bool(day and day < self.key_result.starts_on and day != self.initial["as_of"])

    def clean(self) -> dict[str, Any]:
        """A year typed wrong is a slip that nobody sees later, so an early day is asked about."""
        super().clean()
        if self.is_before_start and not self.cleaned_data["before_start"]:
            self.early = self.cleaned_data["as_of"]
            self.add_error(
                "as_of",
                _("%(day)s is before this key result starts, on %(start)s. Is that right?")
                % {
                    "day": date_format(self.early, "j F Y"),
                    "start": date_format(self.key_result.starts_on, "j F Y"),
                },
            )
        return self.cleaned_data

    @property
    def figures(self) -> list[forms.BoundField]:
        """The boxes for the figure, in the order they are read."""
        asked = ("numerator", "denominator", "value", "word")
        return [self[name] for name in asked if name in self.fields]

    def reading(self) -> Reading:
        given = self.cleaned_data.get
        return Reading(
            value=given("value"),
            numerator=given("numerator"),
            denominator=given("denominator"),
            word=given("word") or "",
        )


UNASKED: dict[Kind, tuple[str, ...]] = {
    Kind.number: ("numerator", "denominator", "word"),
    Kind.keep_at: ("numerator", "denominator", "word"),
    Kind.percent: ("word",),
    Kind.percent_change: ("value", "denominator", "word"),
    Kind.status: ("value", "numerator", "denominator"),
    Kind.milestones: ("value", "numerator", "denominator", "word"),
}


class CheckInForm(ReadingForm):
    """The whole check-in, on one screen."""

    steps = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Which steps are done now?"),
        widget=forms.CheckboxSelectMultiple,
    )
    changed = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("What changed?"),
        help_text=gettext_lazy("A sentence is enough. Leaders read this before the number."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("What is next?"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    blockers = forms.CharField(
        required=False, max_length=2000, label=gettext_lazy("Is anything in the way?")
    )
    blocked = forms.BooleanField(
        required=False,
        label=gettext_lazy("It is blocked"),
        help_text=gettext_lazy("Nothing can move until that is cleared. It shows red until then."),
    )
    confidence = forms.ChoiceField(required=False, choices=SURE, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, key_result: KeyResult, today: date, **kwargs: Any) -> None:
        initial = {"as_of": today, "key": uuid4(), "version": key_result.version}
        initial["blocked"] = key_result.blocked
        super().__init__(
            *args, key_result=key_result, today=today, **{"initial": initial, **kwargs}
        )
        if key_result.follows:  # its figures come from the survey: here are words only
            for name in ("numerator", "denominator", "value"):
                self.fields.pop(name, None)  # a gap is in points, and has no counts
        open_steps = [
            (str(step.pk), step.text)
            for step in key_result.milestones.all()
            if step.done_on is None and step.promoted_to_id is None
        ]
        if key_result.source == Source.milestones.value and open_steps:
            self.fields["steps"].choices = open_steps  # type: ignore[attr-defined]
        else:
            del self.fields["steps"]

    @property
    def helper(self) -> FormHelper:
        """The words beside the figure; the page lays out the figure, the date and the scale."""
        helper = super().helper
        helper.layout = Layout("changed", "next", "blockers", "blocked")
        return helper

    def story(self) -> Story:
        sure = self.cleaned_data["confidence"]
        return Story(
            changed=self.cleaned_data["changed"].strip(),
            next=self.cleaned_data["next"].strip(),
            blockers=self.cleaned_data["blockers"].strip(),
            blocked=self.cleaned_data["blocked"],
            confidence=int(sure) if sure else None,
        )

    def says_nothing(self) -> bool:
        """Sent empty by mistake: no figure, no step, no word. "Nothing new" is its own button."""
        story, steps = self.story(), self.cleaned_data.get("steps")
        was_blocked = Story(blocked=self.key_result.blocked)
        return self.reading().says_nothing and not steps and story == was_blocked


class CorrectForm(ReadingForm):
    """What was wrong, and what is right."""

    why = forms.CharField(
        max_length=300,
        label=gettext_lazy("What was wrong?"),
        error_messages={"required": gettext_lazy("Say what was wrong, in a sentence.")},
    )

    @classmethod
    def of(cls, check_in: CheckIn, data: Any, *, today: date) -> "CorrectForm":
        """Opened on what the check-in says now."""
        initial = {
            "as_of": check_in.as_of,
            "value": check_in.value if check_in.denominator is None else None,
            "numerator": check_in.numerator,
            "denominator": check_in.denominator,
            "word": check_in.word,
            "key": uuid4(),
        }
        return cls(data, key_result=check_in.key_result, today=today, initial=initial)
