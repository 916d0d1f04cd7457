"""A question set goes through JSON unchanged, and its digest names every word of it."""

import json

import pytest

from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.sets import QuestionSet
from tests.surveys.questions.examples import question, question_set


def test_a_set_comes_back_from_its_json():
    asked = question_set(question("A"), question("B", help={"en-gb": "Help", "cy": "Cymorth"}))

    assert QuestionSet.from_json(asked.to_json()) == asked


def test_the_canonical_form_does_not_depend_on_how_the_json_was_written():
    asked = question_set()
    loosely = json.dumps(json.loads(asked.to_json()), indent=3)

    assert QuestionSet.from_json(loosely).to_json() == asked.to_json()


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "[" * 100_000, '{"name": "x"}'])
def test_what_is_not_in_our_form_is_refused(text):
    with pytest.raises(NotAQuestionSet):
        QuestionSet.from_json(text)
