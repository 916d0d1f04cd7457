"""Questions of the employer's own: a few boxes for each, and one empty set for another."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from surveys.questions.choosing import OwnQuestion

OWN = "own_"
MOST = 6
PARTS = ("wording", "answers", "why")


def add_own_fields(form: forms.Form, chosen: tuple[OwnQuestion, ...]) -> None:
    """Boxes for each question there is, and for one more while there is room."""
    for place in range(min(len(chosen) + 1, MOST)):
        one = chosen[place] if place < len(chosen) else OwnQuestion(wording="", answers=())
        form.fields.update(_fields(place))
        written = (one.wording, "\n".join(one.answers), one.why)
        form.initial.update(
            {f"{OWN}{place}_{part}": text for part, text in zip(PARTS, written, strict=True)}
        )


def _fields(place: int) -> dict[str, forms.Field]:
    number = {"n": place + 1}
    typed = {"class": "input"}
    return {
        f"{OWN}{place}_wording": forms.CharField(
            label=_("Your question %(n)s") % number,
            required=False,
            max_length=300,
            widget=forms.TextInput(attrs=typed),
        ),
        f"{OWN}{place}_answers": forms.CharField(
            label=_("Its answers, one on each line (question %(n)s)") % number,
            help_text=_("Between 2 and 12. “Prefer not to say” is added for you."),
            required=False,
            max_length=4_000,
            widget=forms.Textarea(attrs=typed | {"rows": 4}),
        ),
        f"{OWN}{place}_why": forms.CharField(
            label=_("Why do you ask it? (question %(n)s)") % number,
            help_text=_("People read this beside the question."),
            required=False,
            max_length=600,
            widget=forms.TextInput(attrs=typed),
        ),
    }


def own_fields(form: forms.Form) -> Iterator[list[BoundField]]:
    """The boxes of one question after another."""
    for place in range(MOST):
        if f"{OWN}{place}_wording" in form.fields:
            yield [form[f"{OWN}{place}_{part}"] for part in PARTS]


def own_questions(given: Mapping[str, Any]) -> tuple[OwnQuestion, ...]:
    """The questions written; one whose boxes are all empty is none."""
    return tuple(_written(given))


def _written(given: Mapping[str, Any]) -> Iterator[OwnQuestion]:
    for place in range(MOST):
        wording, answers, why = (str(given.get(f"{OWN}{place}_{part}", "")) for part in PARTS)
        if wording.strip() or answers.strip():
            lines = tuple(line.strip() for line in answers.splitlines() if line.strip())
            yield OwnQuestion(wording=wording.strip(), answers=lines, why=why.strip())
