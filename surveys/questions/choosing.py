"""What a lead chose to ask, and the question set that comes of it.

The key question is always asked. Attributes and own questions are the lead's choice; own questions
are single-choice like every other. Whether words name a person nobody can check here: only their
shape is looked at.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.questions import catalogue
from surveys.questions.listing import tidied, with_answers
from surveys.questions.options import Option
from surveys.questions.question import MOST, Question
from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.sets import QuestionSet
from surveys.questions.words import FALLBACK, tidy

KEY = "SEB1"
"""Asked in every wave. Source: the Commission's "one key question"."""
FEWEST_OWN, MOST_OWN = 2, 12
MOST_LISTED = MOST - 1  # besides "Prefer not to say"
LONGEST_NAME = 60


@dataclass(frozen=True, kw_only=True)
class OwnQuestion:
    """A question of the employer's own: words, and answers to choose from."""

    wording: str
    answers: tuple[str, ...]
    help: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a lead ticked and wrote. `lists` has the employer's own answers by code."""

    background: tuple[str, ...] = (KEY, "SEB2", "SEB3")
    attributes: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pay: bool = False
    own: tuple[OwnQuestion, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """From a draft. What was not chosen yet is as it comes: the three key questions."""
        own = (OwnQuestion(**{**q, "answers": tuple(q["answers"])}) for q in data.get("own", ()))
        lists = data.get("lists", {}).items()
        return cls(
            background=tuple(data.get("background", cls.background)),
            attributes=tuple(data.get("attributes", ())),
            lists={code: tuple(answers) for code, answers in lists},
            pay=bool(data.get("pay", False)),
            own=tuple(own),
        )


def chosen(choices: Choices) -> QuestionSet:
    """The question set of these choices, in the order people are asked.

    Refuses, in a sentence: an unknown question, no key question, a list that is missing, an own
    question that is not a choice between two to twelve answers, more than 20 questions.
    """
    asked = catalogue.smc()
    offered = {attribute.code: attribute for attribute in catalogue.attributes()}
    _refuse_unknown(choices.background, {question.code for question in asked.questions})
    _refuse_unknown(choices.attributes, set(offered))
    if KEY not in choices.background:
        raise NotAQuestionSet(_("The survey always asks what the main earner’s job was."))
    background = [q for q in asked.questions if q.code in choices.background]
    attributes = [
        _attribute(offered[code], choices) for code in offered if code in choices.attributes
    ]
    pay = [catalogue.pay()] if choices.pay else []
    return QuestionSet(
        name=asked.name,
        version=asked.version,
        questions=(*background, *attributes, *pay, *map(own_question, choices.own)),
    )


def _refuse_unknown(codes: tuple[str, ...], known: set[str]) -> None:
    for code in set(codes) - known:
        raise NotAQuestionSet(_("There is no question %(code)s to choose.") % {"code": code})


def _attribute(offered: catalogue.Offered, choices: Choices) -> Question:
    answers = tidied(choices.lists.get(offered.code, ()))
    named = {"name": offered.name(FALLBACK), "count": len(answers)}
    if not answers and not offered.suggested:
        message = _("List the answers for “%(name)s” first: only you know them.")
        raise NotAQuestionSet(message % named, field=offered.code)
    if len(answers) > MOST_LISTED:
        message = _(
            "“%(name)s” has %(count)d answers; the most is 19. Put the smallest together: "
            "groups of fewer than ten people are not shown anyway."
        )
        raise NotAQuestionSet(message % named, field=offered.code)
    return offered.question(answers)


def own_question(own: OwnQuestion) -> Question:
    """A question of the employer's own, with "Prefer not to say" added.

    Its code is made from its words: asked again in other words, it is another question.
    """
    wording, answers = tidy(own.wording), tidied(own.answers)
    if not FEWEST_OWN <= len(answers) <= MOST_OWN:
        raise _no_choice(wording, len(answers))
    options = with_answers({"options": [catalogue.not_said()]}, answers)["options"]
    return Question(
        code=_code_of(wording, answers),
        kind="own",
        name=_words(_short(wording)),
        wording=_words(wording),
        help=_words(own.help),
        why=_words(own.why),
        options=tuple(map(Option.from_data, options)),
    )


def _no_choice(wording: str, count: int) -> NotAQuestionSet:
    message = ngettext(
        "“%(wording)s” has %(count)d answer to choose from. Give it between 2 and 12; "
        "“Prefer not to say” is added for you.",
        "“%(wording)s” has %(count)d answers to choose from. Give it between 2 and 12; "
        "“Prefer not to say” is added for you.",
        count,
    )
    return NotAQuestionSet(message % {"wording": wording, "count": count}, field="own")


def _code_of(wording: str, answers: tuple[str, ...]) -> str:
    words = "\n".join((wording, *answers)).encode()
    return f"OWN_{hashlib.sha256(words).hexdigest()[:8].upper()}"


def _short(wording: str) -> str:
    if len(wording) <= LONGEST_NAME:
        return wording
    return f"{wording[: LONGEST_NAME - 1].rstrip()}…"


def _words(text: str) -> dict[str, str]:
    one_line = tidy(text)
    return {FALLBACK: one_line} if one_line else {}
