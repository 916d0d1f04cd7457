"""One question with its options, its help, where it comes from, and how its answers are counted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, get_args

from django.utils.translation import gettext as _

from surveys.questions.options import NOT_SAID, Case, Option
from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.words import (
    Words,
    alike,
    check_code,
    check_flag,
    check_text,
    check_words,
    exactly,
    freeze,
    listed,
    said,
)

Kind = Literal["background", "attribute", "pay", "own"]
"""Where somebody started; what groups are made of; what they are paid; what the employer asks
besides. Pay is neither measured nor crossed: only gaps between large groups are made of it."""
Prefill = Literal["", "unit", "grade", "location"]
"""Which column of the staff list may fill the answer in. The person can blank it."""

FEWEST, MOST = 2, 20
WITHIN = " › "
"""How a unit's path is written: strategy.models.Unit."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A single-choice question. There is no other kind: free text gives people away."""

    code: str
    kind: Kind
    name: Words  # short, for lists: "Occupation at 14"
    wording: Words
    options: tuple[Option, ...]
    prefill: Prefill = ""
    help: Words = field(default_factory=dict)
    why: Words = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    mapping: str = ""  # version of the mapping from option to group
    denominator: Words = field(default_factory=dict)  # the rule, in words
    headline: str = ""  # the group whose share is said first
    source: str = ""
    year: str = ""
    evidence: Mapping[str, str] = field(
        default_factory=dict
    )  # part of the question → how it is known
    special: bool = False  # special category data (UK GDPR, article 9)

    def __post_init__(self) -> None:
        check_code(self.code, what=str(self.code))
        check_words(self.name, what=self.code, longest=60, needed=True)
        check_words(self.wording, what=self.code, longest=300, needed=True)
        for words in (self.help, self.why, self.denominator):
            check_words(words, what=self.code, longest=800)
        self._check_kind()
        self._check_options()
        freeze(self)

    def _check_kind(self) -> None:
        kind: object = self.kind
        prefill: object = self.prefill
        if kind not in get_args(Kind) or prefill not in get_args(Prefill):
            raise NotAQuestionSet(_("The question %(code)s is of no known kind.") % vars(self))
        if prefill and kind != "attribute":
            raise NotAQuestionSet(
                _("Only a unit, a grade or a location can be filled in from the staff list.")
            )
        check_flag(self.special, what=self.code)
        plain = (self.mapping, self.headline, self.source, self.year)
        for text in (*plain, *self.evidence.keys(), *self.evidence.values()):
            check_text(text, what=self.code, longest=800, needed=False)

    def _check_options(self) -> None:
        if not FEWEST <= len(self.options) <= MOST:
            raise self._refused(
                _("“%(question)s” has %(what)s answers. It needs between 2 and 20."),
                str(len(self.options)),
            )
        if NOT_SAID not in {option.code for option in self.options}:
            raise self._refused(_("“%(question)s” must offer “Prefer not to say”."))
        if twice := _twice(self.options):
            raise self._refused(_("“%(question)s” offers “%(what)s” twice."), twice)
        shown = [option.apart for option in self.options]
        if shown != sorted(shown):
            raise self._refused(_("In “%(question)s”, what stands apart comes last."))
        if self.headline and self.headline not in {o.group for o in self.options if o.counts}:
            raise self._refused(_("The headline of “%(question)s” is not one of its groups."))

    def _refused(self, message: str, what: str = "") -> NotAQuestionSet:
        return NotAQuestionSet(message % {"question": said(self.wording, "en-gb"), "what": what})

    @classmethod
    def from_data(cls, data: object) -> Self:
        """One question of the JSON form."""
        given = exactly(data, cls)
        given["options"] = tuple(map(Option.from_data, listed(given["options"], "options")))
        given["cases"] = tuple(map(Case.from_data, listed(given["cases"], "cases")))
        if not isinstance(given["evidence"], dict):
            raise NotAQuestionSet(
                _("“%(what)s” must give each text by part.") % {"what": "evidence"}
            )
        return cls(**given)

    def index_of(self, answer: str) -> int | None:
        """Which option is meant, by its code or its label in any language; None if none of them.

        A unit may come as its path: "People › Hiring" finds that, else "Hiring", else "People".
        """
        said_so = {
            alike(text): index
            for index, option in reversed(list(enumerate(self.options)))
            for text in (option.code, *option.label.values())
        }
        found = (said_so.get(name) for name in _names_of(alike(answer)))
        return next((index for index in found if index is not None), None)

    def page(self, language: str) -> dict[str, Any]:
        """What the page of the survey needs of it, in one language."""
        return {
            "code": self.code,
            "kind": self.kind,
            "prefill": self.prefill,
            "wording": said(self.wording, language),
            "help": said(self.help, language),
            "why": said(self.why, language),
            "cases": [[said(c.title, language), said(c.text, language)] for c in self.cases],
            "options": [option.page(language) for option in self.options],
        }


def _twice(options: tuple[Option, ...]) -> str:
    """A code, or what a reader of some language would see, that two options share; "" if none."""
    codes = Counter(option.code for option in options)
    languages = {language for option in options for language in option.label}
    for language in sorted(languages):
        seen: set[str] = set()
        for label in (said(option.label, language) for option in options):
            if alike(label) in seen:
                return label
            seen.add(alike(label))
    return next((code for code, times in codes.items() if times > 1), "")


def _names_of(path: str) -> Iterator[str]:
    """A path, its last part, then the same of what it is part of: from the nearest upwards."""
    while path:
        above, _arrow, last = path.rpartition(WITHIN)
        yield path
        yield last
        path = above
