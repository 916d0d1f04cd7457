"""The third step of bringing in an earlier survey: what its answers mean, and what it was."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_dates import TextDayField
from accounts.plain_form import PlainForm
from surveys.forms.importing import ColumnsForm
from surveys.importing.answers import CannotImport
from surveys.importing.mapping import About, Mapping
from surveys.importing.targets import NO_ANSWER, meant
from surveys.questions.question import Question
from surveys.questions.words import FALLBACK, said

ABOUT = ("title", "period", "ended_on", "source", "invited", "version", "note")


@dataclass(frozen=True)
class Asked:
    """One column on the page: its name, the question it answers, and a field for each text."""

    column: str
    question: str
    fields: tuple[forms.BoundField, ...]


class AnswersForm(PlainForm):
    """For each text of each column, the option it stands for. Guessed where the words agree."""

    title = forms.CharField(
        label=_("What shall we call this survey?"),
        max_length=120,
        error_messages={"required": _("Give the survey a name.")},
    )
    period = forms.CharField(
        label=_("When were people asked?"),
        max_length=60,
        help_text=_("A year or a period, such as 2024 or March to May 2024."),
        error_messages={"required": _("Say when people were asked.")},
    )
    ended_on = TextDayField(
        label=_("What was the last day to answer, if you know?"),
        required=False,
        help_text=_(
            "Key results take their readings as of this day, and none where it is not known. Write "
            "a day such as 31 May 2024."
        ),
    )
    source = forms.CharField(
        label=_("Who asked, and with what?"),
        max_length=160,
        help_text=_("Such as: the works council, with a form on paper."),
        error_messages={"required": _("Say who asked, and with what.")},
    )
    invited = forms.IntegerField(
        label=_("How many people were invited, if you know?"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        error_messages={
            "invalid": _("Write the number invited in digits, or leave it empty."),
            "min_value": _("Write the number invited in digits, or leave it empty."),
        },
    )
    version = forms.CharField(
        label=_("What shall we call this reading of its answers?"),
        max_length=40,
        help_text=_("Kept with the wave, so that another reading can be told from it."),
        error_messages={"required": _("Give this reading of its answers a name.")},
    )
    note = forms.CharField(
        label=_("What should readers know about it?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, columns: ColumnsForm, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"version": gettext("First reading")}, **kwargs})
        self.answers, self.count = columns.answers, columns.count
        self.meanings = columns.in_order()
        for meaning in self.meanings:
            for place, text in enumerate(self.answers.columns[meaning.column].texts):
                self.fields[f"answer{meaning.column}_{place}"] = _option(text, meaning.question)
        self.order_fields([name for name in self.fields if name not in ABOUT])

    def clean_ended_on(self) -> date | None:
        day: date | None = self.cleaned_data["ended_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(gettext("That day has not come yet."))
        return day

    @property
    def asked(self) -> Iterator[Asked]:
        """Each column with its texts, as the page lays them out."""
        for meaning in self.meanings:
            column = self.answers.columns[meaning.column]
            names = [f"answer{meaning.column}_{place}" for place in range(len(column.texts))]
            fields = tuple(self[name] for name in names)
            yield Asked(column.name, said(meaning.question.name, FALLBACK), fields)

    @property
    def about_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ABOUT]

    @property
    def about(self) -> About:
        """What was said of the survey, on one line each."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in ABOUT}
        for name, text in given.items():
            given[name] = " ".join(text.split()) if isinstance(text, str) else text
        return About(**given)

    @property
    def mapping(self) -> Mapping:
        """Which column is which question, and what each text means."""
        chosen = (
            replace(
                meaning,
                options=tuple(
                    self.cleaned_data[f"answer{meaning.column}_{place}"]
                    for place in range(len(self.answers.columns[meaning.column].texts))
                ),
            )
            for meaning in self.meanings
        )
        return Mapping(tuple(chosen), self.count)

    def refuse(self, refusal: CannotImport) -> None:
        """Put a refusal where it belongs on the page."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


def _option(text: str, question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=text,
        choices=[
            ("", gettext("Choose what it means")),
            *((option.code, said(option.label, FALLBACK)) for option in question.options),
            (NO_ANSWER, gettext("No answer")),
        ],
        initial=meant(text, question),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={
            "required": gettext("Choose what “%(text)s” means.") % {"text": text},
            "invalid_choice": gettext("Choose what “%(text)s” means.") % {"text": text},
        },
    )
