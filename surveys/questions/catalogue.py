"""The questions that come with the product: data files in our own form, read once.

`smc-2020-11.json` is a question set: what the Social Mobility Commission asks, each with its source
and with how it is known. `smc-2020-02.json` has two earlier forms, for surveys that are brought in.
`attributes.json` offers what groups can be made of; some of its lists belong to the employer.
`pay.json` is the one question about pay, in bands named by where they begin.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from surveys.questions.listing import with_answers
from surveys.questions.options import NOT_SAID, Option
from surveys.questions.question import Question
from surveys.questions.sets import QuestionSet
from surveys.questions.words import said

HERE = Path(__file__).parent
SMC = "smc-2020-11.json"
EARLIER = "smc-2020-02.json"
ATTRIBUTES = "attributes.json"
PAID = "pay.json"

LAWFUL_BASIS = _(
    "Ethnic group and disability are special category data. Before you ask, agree with your data "
    "protection officer which condition allows it (usually equality monitoring under the Data "
    "Protection Act 2018, which needs a policy document), and do an impact assessment first. Do "
    "not rely on consent. Anyone may ask you to stop."
)
"""What a lead reads beside every question that is `special`."""

Answers = Literal["fixed", "list", "units"]
"""Whose list: ours, the employer's (ours may be a start), or the employer's units."""


@dataclass(frozen=True)
class Offered:
    """An attribute that a lead may ask. Its answers may have to be listed first."""

    answers: Answers
    data: dict[str, Any]

    @property
    def code(self) -> str:
        """How a choice, a plan and a ballot's question name it."""
        return str(self.data["code"])

    @property
    def special(self) -> bool:
        """Whether the lead must read LAWFUL_BASIS first."""
        return bool(self.data["special"])

    @property
    def suggested(self) -> tuple[str, ...]:
        """The answers it comes with, besides what stands apart; none where only you know them."""
        options = map(Option.from_data, self.data["options"])
        return tuple(said(option.label, "en-gb") for option in options if not option.apart)

    @property
    def shown(self) -> tuple[str, ...]:
        """All the answers it comes with but "Prefer not to say", as people would read them."""
        options = map(Option.from_data, self.data["options"])
        return tuple(said(one.label, "en-gb") for one in options if one.code != NOT_SAID)

    def name(self, language: str) -> str:
        """Its short name, for the list a lead ticks."""
        return said(self.data["name"], language)

    def wording(self, language: str) -> str:
        """What people would be asked."""
        return said(self.data["wording"], language)

    def question(self, answers: tuple[str, ...] = ()) -> Question:
        """It as a question, with these answers if the list is the employer's and one is given."""
        if self.answers == "fixed" or not answers:
            return Question.from_data(self.data)
        return Question.from_data(with_answers(self.data, answers))


@cache
def smc() -> QuestionSet:
    """The three key questions of the Social Mobility Commission, and the optional fourth."""
    return QuestionSet.from_json((HERE / SMC).read_text(encoding="utf-8"))


@cache
def backgrounds() -> tuple[Question, ...]:
    """The same, and the forms they had before: never asked anew, only brought in."""
    earlier = QuestionSet.from_json((HERE / EARLIER).read_text(encoding="utf-8"))
    return (*smc().questions, *earlier.questions)


@cache
def attributes() -> tuple[Offered, ...]:
    """What groups can be made of, in the order it is asked."""
    data = json.loads((HERE / ATTRIBUTES).read_text(encoding="utf-8"))
    return tuple(Offered(given["answers"], given["question"]) for given in data["questions"])


@cache
def pay() -> Question:
    """What people are paid, in bands of 5,000 pounds and an open one on top.

    The code of each band says where it begins: disclosure/control/bands.py reads it.
    """
    return Question.from_data(json.loads((HERE / PAID).read_text(encoding="utf-8"))["question"])


def not_said() -> dict[str, Any]:
    """ "Prefer not to say" in the JSON form, in every language the catalogue has it in."""
    options: list[dict[str, Any]] = attributes()[0].data["options"]
    return next(option for option in options if option["code"] == NOT_SAID)
