"""What a lead reads of questions: whole lists, one mark, the words as they were written."""

import pytest

from surveys.questions import catalogue
from surveys.questions.choosing import Choices, OwnQuestion, chosen, own_question
from surveys.questions.refusals import NotAQuestionSet


def test_what_people_are_offered_is_shown_but_for_not_saying():
    gender = next(one for one in catalogue.attributes() if one.code == "GENDER")

    assert gender.shown == ("Woman", "Man", "I describe myself in another way")


@pytest.mark.parametrize(("answers", "said"), [(("Yes",), "1 answer to"), ((), "0 answers to")])
def test_one_answer_is_not_several(answers, said):
    with pytest.raises(NotAQuestionSet, match=said):
        own_question(OwnQuestion(wording="Parking?", answers=answers))


def test_an_answer_given_twice_is_named_as_it_was_written():
    lists = {"UNIT": ("Head office", "Depot", "HEAD OFFICE")}

    with pytest.raises(NotAQuestionSet, match="“HEAD OFFICE” twice"):
        chosen(Choices(attributes=("UNIT",), lists=lists))
