"""From the frozen plan to people in categories, and to the words that tables are read by."""

import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.control.plan import TOTAL
from surveys import tables_plan
from surveys.ballot.tabulating import fits, people
from surveys.plan import NotAPlan, default_plan
from surveys.questions import catalogue
from surveys.questions.choosing import Choices, chosen
from surveys.questions.group_words import GROUPS
from surveys.questions.refusals import NotAQuestionSet
from tests.surveys.questions.examples import LISTS, OWN, choices, everything

SMALL = chosen(Choices(background=("SEB1",), attributes=("UNIT", "GRADE"), lists=LISTS, own=(OWN,)))
OWN_CODE = SMALL.questions[-1].code
PLAN = default_plan(SMALL)


@settings(deadline=None, max_examples=50)
@given(choices())
def test_any_choice_has_a_shape_whose_columns_lie_within_the_ballot(picked):
    asked = chosen(picked)
    made = default_plan(asked)
    shape = tables_plan.shape(made, asked)

    assert shape.version == asked.version16
    assert shape.options == tuple(len(question.options) for question in asked.questions)
    assert shape.plan.cuts == made.cuts
    assert shape.fewest == made.k_min
    named = {code for cut in made.cuts for code in cut} | set(made.measures)
    assert set(shape.columns) == named | ({"PAY"} if picked.pay else set())
    sizes = {a.code: len(a.categories) for a in shape.plan.attributes} | {
        m.code: len(m.categories) for m in shape.plan.measures
    }
    sizes["PAY"] = len(shape.pay)
    for code, column in shape.columns.items():
        assert asked.questions[column.question].code == code
        assert len(column.categories) == shape.options[column.question] + 1
        assert set(column.categories) == set(range(sizes[code])), "each has an option"


@settings(deadline=None, max_examples=50)
@given(choices())
def test_every_category_of_any_choice_has_its_words_in_the_plans_order(picked):
    asked = chosen(picked)
    made = default_plan(asked)
    plan, words = tables_plan.protection(made, asked), tables_plan.words(made, asked)

    for attribute in plan.attributes:
        told = words["attributes"][attribute.code]
        assert tuple(told["categories"]) == attribute.categories
        assert attribute.not_said == attribute.categories.index("not_disclosed")
    for measure in plan.measures:
        told = words["measures"][measure.code]
        assert tuple(told["categories"]) == measure.categories
        assert told["classified"] == [measure.categories[place] for place in measure.classified]
        assert told["not_said"] == "not_disclosed"
        assert measure.not_said == measure.categories.index("not_disclosed")
        assert not {"not_disclosed", "unclassified"} & set(told["classified"])
        assert told["headline"] in ("", *told["classified"])
    for told in (*words["attributes"].values(), *words["measures"].values()):
        assert all(label["en-gb"] for label in (told["name"], *told["categories"].values()))
    json.dumps(words)


def test_the_key_question_is_counted_in_its_groups():
    plan, words = tables_plan.protection(PLAN, SMALL), tables_plan.words(PLAN, SMALL)

    measure = plan.measure("SEB1")
    assert measure.categories == (
        "professional", "intermediate", "lower", "unclassified", "not_disclosed",
    )  # fmt: skip
    assert measure.classified == (0, 1, 2)
    told = words["measures"]["SEB1"]
    assert told["categories"]["lower"]["en-gb"] == "Lower socio-economic background"
    assert told["categories"]["unclassified"]["en-gb"] == "Other"
    assert (told["headline"], told["mapping"], told["definition"]) == (
        "lower", "SMC-2020-11", "SEB1",
    )  # fmt: skip


def test_a_question_of_the_employers_own_is_counted_by_option_and_compared_with_nothing():
    told = tables_plan.words(PLAN, SMALL)["measures"][OWN_CODE]

    question = SMALL.question(OWN_CODE)
    assert list(told["categories"]) == [o.code for o in question.options[:-1]] + ["not_disclosed"]
    assert (told["kind"], told["definition"], told["headline"]) == ("own", "", "")


def test_every_group_of_the_published_questions_is_named():
    groups = {o.group for q in catalogue.backgrounds() for o in q.options if o.group}

    assert groups == set(GROUPS)


def answers(draw_from=SMALL):
    return st.lists(
        st.tuples(
            *(
                st.none() | st.integers(0, len(question.options) - 1)
                for question in draw_from.questions
            )
        ),
        max_size=40,
    )


@settings(deadline=None)
@given(answers())
def test_people_stand_in_the_category_of_the_option_they_chose(rows):
    shape = tables_plan.shape(PLAN, SMALL)
    keys = np.arange(len(rows), dtype=np.uint64)

    found = people(rows, keys, shape)

    assert len(found) == len(rows)
    for code, codes in {**found.attributes, **found.measures}.items():
        question = SMALL.question(code)
        groups = tables_plan.categories(question)
        for row, place in zip(rows, codes, strict=True):
            answer = row[SMALL.index_of(code)]
            said = "not_disclosed"
            if answer is not None:
                said = question.options[answer].group or question.options[answer].code
            assert groups[place] == said


def test_who_left_it_out_stands_with_who_would_not_say():
    shape = tables_plan.shape(PLAN, SMALL)
    not_said = len(SMALL.question("SEB1").options) - 1

    found = people([(None, 0, 0, 0), (not_said, 0, 0, 0)], np.zeros(2, np.uint64), shape)

    assert Counter(found.measures["SEB1"].tolist()) == {4: 2}


@pytest.mark.parametrize(
    "row",
    [
        (0, 0, 0), (0, 0, 0, 0, 0), (9, 0, 0, 0), (-1, 0, 0, 0), (True, 0, 0, 0), ("0", 0, 0, 0),
        (0.0, 0, 0, 0), 7, None, "0000", {0: 0},
    ],
    ids=str,
)  # fmt: skip
def test_what_does_not_answer_these_questions_does_not_fit(row):
    assert not fits(row, tables_plan.shape(PLAN, SMALL))


def test_with_everything_asked_there_are_twenty_cuts():
    asked = everything()

    plan = tables_plan.protection(default_plan(asked), asked)

    assert len(plan.cuts) == 20
    assert plan.cuts[0] == TOTAL


def test_what_was_frozen_is_known_by_its_hash():
    told = tables_plan.frozen(PLAN, SMALL)

    assert tables_plan.of_frozen(told, PLAN.digest()) == (PLAN, SMALL)
    with pytest.raises(NotAPlan, match="not the one"):
        tables_plan.of_frozen(told, "0" * 64)
    with pytest.raises(NotAPlan, match="other questions"):
        tables_plan.of_frozen({**told, "questions": everything().to_json()}, PLAN.digest())
    with pytest.raises(NotAQuestionSet):
        tables_plan.of_frozen({**told, "questions": "[]"}, PLAN.digest())
