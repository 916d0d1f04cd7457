"""What the first two steps of bringing in an earlier survey ask: the file, and its columns."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from accounts.plain_sheets import CannotReadSheet
from surveys import sheets
from surveys.importing import targets
from surveys.importing.answers import Answers, CannotImport, Column
from surveys.importing.mapping import Meaning
from surveys.questions import catalogue
from surveys.questions.question import Question

FIRST_TEXTS = 4
MOST_LETTERS = 60


class SurveyFileForm(PlainForm):
    """The file. It is read in memory, and nothing of it is kept."""

    file = forms.FileField(
        label=_("Choose the file"),
        help_text=_(
            "An Excel workbook (.xlsx) or a .csv file of at most 6 MB, with a header: one row for"
            " each person, or rows with a column that says how many people gave these answers."
        ),
        error_messages={
            "required": _("Choose a file of at most 6 MB."),
            "empty": _("The file is empty. Check that you chose the right one."),
        },
    )

    def clean_file(self) -> Answers:
        file = self.cleaned_data["file"]
        try:
            most = sheets.MOST_MEGABYTES * sheets.MEGABYTE
            return Answers.of(sheets.read(file.read(most + 1)))
        except (CannotReadSheet, CannotImport) as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    @property
    def answers(self) -> Answers:
        return cast(Answers, self.cleaned_data["file"])


class ColumnsForm(PlainForm):
    """One question a column: what is it? Guessed by its name."""

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        self.questions: dict[int, Question] = {}
        guesses: set[str] = set()
        for place, column in enumerate(answers.columns):
            guess = targets.guessed(column)
            self.fields[f"column{place}"] = _which(column, "" if guess in guesses else guess)
            guesses.add(guess)

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        said = {name: code for name, code in data.items() if code}
        codes = list(said.values())
        for name, code in said.items():
            if codes.count(code) > 1:
                self.add_error(
                    name, gettext("Two columns are said to be the same. Leave one of them out.")
                )
            elif code != targets.COUNT:
                self._ask(name, code)
        if not self.errors and not {q.code for q in catalogue.smc().questions} & set(codes):
            self.add_error(
                None,
                gettext("Choose at least one column that says where people started in life."),
            )
        return data

    def _ask(self, name: str, code: str) -> None:
        place = int(name.removeprefix("column"))
        try:
            self.questions[place] = targets.question_for(code, self.answers.columns[place])
        except CannotImport as refusal:
            self.add_error(name, str(refusal))

    @property
    def count(self) -> int | None:
        """The column that says how many people a row stands for."""
        said = (name for name, code in self.cleaned_data.items() if code == targets.COUNT)
        return next((int(name.removeprefix("column")) for name in said), None)

    def in_order(self) -> list[Meaning]:
        """The columns that are questions, in the order our questions are asked, nothing meant."""
        order = list(targets.known())
        found = sorted(self.questions.items(), key=lambda pair: order.index(pair[1].code))
        return [Meaning(place, question, ()) for place, question in found]


def _which(column: Column, guess: str) -> forms.ChoiceField:
    background = {question.code for question in catalogue.smc().questions}
    known = targets.known().items()
    count = [(targets.COUNT, gettext("How many people the row stands for"))]
    return forms.ChoiceField(
        required=False,
        label=column.name[:MOST_LETTERS],
        help_text=" · ".join(text[:MOST_LETTERS] for text in column.texts[:FIRST_TEXTS]),
        choices=[
            ("", gettext("Leave it out")),
            *(count if column.may_count else []),
            (gettext("Where people started"), [pair for pair in known if pair[0] in background]),
            (gettext("Groups"), [pair for pair in known if pair[0] not in background]),
        ],
        initial=guess,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": _("Choose what this column is from the list.")},
    )
