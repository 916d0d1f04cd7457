"""From what a lead ticks and writes to a question set, and what is refused on the way."""

import json

import pytest
from hypothesis import given, settings

from surveys.questions import catalogue
from surveys.questions.choosing import Choices, OwnQuestion, chosen, own_question
from surveys.questions.listing import code_of, tidied, with_answers
from surveys.questions.options import NOT_SAID
from surveys.questions.question import Question
from surveys.questions.refusals import NotAQuestionSet
from tests.surveys.questions.examples import ATTRIBUTES, LISTS, OWN, choices, everything


def labels(question) -> list[str]:
    return [option.label["en-gb"] for option in question.options]


def test_without_any_choice_the_three_key_questions_are_asked():
    assert [question.code for question in chosen(Choices()).questions] == ["SEB1", "SEB2", "SEB3"]
    assert Choices.from_data({}) == Choices()


def test_questions_are_asked_in_one_order_whatever_order_they_were_ticked_in():
    ticked = Choices(background=("SEB3", "SEB1"), attributes=("AGE", "GRADE"), own=(OWN,))

    codes = [question.code for question in chosen(ticked).questions]

    assert codes[:4] == ["SEB1", "SEB3", "GRADE", "AGE"]
    assert codes[4].startswith("OWN_")


@settings(deadline=None, max_examples=50)
@given(choices())
def test_whatever_is_chosen_every_question_offers_prefer_not_to_say_last(picked):
    for question in chosen(picked).questions:
        assert question.options[-1].code == NOT_SAID
        assert len({option.code for option in question.options}) == len(question.options)


@settings(deadline=None, max_examples=50)
@given(choices())
def test_choices_come_back_from_a_draft(picked):
    kept = json.loads(json.dumps(picked.to_data()))

    assert Choices.from_data(kept) == picked
    assert chosen(Choices.from_data(kept)).digest() == chosen(picked).digest()


@pytest.mark.parametrize(
    ("refused", "because"),
    [
        (Choices(background=("SEB2",)), "always asks"),
        (Choices(background=("SEB1", "SEB9")), "SEB9"),
        (Choices(attributes=("PAY",)), "PAY"),
        (Choices(attributes=("SEB2",)), "SEB2"),
        (Choices(background=("SEB1", "AGE")), "AGE"),
        (Choices(attributes=("UNIT",)), "“Unit”"),
        (Choices(attributes=("FUNCTION",), lists={"FUNCTION": ("", " ")}), "“Kind of work”"),
        (Choices(attributes=("UNIT",), lists={"UNIT": ("Ops", "OPS")}), "twice"),
        (
            Choices(attributes=("UNIT",), lists={"UNIT": tuple(f"Unit {n}" for n in range(20))}),
            "“Unit” has 20 answers",
        ),
        (Choices(own=(OWN, OWN)), "twice"),
        (
            Choices(
                attributes=ATTRIBUTES,
                lists=LISTS,
                own=tuple(
                    OwnQuestion(wording=f"Question {n}?", answers=("Yes", "No")) for n in range(9)
                ),
            ),
            "between 1 and 20",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(refused, because):
    with pytest.raises(NotAQuestionSet, match=because):
        chosen(refused)


def test_a_list_that_is_missing_says_which_one():
    with pytest.raises(NotAQuestionSet) as refusal:
        chosen(Choices(attributes=("UNIT",)))

    assert refusal.value.field == "UNIT"


def test_levels_are_ours_until_the_employer_lists_theirs():
    ours = chosen(Choices(attributes=("GRADE",))).question("GRADE")
    theirs = chosen(Choices(attributes=("GRADE",), lists={"GRADE": ("A", "B")})).question("GRADE")

    assert labels(ours)[0] == "Entry / early career"
    assert labels(theirs) == ["A", "B", "Prefer not to say"]


@pytest.mark.parametrize("count", [0, 1, 13])
def test_an_own_question_is_a_choice_between_two_and_twelve_answers(count):
    answers = tuple(f"Answer {n}" for n in range(count))

    with pytest.raises(NotAQuestionSet, match="between 2 and 12"):
        own_question(OwnQuestion(wording="Which?", answers=answers))


@pytest.mark.parametrize(
    "line", ["Other: ______", "Please say ……", "Say what.....", "ann@example.org"]
)
def test_a_line_to_write_on_or_an_address_is_no_answer(line):
    with pytest.raises(NotAQuestionSet, match="write on"):
        own_question(OwnQuestion(wording="Which?", answers=("This", line)))


@pytest.mark.parametrize("written", ["Prefer not to say", "I prefer not to say.", "rather not say"])
def test_prefer_not_to_say_is_there_once_whether_or_not_the_lead_wrote_it(written):
    asked = own_question(OwnQuestion(wording="Which?", answers=("This", "That", written)))

    assert labels(asked) == ["This", "That", "Prefer not to say"]


def test_prefer_not_to_say_is_in_every_language_of_the_catalogue():
    data = {**catalogue.attributes()[0].data}
    data["options"] = [{**catalogue.not_said(), "label": {"en-gb": "No say", "cy": "Dim"}}]

    asked = Question.from_data(with_answers(data, ["Ops"]))

    assert asked.options[-1].label == {"en-gb": "No say", "cy": "Dim"}
    assert own_question(OWN).options[-1].label == catalogue.not_said()["label"]


def test_an_own_question_asked_again_is_the_same_and_in_other_words_another():
    again = OwnQuestion(wording=" Who told  you of the job? ", answers=OWN.answers)
    other = OwnQuestion(wording=OWN.wording, answers=("A friend", "A school"))

    assert own_question(again) == own_question(OWN)
    assert own_question(other).code != own_question(OWN).code


def test_an_own_question_may_say_why_and_help_and_a_long_one_has_a_short_name():
    long = OwnQuestion(wording="Which " * 20, answers=("A", "B"), help="So\nso", why="Because.")
    asked = own_question(long)

    assert asked.help == {"en-gb": "So so"}
    assert asked.why == {"en-gb": "Because."}
    assert len(asked.name["en-gb"]) <= 60
    assert asked.name["en-gb"].endswith("…")


def test_an_own_question_without_words_is_refused():
    with pytest.raises(NotAQuestionSet):
        own_question(OwnQuestion(wording=" ", answers=("A", "B")))


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("People & Places", "PEOPLE_PLACES"),
        ("Réseau", "RESEAU"),
        ("3rd line", "O_3RD_LINE"),
        ("A" * 50, "A" * 32),
    ],
)
def test_a_code_is_made_from_the_words(label, code):
    assert code_of(label) == code


def test_a_name_written_on_a_mac_is_the_same_name():
    assert tidied(["Cafe\u0301"]) == ("Caf\u00e9",)


def test_a_list_in_another_script_has_codes_that_stay():
    assert code_of("人事") == code_of("人事")
    assert code_of("人事") != code_of("財務")


def test_two_lines_that_would_share_a_code_are_told_apart():
    asked = own_question(OwnQuestion(wording="Which?", answers=("A+", "A-", "PNTS")))

    assert [option.code for option in asked.options] == ["A", "A_2", "PNTS_2", "PNTS"]


def test_blank_lines_and_doubled_spaces_of_a_pasted_list_are_dropped():
    assert tidied(["  Ops ", "", "Head  office\t"]) == ("Ops", "Head office")


def test_the_same_choices_have_the_same_digest():
    assert everything().digest() == everything().digest()
