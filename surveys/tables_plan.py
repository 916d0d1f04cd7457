"""From a wave's frozen plan to what the count needs, and to the words that its tables are read by.

Nothing is decided here: which tables there are stands in plan.py, which option is in which group
in the question set, and both are frozen, with their hash, before anybody is asked.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from disclosure.control.plan import Attribute, Measure, Plan
from surveys.ballot.door import PAY, Column, Shape
from surveys.plan import NotAPlan, TablePlan, check
from surveys.questions.group_words import called, group_of
from surveys.questions.options import NOT_DISCLOSED
from surveys.questions.question import Question
from surveys.questions.sets import QuestionSet


def shape(plan: TablePlan, asked: QuestionSet) -> Shape:
    """What ballots look like, in which category each option is, and the tables to be made."""
    pay = bands(asked)
    codes = [*_attributes(plan, asked), *plan.measures, *([PAY] if pay else [])]
    return Shape(
        version=asked.version16,
        options=tuple(len(question.options) for question in asked.questions),
        columns={code: _column(asked, code) for code in codes},
        plan=protection(plan, asked),
        fewest=plan.k_min,
        pay=pay,
    )


def bands(asked: QuestionSet) -> tuple[str, ...]:
    """The bands of pay as categories, where the survey asks it; none otherwise."""
    paid = next((question for question in asked.questions if question.kind == "pay"), None)
    return categories(paid) if paid else ()


def frozen(plan: TablePlan, asked: QuestionSet) -> dict[str, str]:
    """The plan and the questions as they were hashed, for a machine without the database."""
    return {"plan": plan.to_json(), "questions": asked.to_json()}


def of_frozen(told: Mapping[str, Any], plan_hash: str) -> tuple[TablePlan, QuestionSet]:
    """The plan and the questions, if they are those of this hash.

    Raises NotAPlan or NotAQuestionSet, and KeyError, TypeError or ValueError for what is neither.
    """
    plan = TablePlan.from_data(json.loads(told["plan"]))
    asked = QuestionSet.from_json(told["questions"])
    check(plan, asked)
    if plan.digest() != plan_hash:
        raise NotAPlan(_("The plan in the file is not the one that was published."))
    return plan, asked


def protection(plan: TablePlan, asked: QuestionSet) -> Plan:
    """The plan as disclosure control needs it."""
    return Plan(
        attributes=tuple(_attribute(asked.question(c)) for c in _attributes(plan, asked)),
        measures=tuple(_measure(asked.question(code)) for code in plan.measures),
        cuts=plan.cuts,
        minimum=plan.minimum,
        noise=plan.noise,
        variance=plan.variance,
    )


def words(plan: TablePlan, asked: QuestionSet) -> dict[str, Any]:
    """What the codes of the tables mean, in every language there is: Publication.words."""
    return {
        "attributes": {c: _words(asked.question(c)) for c in _attributes(plan, asked)},
        "measures": {code: _measure_words(asked.question(code)) for code in plan.measures},
    }


def _attributes(plan: TablePlan, asked: QuestionSet) -> list[str]:
    """Those that any cut names, in the order they are asked."""
    named = {code for cut in plan.cuts for code in cut}
    return [question.code for question in asked.questions if question.code in named]


def categories(question: Question) -> tuple[str, ...]:
    """The groups of a question in the order of its options; not said and left out come last."""
    groups = dict.fromkeys(group_of(option) for option in question.options)
    groups.pop(NOT_DISCLOSED)
    return (*groups, NOT_DISCLOSED)


def _classified(question: Question) -> list[str]:
    """The groups that make the denominator."""
    counted = {group_of(option) for option in question.options if option.counts}
    return [group for group in categories(question) if group in counted]


def _column(asked: QuestionSet, code: str) -> Column:
    """For each option of the question, and last for no answer, the place of its category."""
    question = asked.question(code)
    places = {group: place for place, group in enumerate(categories(question))}
    placed = [places[group_of(option)] for option in question.options]
    return Column(asked.index_of(code), (*placed, places[NOT_DISCLOSED]))


def _attribute(question: Question) -> Attribute:
    groups = categories(question)
    listed = bool(question.prefill)  # the staff list that people are invited from has it
    return Attribute(question.code, groups, groups.index(NOT_DISCLOSED), listed=listed)


def _measure(question: Question) -> Measure:
    groups = categories(question)
    return Measure(
        question.code,
        groups,
        tuple(map(groups.index, _classified(question))),
        groups.index(NOT_DISCLOSED),
    )


def _words(question: Question) -> dict[str, Any]:
    languages = [language for language, _name in settings.LANGUAGES]
    return {
        "name": dict(question.name),
        "categories": {
            group: dict(called(group, _inside(question, group), languages=languages))
            for group in categories(question)
        },
    }


def _measure_words(question: Question) -> dict[str, Any]:
    """`definition` is what benchmarks are compared by: the question's code, which is another one
    where the question was put otherwise. An employer's own question has none."""
    return _words(question) | {
        "kind": question.kind,
        "classified": _classified(question),
        "not_said": NOT_DISCLOSED,
        "headline": question.headline,
        "mapping": question.mapping,
        "definition": question.code if question.kind == "background" else "",
    }


def _inside(question: Question, group: str) -> tuple[Any, ...]:
    return tuple(option for option in question.options if group_of(option) == group)
