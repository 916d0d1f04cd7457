"""What a question must have, what it refuses, and what the page gets of it."""

import json

import pytest

from surveys.questions.options import NOT_DISCLOSED, NOT_SAID, Case, Option
from surveys.questions.refusals import NotAQuestionSet
from surveys.questions.words import said
from tests.surveys.questions.examples import UNITS, everything, not_said, question, question_set


def option(code: str = "A", **more) -> Option:
    return Option(**{"code": code, "label": {"en-gb": code.title()}, **more})


def test_a_question_without_prefer_not_to_say_is_refused():
    with pytest.raises(NotAQuestionSet, match="Prefer not to say"):
        question(options=(option("A"), option("B")))


@pytest.mark.parametrize("more", [{"counts": True}, {"apart": False}, {"group": "lower"}])
def test_prefer_not_to_say_counts_in_no_share_and_stands_apart(more):
    given = {"counts": False, "apart": True, "group": NOT_DISCLOSED, **more}

    with pytest.raises(NotAQuestionSet):
        option(NOT_SAID, **given)


@pytest.mark.parametrize("count", [0, 20])
def test_a_question_has_two_to_twenty_options(count):
    options = tuple(option(f"A{n}") for n in range(count))

    with pytest.raises(NotAQuestionSet, match="between 2 and 20"):
        question(options=(*options, not_said()))


@pytest.mark.parametrize(
    "pair",
    [
        (option("A"), option("A", label={"en-gb": "Other words"})),
        (option("A", label={"en-gb": "Same"}), option("B", label={"en-gb": "same"})),
        (
            option("A", label={"en-gb": "One", "cy": "Un"}),
            option("B", label={"en-gb": "Two", "cy": "Un"}),
        ),
        (
            option("A", label={"en-gb": "One", "cy": "Two"}),
            option("B", label={"en-gb": "Two"}),
        ),
    ],
)
def test_two_options_with_one_code_or_one_label_are_refused(pair):
    with pytest.raises(NotAQuestionSet, match="twice"):
        question(options=(*pair, not_said()))


def test_what_stands_apart_comes_last():
    with pytest.raises(NotAQuestionSet, match="last"):
        question(options=(not_said(), option("A"), option("B")))


def test_a_headline_is_one_of_the_groups_that_count():
    other = option("OTHER", group="unclassified", counts=False, apart=True)

    with pytest.raises(NotAQuestionSet, match="headline"):
        question(options=(option("A", group="state"), other, not_said()), headline="unclassified")


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "text"},
        {"kind": "own", "prefill": "unit"},
        {"kind": "attribute", "prefill": "salary"},
        {"special": "no"},
        {"code": "lower case"},
        {"code": ""},
        {"code": "A" * 41},
        {"wording": {}},
        {"wording": {"cy": "Beth?"}},
        {"wording": {"EN": "What?"}},
        {"wording": "What?"},
        {"wording": {"en-gb": " What?"}},
        {"wording": {"en-gb": "What\nnow?"}},
        {"wording": {"en-gb": "What\u0000?"}},
        {"wording": {"en-gb": "\ud800"}},
        {"wording": {"en-gb": "W" * 301}},
        {"wording": {"en-gb": None}},
        {"source": "\ud800"},
        {"evidence": {"wording": 1}},
    ],
    ids=str,
)
def test_what_is_not_a_question_is_refused_in_a_sentence(more):
    with pytest.raises(NotAQuestionSet) as refusal:
        question(**more)

    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("field", ["options", "cases", "evidence"])
def test_a_question_whose_lists_are_no_lists_is_refused(field):
    data = json.loads(question_set().to_json())
    data["questions"][0][field] = "text"

    with pytest.raises(NotAQuestionSet):
        type(question_set()).from_data(data)


@pytest.mark.parametrize("flag", ["counts", "apart"])
def test_a_flag_of_an_option_is_true_or_false(flag):
    with pytest.raises(NotAQuestionSet, match="true or false"):
        option("A", **{flag: 1})


@pytest.mark.parametrize(
    ("language", "text"), [("cy", "Uned"), ("cy-gb", "Uned"), ("fr", "Unit"), ("en-gb", "Unit")]
)
def test_words_fall_back_to_british_english(language, text):
    assert said({"en-gb": "Unit", "cy": "Uned"}, language) == text
    assert said({}, language) == ""


def test_the_page_gets_the_words_of_one_language_and_neither_codes_nor_groups_of_options():
    asked = question(
        "UNIT",
        kind="attribute",
        prefill="unit",
        help={"en-gb": "Help", "cy": "Cymorth"},
        why={"en-gb": "Why"},
        cases=(Case(title={"en-gb": "If"}, text={"en-gb": "Then"}),),
        options=(
            option("A", group="lower", label={"en-gb": "A", "cy": "Â"}, examples={"en-gb": "e.g."}),
            not_said(),
        ),
    )

    assert question_set(asked).page_json("cy") == [
        {
            "code": "UNIT",
            "kind": "attribute",
            "prefill": "unit",
            "wording": "Which unit?",
            "help": "Cymorth",
            "why": "Why",
            "cases": [["If", "Then"]],
            "options": [
                {"label": "Â", "examples": "e.g.", "apart": False},
                {"label": "Prefer not to say", "examples": "", "apart": True},
            ],
        }
    ]


def test_the_page_has_the_options_in_the_order_a_ballot_counts_them():
    asked = everything()

    for page, asks in zip(asked.page_json("en-gb"), asked.questions, strict=True):
        labels = [shown["label"] for shown in page["options"]]
        assert labels == [option.label["en-gb"] for option in asks.options]
        assert [asks.index_of(label) for label in labels] == list(range(len(labels)))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("People", "People"),
        ("  shops ", "Shops"),
        ("People › Hiring", "People › Hiring"),
        ("People › Hiring › Graduates", "People › Hiring"),
        ("People › Pay", "People"),
        ("Retail › Shops › York", "Shops"),
        ("prefer not to say", "Prefer not to say"),
        ("Lost", None),
        ("", None),
    ],
)
def test_a_unit_of_the_staff_list_finds_its_option_or_the_unit_it_is_part_of(written, found):
    unit = everything().question("UNIT")
    place = unit.index_of(written)

    assert (None if place is None else unit.options[place].label["en-gb"]) == found
    assert UNITS[0] in {option.label["en-gb"] for option in unit.options}


def test_an_answer_is_found_however_its_accents_were_typed():
    assert question("PLACE", "Orl\u00e9ans").index_of("ORLE\u0301ANS") == 0
