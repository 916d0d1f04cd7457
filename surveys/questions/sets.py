"""A question set: the questions of one wave, its JSON, and the digest that freezes every word."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Self

from django.utils.translation import gettext as _

from surveys.questions.question import Prefill, Question
from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.words import as_data, check_text, exactly, listed

MOST_QUESTIONS = 20


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """The questions in the order they are asked. The index of a question and of an option is what
    a ballot holds, so the order is part of the set."""

    name: str
    version: str
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        check_text(self.name, what="name", longest=120)
        check_text(self.version, what="version", longest=40)
        if not 1 <= len(self.questions) <= MOST_QUESTIONS:
            raise NotAQuestionSet(
                _("A survey asks between 1 and 20 questions, not %(count)d.")
                % {"count": len(self.questions)}
            )
        codes = Counter(question.code for question in self.questions)
        fills = Counter(question.prefill for question in self.questions if question.prefill)
        for twice in (name for name, times in (codes + fills).items() if times > 1):
            raise NotAQuestionSet(_("The survey asks %(code)s twice.") % {"code": twice})

    def to_data(self) -> dict[str, Any]:
        """The set as plain data, for a column of JSON."""
        data: dict[str, Any] = as_data(self)
        return data

    def to_json(self) -> str:
        """The canonical form: keys sorted, no spaces, no escapes. Equal sets give equal bytes."""
        return json.dumps(self.to_data(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_data(cls, data: object) -> Self:
        """The set that this data says. Refuses what is not in our form."""
        given = exactly(data, cls)
        given["questions"] = tuple(map(Question.from_data, listed(given["questions"], "questions")))
        return cls(**given)

    @staticmethod
    def from_json(text: str) -> "QuestionSet":
        """The set that this JSON says, canonical or not. Refuses what is not in our form."""
        return _read(text)

    def digest(self) -> str:
        """SHA-256 (FIPS 180-4) of the canonical form in UTF-8, as 64 hex digits."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @property
    def version16(self) -> str:
        """The first 16 hex digits of the digest: what a ballot says it answers."""
        return self.digest()[:16]

    def question(self, code: str) -> Question:
        """The question of this code. Refuses a code the set does not have."""
        return self.questions[self.index_of(code)]

    def index_of(self, code: str) -> int:
        """Where this question stands in the set, and in a ballot."""
        for index, question in enumerate(self.questions):
            if question.code == code:
                return index
        raise NotAQuestionSet(_("The survey does not ask %(code)s.") % {"code": code})

    def prefilled(self, prefill: Prefill) -> Question | None:
        """The question that this column of the staff list answers, if it is asked."""
        return next((q for q in self.questions if q.prefill == prefill), None)

    def page_json(self, language: str) -> list[dict[str, Any]]:
        """The list `questions` of the survey's page, in one language, nothing chosen beforehand."""
        return [question.page(language) for question in self.questions]

    def ballot(self, answers: Sequence[int | None], *, language: str) -> bytes:
        """The text of a ballot, before it is padded and sealed. Refuses answers that do not fit."""
        sizes = [len(question.options) for question in self.questions]
        if len(answers) != len(sizes) or not all(
            answer is None or 0 <= answer < size
            for answer, size in zip(answers, sizes, strict=True)
        ):
            raise NotAQuestionSet(_("These answers do not belong to this survey."))
        told = {"v": self.version16, "l": language, "a": list(answers)}
        return json.dumps(told, separators=(",", ":")).encode()


@lru_cache(maxsize=16)
def _read(text: str) -> QuestionSet:
    """Remembered: everyone who collects a ballot paper asks for the same set."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise NotAQuestionSet(_("This is not a question set: it is not JSON.")) from wrong
    return QuestionSet.from_data(data)
