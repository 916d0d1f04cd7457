"""What a wave asks, on a page: ticks, lists, questions of one’s own, and tables to cross."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_form import PlainForm
from surveys.forms.own_question import OWN, add_own_fields, own_questions
from surveys.models import Wave
from surveys.plan import LOWEST_MINIMUM, PAIRS
from surveys.questions import catalogue
from surveys.questions.choosing import KEY, Choices
from surveys.questions.words import said

LARGEST_MINIMUM = 100
TWO, BETWEEN = " × ", " · "


@dataclass(frozen=True)
class Attribute:
    """One attribute on the page: its tick, and the box for its answers where there is one."""

    special: bool
    suggested: tuple[str, ...]
    from_units: bool
    tick: BoundField
    answers: BoundField | None


class QuestionsForm(PlainForm):
    """Takes the draft. `choices()`, `crossed()` and `minimum` are what the verb wants."""

    minimum = forms.IntegerField(
        label=gettext_lazy("The smallest group that may be shown"),
        min_value=LOWEST_MINIMUM,
        max_value=LARGEST_MINIMUM,
        help_text=gettext_lazy("10 people, or more if you like; never fewer."),
        error_messages={
            "required": gettext_lazy("Say how many people the smallest group has: 10 or more."),
            "invalid": gettext_lazy("Write a whole number, such as 10."),
            "min_value": gettext_lazy("Never fewer than 10: smaller groups give people away."),
            "max_value": gettext_lazy("At most 100: above that hardly anything could be shown."),
        },
    )
    crossed = forms.MultipleChoiceField(
        label=gettext_lazy("Which of them to cross"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, wave: Wave, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = Choices.from_data(wave.choices)
        self.offered = catalogue.attributes()
        names = {offered.code: offered.name(settings.LANGUAGE_CODE) for offered in self.offered}
        for question in catalogue.smc().questions:
            if question.code != KEY:
                wording = said(question.wording, settings.LANGUAGE_CODE)
                self._tick(question.code, wording, question.code in self.chosen.background)
        for offered in self.offered:
            self._attribute(offered)
        pay = catalogue.pay()
        self._tick(pay.code, said(pay.wording, settings.LANGUAGE_CODE), self.chosen.pay)
        self.fields["crossed"] = forms.MultipleChoiceField(
            label=self.fields["crossed"].label,
            required=False,
            choices=[(_pair(pair), TWO.join(names[code] for code in pair)) for pair in PAIRS],
            widget=forms.CheckboxSelectMultiple,
        )
        add_own_fields(self, self.chosen.own)
        self.initial.update(
            minimum=wave.choices.get("minimum", LOWEST_MINIMUM),
            crossed=list(self._crossed_so_far(wave.choices)),
            version=wave.version,
        )

    def _tick(self, code: str, label: str, ticked: bool, hint: str = "") -> None:
        self.fields[code] = forms.BooleanField(label=label, required=False, help_text=hint)
        self.initial[code] = ticked

    def _attribute(self, offered: catalogue.Offered) -> None:
        code = offered.code
        name = offered.name(settings.LANGUAGE_CODE)
        hint = [offered.wording(settings.LANGUAGE_CODE)]
        if offered.answers == "fixed":
            hint.append(BETWEEN.join(offered.shown))
        self._tick(code, name, code in self.chosen.attributes, " ".join(hint))
        if offered.answers == "fixed":
            return
        self.fields[f"list_{code}"] = forms.CharField(
            label=_("Answers to “%(name)s”, one on each line") % {"name": name},
            required=False,
            max_length=8_000,
            widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
        )
        self.initial[f"list_{code}"] = "\n".join(self.chosen.lists.get(code, ()))

    def _crossed_so_far(self, choices: Mapping[str, Any]) -> Iterator[str]:
        """Stored, or suggested where it could not be chosen yet: one of the two was not asked."""
        stored = {tuple(cut) for cut in choices.get("cuts", ())}
        for pair in PAIRS:
            could = "cuts" in choices and set(pair) <= set(self.chosen.attributes)
            if pair in stored or not could:
                yield _pair(pair)

    def background(self) -> list[BoundField]:
        """The optional questions about where somebody started."""
        return [self[q.code] for q in catalogue.smc().questions if q.code != KEY]

    def pay(self) -> BoundField:
        """The question about pay."""
        return self[catalogue.pay().code]

    def attributes(self) -> list[Attribute]:
        """The attributes as the page lists them."""
        return [
            Attribute(
                special=offered.special,
                suggested=offered.suggested,
                from_units=offered.answers == "units",
                tick=self[offered.code],
                answers=None if offered.answers == "fixed" else self[f"list_{offered.code}"],
            )
            for offered in self.offered
        ]

    def field_of(self, refused: str | None) -> str | None:
        """Where a refusal of the question set belongs: beside a list, or the first own question."""
        if refused == "own":
            return f"{OWN}0_answers"
        return f"list_{refused}" if f"list_{refused}" in self.fields else refused

    def choices(self) -> Choices:
        """What was ticked and written."""
        given = self.cleaned_data
        lists = {offered.code: given.get(f"list_{offered.code}", "") for offered in self.offered}
        return Choices(
            background=tuple(
                q.code for q in catalogue.smc().questions if q.code == KEY or given[q.code]
            ),
            attributes=tuple(offered.code for offered in self.offered if given[offered.code]),
            lists={code: tuple(text.splitlines()) for code, text in lists.items() if text.strip()},
            pay=given[catalogue.pay().code],
            own=own_questions(given),
        )

    def crossed_pairs(self) -> tuple[tuple[str, ...], ...]:
        """The pairs ticked of which both are asked."""
        asked = set(self.choices().attributes)
        pairs = (tuple(name.split("-")) for name in self.cleaned_data["crossed"])
        return tuple(pair for pair in pairs if set(pair) <= asked)


def _pair(pair: tuple[str, str]) -> str:
    return "-".join(pair)
