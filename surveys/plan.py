"""The table plan of a wave: which tables are made at the count, and no others.

It is frozen with the question set when the wave opens, and its hash is public: changing it would
be another survey. Source: the design of anonymity, sections 2.3 and 4.1 (docs/adr).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.questions.question import Question
from surveys.questions.sets import QuestionSet
from surveys.questions.words import said

TOTAL: tuple[str, ...] = ()
MOST_CUTS = 20
LOWEST_MINIMUM = 10
LOWEST_NOISE, LOWEST_VARIANCE = 3, 2
MEASURED = ("background", "own")
PAIRS = (
    ("UNIT", "GRADE"),
    ("UNIT", "GENDER"),
    ("GRADE", "GENDER"),
    ("GRADE", "ETHNICITY"),
    ("GENDER", "ETHNICITY"),
    ("GRADE", "LOCATION"),
    ("GENDER", "AGE"),
    ("UNIT", "ETHNICITY"),
    ("UNIT", "AGE"),
    ("GRADE", "FUNCTION"),
)
"""Two-way cuts, the most useful first. The design's list, and levels within kinds of work."""


class NotAPlan(Exception):
    """These tables cannot be promised; the message is fit to show."""


@dataclass(frozen=True)
class TablePlan:
    """Cuts are codes of attributes, () is everybody; measures are codes of what is measured.

    `minimum` people make the smallest group shown, `noise` and `variance` bound what is added to
    counts, `k_min` ballots are the fewest a box is opened for, `questions` is the set's digest.
    """

    cuts: tuple[tuple[str, ...], ...]
    measures: tuple[str, ...]
    minimum: int = LOWEST_MINIMUM
    noise: int = LOWEST_NOISE
    variance: int = LOWEST_VARIANCE
    k_min: int = LOWEST_MINIMUM
    questions: str = ""

    def to_data(self) -> dict[str, Any]:
        """The plan as plain data, for a column of JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The plan that was kept. Raises NotAPlan for what is not in our form."""
        try:
            cuts = tuple(tuple(cut) for cut in data["cuts"])
            return cls(**{**data, "cuts": cuts, "measures": tuple(data["measures"])})
        except (KeyError, TypeError) as wrong:
            raise NotAPlan(_("This is not a table plan.")) from wrong

    def to_json(self) -> str:
        """The canonical form: keys sorted, no spaces. It holds the digest of the question set."""
        return json.dumps(self.to_data(), sort_keys=True, separators=(",", ":"))

    def digest(self) -> str:
        """SHA-256 (FIPS 180-4) of the canonical form: covers the plan and every word asked."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def default_plan(question_set: QuestionSet, *, minimum: int = LOWEST_MINIMUM) -> TablePlan:
    """Everybody, each attribute alone, and the PAIRS that are asked: 20 cuts at most."""
    attributes = _codes(question_set, "attribute")
    pairs = [pair for pair in PAIRS if set(pair) <= set(attributes)]
    cuts = [TOTAL, *((code,) for code in attributes), *pairs][:MOST_CUTS]
    plan = TablePlan(
        cuts=tuple(cuts),
        measures=_codes(question_set, *MEASURED),
        minimum=minimum,
        k_min=max(minimum, LOWEST_MINIMUM),
        questions=question_set.digest(),
    )
    check(plan, question_set)
    return plan


def for_set(plan: TablePlan, question_set: QuestionSet) -> TablePlan:
    """The same tables for this question set, checked. Raises NotAPlan."""
    plan = replace(plan, questions=question_set.digest())
    check(plan, question_set)
    return plan


def check(plan: TablePlan, question_set: QuestionSet) -> None:
    """Refuse, with NotAPlan, what would protect less than we promise or cannot be tabulated."""
    if plan.questions != question_set.digest():
        raise NotAPlan(_("This table plan was made for other questions."))
    _check_bounds(plan)
    _check_cuts(plan, _codes(question_set, "attribute"))
    if not plan.measures or not set(plan.measures) <= set(_codes(question_set, *MEASURED)):
        raise NotAPlan(_("Tables measure where people started, or a question of your own."))
    if len(set(plan.measures)) < len(plan.measures):
        raise NotAPlan(_("The plan measures a question twice."))


def _check_bounds(plan: TablePlan) -> None:
    bounds = (plan.minimum, plan.noise, plan.variance, plan.k_min)
    if not all(type(bound) is int for bound in bounds):
        raise NotAPlan(_("The bounds of a plan are whole numbers."))
    if plan.minimum < LOWEST_MINIMUM or plan.k_min < plan.minimum:
        raise NotAPlan(_("The smallest group shown may be raised, and is never below 10 people."))
    if plan.noise < LOWEST_NOISE or not LOWEST_VARIANCE <= plan.variance < plan.noise:
        raise NotAPlan(_("What is added to counts to protect people cannot be made smaller."))


def _check_cuts(plan: TablePlan, attributes: tuple[str, ...]) -> None:
    cuts = {frozenset(cut) for cut in plan.cuts}
    if len(plan.cuts) > MOST_CUTS or len(cuts) < len(plan.cuts):
        raise NotAPlan(_("A plan has at most 20 cuts, each of them once."))
    if TOTAL not in plan.cuts:
        raise NotAPlan(_("A plan begins with everybody together."))
    for cut in plan.cuts:
        if not set(cut) <= set(attributes) or len(set(cut)) < len(cut) or len(cut) > 2:
            raise NotAPlan(_("A cut is one attribute that is asked, or two of them."))
        if not all(frozenset([code]) in cuts for code in cut):
            raise NotAPlan(_("Two attributes are crossed only where each is shown alone."))


def how_many(plan: TablePlan) -> str:
    """How many groupings there are, and how many tables these make: the same count everywhere."""
    cuts, measures = len(plan.cuts), len(plan.measures)
    tables = cuts * (measures + 1)  # each cut alone, and with each measure
    return _("%(cuts)s, each for %(measures)s and for how many answered: %(tables)s") % {
        "cuts": ngettext("%(n)s grouping", "%(n)s groupings", cuts) % {"n": cuts},
        "measures": ngettext("%(n)s question", "%(n)s questions", measures) % {"n": measures},
        "tables": ngettext("%(n)s table", "%(n)s tables", tables) % {"n": tables},
    }


def in_words(plan: TablePlan, question_set: QuestionSet, language: str) -> list[str]:
    """The cuts as the public page lists them, in the plan's order."""
    return [_in_words([question_set.question(c) for c in cut], language) for cut in plan.cuts]


def measures_in_words(plan: TablePlan, question_set: QuestionSet, language: str) -> list[str]:
    """What is shown for each of the cuts: short names, and an employer's own question quoted."""
    return [_named(question_set.question(code), language) for code in plan.measures]


def _named(measure: Question, language: str) -> str:
    name = said(measure.name, language)
    return _("“%(question)s”") % {"question": name} if measure.kind == "own" else name


def _in_words(cut: list[Question], language: str) -> str:
    names = [said(question.name, language) for question in cut]
    if language.startswith("en"):  # other languages may keep capitals inside a sentence
        names = [name[:1].lower() + name[1:] for name in names]
    if not names:
        return _("Everybody together")
    if len(names) == 1:
        return _("By %(name)s") % {"name": names[0]}
    return _("By %(first)s and %(second)s") % {"first": names[0], "second": names[1]}


def _codes(question_set: QuestionSet, *kinds: str) -> tuple[str, ...]:
    return tuple(question.code for question in question_set.questions if question.kind in kinds)
