"""The questions that come with the product: published words, mapping, denominators, sources."""

import ast
from pathlib import Path

import pytest

from surveys.questions import catalogue
from surveys.questions.choosing import Choices, chosen
from surveys.questions.options import NOT_DISCLOSED, NOT_SAID
from surveys.questions.question import Question
from surveys.questions.refusals import NotAQuestionSet
from tests.surveys.questions.examples import LISTS, UNITS

ROOM = Path(catalogue.HERE)
SMC = {question.code: question for question in catalogue.backgrounds()}
OFFERED = {offered.code: offered for offered in catalogue.attributes()}
ATTRIBUTES = [offered.question(LISTS.get(code, ())) for code, offered in OFFERED.items()]
ASKED = [*catalogue.smc().questions, *ATTRIBUTES, catalogue.pay()]
ALL = [*SMC.values(), *ATTRIBUTES, catalogue.pay()]

PROFESSIONAL, INTERMEDIATE, LOWER = "professional", "intermediate", "lower"


def published(question: Question, code: str) -> str:
    """An option as it is read: its label, and its examples after it."""
    option = next(option for option in question.options if option.code == code)
    return " ".join(filter(None, (option.label["en-gb"], option.examples.get("en-gb"))))


# The published options of the key question, the group of each, and whether it is in the headline.
# Source: the Social Mobility Commission's question as the Judicial Appointments Commission has it.
KEY = [
    (
        "Modern professional & traditional professional occupations such as: teacher, nurse, "
        "physiotherapist, social worker, musician, police officer (sergeant or above), software "
        "designer, accountant, solicitor, medical practitioner, scientist, civil / mechanical "
        "engineer.",
        PROFESSIONAL,
        True,
    ),
    (
        "Senior, middle or junior managers or administrators such as: finance manager, chief "
        "executive, large business owner, office manager, retail manager, bank manager, "
        "restaurant manager, warehouse manager.",
        PROFESSIONAL,
        True,
    ),
    (
        "Clerical and intermediate occupations such as: secretary, personal assistant, call "
        "centre agent, clerical worker, nursery nurse.",
        INTERMEDIATE,
        True,
    ),
    (
        "Technical and craft occupations such as: motor mechanic, plumber, printer, electrician, "
        "gardener, train driver.",
        LOWER,
        True,
    ),
    (
        "Routine, semi-routine manual and service occupations such as: postal worker, machine "
        "operative, security guard, caretaker, farm worker, catering assistant, sales assistant, "
        "HGV driver, cleaner, porter, packer, labourer, waiter/waitress, bar staff.",
        LOWER,
        True,
    ),
    (
        "Long-term unemployed (claimed Jobseeker’s Allowance or earlier unemployment benefit for "
        "more than a year).",
        LOWER,
        True,
    ),
    (
        "Small business owners who employed less than 25 people such as: corner shop owners, "
        "small plumbing companies, retail shop owner, single restaurant or cafe owner, taxi "
        "owner, garage owner.",
        INTERMEDIATE,
        True,
    ),
    (
        "Other such as: retired, this question does not apply to me, I don’t know.",
        "unclassified",
        False,
    ),
    ("I prefer not to say", NOT_DISCLOSED, False),
]


def test_the_key_question_has_the_published_options_each_in_its_group():
    asked = SMC["SEB1"]

    found = [
        (published(asked, option.code), option.group, option.counts) for option in asked.options
    ]

    assert found == KEY


# Code, group, in the denominator. Sources: facts of the field, section a.
MAPPED = {
    "SEB2": [
        ("STATE_NONSEL", "state", True),
        ("STATE_SEL", "state", True),
        ("INDEP", "independent", True),
        ("INDEP_BURSARY", "independent_bursary", True),
        ("OUTSIDE_UK", "not_applicable", False),
        ("DK", "unclassified", False),
        ("PNTS", NOT_DISCLOSED, False),
    ],
    "SEB3": [
        ("YES", "fsm_yes", True),
        ("NO", "fsm_no", True),
        ("NA", "not_applicable", False),
        ("DK", "unclassified", False),
        ("PNTS", NOT_DISCLOSED, False),
    ],
    "SEB2_2020": [
        ("STATE", "state", True),
        ("INDEP", "independent", True),
        ("OUTSIDE_UK", "not_applicable", False),
        ("DK", "unclassified", False),
        ("PNTS", NOT_DISCLOSED, False),
    ],
    "SEB4_2020": [
        ("ABOVE_DEG", "graduate_parent", True),
        ("DEGREE", "graduate_parent", True),
        ("BELOW_DEG", "no_graduate_parent", True),
        ("NONE", "no_graduate_parent", True),
        ("NA", "not_applicable", False),
        ("DK", "unclassified", False),
        ("PNTS", NOT_DISCLOSED, False),
    ],
    "SEB4": [
        ("NO", "no_graduate_parent", True),
        ("YES", "graduate_parent", True),
        ("DK", "unclassified", False),
        ("PNTS", NOT_DISCLOSED, False),
    ],
}


@pytest.mark.parametrize("code", MAPPED)
def test_every_option_of_the_other_questions_is_in_its_group(code):
    found = [(option.code, option.group, option.counts) for option in SMC[code].options]

    assert found == MAPPED[code]


@pytest.mark.parametrize(
    ("code", "wording"),
    [
        (
            "SEB1",
            "What was the occupation of your main household earner when you were about aged 14?",
        ),
        (
            "SEB2",
            "Which type of school did you attend for the most time between the ages of 11 and 16?",
        ),
        (
            "SEB3",
            "If you finished school after 1980, were you eligible for free school meals at any "
            "point during your school years?",
        ),
        (
            "SEB4",
            "Did either of your parents attend university and gain a degree (e.g. BA/BSc or "
            "equivalent) by the time you were 18?",
        ),
    ],
)
def test_the_questions_are_worded_as_published(code, wording):
    assert SMC[code].wording["en-gb"] == wording


@pytest.mark.parametrize("question", SMC.values(), ids=lambda question: question.code)
def test_each_question_says_where_it_comes_from_and_how_that_is_known(question):
    assert question.source
    assert question.year
    assert question.mapping
    assert question.headline
    assert question.denominator["en-gb"].endswith(".")
    assert {"wording", "options", "mapping", "denominator"} <= set(question.evidence)


def test_the_mapping_and_the_denominator_of_the_key_question_are_marked_as_derived():
    evidence = SMC["SEB1"].evidence

    assert evidence["mapping"].startswith("derived")
    assert evidence["denominator"].startswith("derived")


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.code)
def test_every_question_that_is_asked_says_why_and_how_its_words_are_known(question):
    assert question.why["en-gb"]
    assert {"wording", "options", "help", "why"} <= set(question.evidence)


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.code)
def test_every_question_ends_with_prefer_not_to_say(question):
    assert question.options[-1].code == NOT_SAID


def test_an_earlier_form_is_never_asked_anew():
    with pytest.raises(NotAQuestionSet, match="SEB2_2020"):
        chosen(Choices(background=("SEB1", "SEB2_2020")))


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.code)
def test_a_question_mark_ends_each_question_and_a_full_stop_each_explanation(question):
    cases = [case.text["en-gb"] for case in question.cases]

    assert question.wording["en-gb"].endswith("?")
    for text in (question.why.get("en-gb", "."), question.help.get("en-gb", "."), *cases):
        assert text.endswith(".")


def test_everything_that_may_be_asked_of_groups_is_offered_and_pay_is_not():
    assert list(OFFERED) == [
        "UNIT",
        "GRADE",
        "LOCATION",
        "FUNCTION",
        "GENDER",
        "ETHNICITY",
        "AGE",
        "DISABILITY",
        "PATTERN",
    ]


def test_ethnic_group_and_disability_are_marked_as_special_and_the_lead_is_told_what_that_asks():
    assert {code for code, offered in OFFERED.items() if offered.special} == {
        "ETHNICITY",
        "DISABILITY",
    }
    for needed in ("condition", "policy document", "impact assessment", "consent"):
        assert needed in str(catalogue.LAWFUL_BASIS)


def test_unit_level_and_place_may_be_filled_in_from_the_staff_list():
    filled = {question.code: question.prefill for question in ATTRIBUTES if question.prefill}

    assert filled == {"UNIT": "unit", "GRADE": "grade", "LOCATION": "location"}


def test_the_lists_that_only_an_employer_knows_come_empty():
    assert {code for code, offered in OFFERED.items() if not offered.suggested} == {
        "UNIT",
        "FUNCTION",
    }
    assert OFFERED["GRADE"].suggested[0] == "Entry / early career"


def test_an_employers_list_takes_the_place_of_ours_and_a_fixed_list_stays():
    unit = OFFERED["UNIT"].question(UNITS)
    gender = OFFERED["GENDER"].question(("This", "That"))

    assert [o.label["en-gb"] for o in unit.options] == [*UNITS, "Prefer not to say"]
    assert gender == OFFERED["GENDER"].question()


def test_an_attribute_says_its_name_and_what_it_asks_in_a_language():
    assert OFFERED["AGE"].name("cy") == "Age"
    assert OFFERED["AGE"].wording("en-gb") == "How old are you?"


def test_the_room_of_questions_takes_only_words_from_django_and_no_other_room():
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.module
                first = node.module.split(".")[0]
                assert first not in {"accounts", "strategy", "charts"}, path
                assert first != "django" or node.module.startswith("django.utils."), path
                assert first != "surveys" or node.module.startswith("surveys.questions"), path
