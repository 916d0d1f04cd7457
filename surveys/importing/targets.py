"""What a column of an earlier survey may be: one of our questions, or a number of people.

Guessed by its name, and each of its texts by the label of an option; a lead has the last word.
"""

from django.utils.translation import gettext as _

from surveys.importing.answers import COUNTS, CannotImport, Column
from surveys.questions import catalogue
from surveys.questions.listing import NOT_SAID_TOO
from surveys.questions.options import NOT_SAID
from surveys.questions.question import Question
from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.words import FALLBACK, alike, said

COUNT = "count"
NO_ANSWER = "-"  # what a text means that says nothing: an option's code never looks like this
CALLED: dict[str, str] = {
    "parental occupation": "SEB1",
    "occupation at 14": "SEB1",
    "main earner": "SEB1",
    "origin": "SEB1",
    "father": "SEB1",
    "school": "SEB2",
    "school type": "SEB2",
    "fsm": "SEB3",
    "first generation": "SEB4",
    "parents university": "SEB4",
    "department": "UNIT",
    "team": "UNIT",
    "business unit": "UNIT",
    "grade": "GRADE",
    "seniority": "GRADE",
    "destination": "GRADE",
    "office": "LOCATION",
    "site": "LOCATION",
    "region": "LOCATION",
    "job family": "FUNCTION",
    "sex": "GENDER",
    "ethnicity": "ETHNICITY",
    "age band": "AGE",
    "disabled": "DISABILITY",
    "hours": "PATTERN",
}
"""What others call our questions, besides our own names for them."""


def known() -> dict[str, str]:
    """Every question a column may answer: its code and its short name, in the order asked."""
    background = {q.code: said(q.name, FALLBACK) for q in catalogue.smc().questions}
    return background | {one.code: one.name(FALLBACK) for one in catalogue.attributes()}


def guessed(column: Column) -> str:
    """What a column is, by its name: a question's code, COUNT, or "" for nothing we know."""
    name = alike(column.name)
    if name in COUNTS and column.may_count:
        return COUNT
    ours = {alike(text): code for code, called in known().items() for text in (code, called)}
    return ours.get(name) or CALLED.get(name, "")


def question_for(code: str, column: Column) -> Question:
    """The question of this code. Where its list is the employer's, the column's texts are it: those
    we know in the order we know them, levels from the first to the highest, and then the rest.

    Raises CannotImport where they are no list to choose from.
    """
    for question in catalogue.smc().questions:
        if question.code == code:
            return question
    offered = next(one for one in catalogue.attributes() if one.code == code)
    places = {alike(text): place for place, text in enumerate(offered.suggested)}
    given = (text for text in column.texts if alike(text) not in NOT_SAID_TOO)
    answers = tuple(sorted(given, key=lambda text: places.get(alike(text), len(places))))
    try:
        return offered.question(answers)
    except NotAQuestionSet as wrong:
        raise CannotImport(
            _("“%(column)s” is not a list to choose from. %(why)s")
            % {"column": column.name, "why": wrong}
        ) from wrong


def meant(text: str, question: Question) -> str:
    """The code of the option a text means by its words, or "" where nobody can tell."""
    if alike(text.rstrip(".")) in NOT_SAID_TOO:
        return NOT_SAID
    place = question.index_of(text)
    return "" if place is None else question.options[place].code
