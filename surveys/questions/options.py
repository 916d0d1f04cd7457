"""One answer that can be chosen, and one piece of help for a home that was not like that."""

from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _

from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.words import (
    Words,
    check_code,
    check_flag,
    check_text,
    check_words,
    exactly,
    freeze,
    said,
)

NOT_SAID = "PNTS"
"""The code of "Prefer not to say", which every question has."""
NOT_DISCLOSED = "not_disclosed"
"""The group of those who preferred not to say. Never part of a headline, never "lower"."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer. The option chosen is what is counted; its group is derived when counting."""

    code: str
    label: Words
    examples: Words = field(default_factory=dict)
    group: str = ""  # "" stands for itself
    counts: bool = True  # in the denominator of the headline share
    apart: bool = False  # shown after "or": Other, prefer not to say

    def __post_init__(self) -> None:
        what = str(self.code)
        check_code(self.code, what=what)
        check_words(self.label, what=what, longest=380, needed=True)
        check_words(self.examples, what=what, longest=400)
        check_text(self.group, what=what, longest=40, needed=False)
        check_flag(self.counts, what=what)
        check_flag(self.apart, what=what)
        freeze(self)
        if self.code == NOT_SAID and (self.counts or not self.apart or self.group != NOT_DISCLOSED):
            raise NotAQuestionSet(
                _("“Prefer not to say” stands apart, counts in no share and is in no group.")
            )

    @classmethod
    def from_data(cls, data: object) -> Self:
        """One option of the JSON form."""
        return cls(**exactly(data, cls))

    def page(self, language: str) -> dict[str, Any]:
        """What the page of the survey needs of it; neither code nor group goes there."""
        return {
            "label": said(self.label, language),
            "examples": said(self.examples, language),
            "apart": self.apart,
        }


@dataclass(frozen=True, kw_only=True)
class Case:
    """Help for one situation: two earners, in care, raised abroad."""

    title: Words
    text: Words

    def __post_init__(self) -> None:
        check_words(self.title, what="cases", longest=100, needed=True)
        check_words(self.text, what="cases", longest=400, needed=True)
        freeze(self)

    @classmethod
    def from_data(cls, data: object) -> Self:
        """One case of the JSON form."""
        return cls(**exactly(data, cls))
