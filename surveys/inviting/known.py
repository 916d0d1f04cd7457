"""The units, grades and locations that a wave knows: an answer that is filled in must be one."""

from collections import defaultdict

from strategy.models import Unit
from strategy.organising import SEPARATOR
from surveys.inviting.columns import Column
from surveys.models import Wave
from surveys.questions.refusals import NotAQuestionSet
from surveys.wave_questions import FILLED_IN, question_set

Known = dict[Column, dict[str, str]]
"""By column: what people may have written, in small letters → the answer as the survey has it."""


def known_in(wave: Wave) -> Known:
    """What each column may say. A grade or location is known only where the survey asks for it.

    A unit is known by its name or its whole path, and stands for its part at the top of the tree:
    deeper groups are too small to show. Two queries.
    """
    known = _asked(wave)
    top_level = known.get(Column.UNIT)
    known[Column.UNIT] = _units(top_level) | (top_level or {})
    return known


def _asked(wave: Wave) -> Known:
    """The answers of the questions that a list may fill in, without what stands apart."""
    try:
        asked = question_set(wave)
    except NotAQuestionSet:  # a draft whose questions are not chosen yet
        return {}
    questions = {Column(name): asked.prefilled(name) for name in FILLED_IN}
    return {
        column: {
            text.casefold(): option.label["en-gb"]
            for option in question.options
            if not option.apart
            for text in option.label.values()
        }
        for column, question in questions.items()
        if question
    }


def _units(answers: dict[str, str] | None) -> dict[str, str]:
    """Where the survey has a list of units of its own, only those that are on it.

    A name that stands in two parts of the tree says nothing: then the path is needed.
    """
    by_path: dict[str, str] = {}
    by_name: dict[str, set[str]] = defaultdict(set)
    for path in Unit.objects.filter(retired_at=None).values_list("path", flat=True):
        top, *below = path.split(SEPARATOR)
        label = top if answers is None else answers.get(top.casefold(), "")
        if label:
            by_path[path.casefold()] = by_path[path.casefold().replace("›", ">")] = label
            by_name[(below or [top])[-1].casefold()].add(label)
    sure = {name: min(labels) for name, labels in by_name.items() if len(labels) == 1}
    return sure | by_path
