"""The table plan: which tables there are, what may not be promised, and its hash."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from surveys import plan as plans
from surveys.plan import NotAPlan, TablePlan, default_plan
from surveys.questions.choosing import Choices, chosen
from tests.surveys.questions.examples import LISTS, OWN, choices, everything, question, question_set

SMALL = chosen(Choices(background=("SEB1",), attributes=("UNIT", "GRADE"), lists=LISTS, own=(OWN,)))
OWN_CODE = SMALL.questions[-1].code


def plan(**changes) -> TablePlan:
    return replace(default_plan(SMALL), **changes)


def test_a_plan_has_everybody_each_attribute_and_the_pairs_that_are_asked():
    made = default_plan(SMALL)

    assert made.cuts == ((), ("UNIT",), ("GRADE",), ("UNIT", "GRADE"))
    assert made.measures == ("SEB1", OWN_CODE)


def test_with_everything_asked_there_are_twenty_cuts_and_never_more():
    made = default_plan(everything())

    assert len(made.cuts) == 20
    assert made.cuts[0] == ()
    assert {len(cut) for cut in made.cuts} == {0, 1, 2}


def test_a_survey_without_attributes_has_the_total_alone():
    assert default_plan(chosen(Choices())).cuts == ((),)


@settings(deadline=None, max_examples=50)
@given(choices())
def test_a_plan_comes_back_from_where_it_was_kept(picked):
    made = default_plan(chosen(picked))
    kept = json.loads(json.dumps(made.to_data()))

    assert TablePlan.from_data(kept) == made
    assert TablePlan.from_data(kept).digest() == made.digest()


def test_the_hash_is_of_the_canonical_form_and_anybody_can_make_it_again():
    made = default_plan(SMALL)
    text = json.dumps(json.loads(made.to_json()), sort_keys=True, separators=(",", ":"))

    assert made.digest() == hashlib.sha256(text.encode()).hexdigest()
    assert SMALL.digest() in text


@pytest.mark.parametrize(
    "change",
    [
        {"cuts": ((), ("UNIT",), ("GRADE",))},
        {"cuts": ((), ("GRADE",), ("UNIT",), ("UNIT", "GRADE"))},
        {"measures": ("SEB1",)},
        {"minimum": 11, "k_min": 11},
        {"noise": 4},
        {"variance": 3},
        {"k_min": 20},
        {"questions": "0" * 64},
    ],
    ids=str,
)
def test_whatever_is_changed_in_a_plan_changes_its_hash(change):
    assert plan(**change).digest() != default_plan(SMALL).digest()


def test_another_word_in_a_question_changes_the_hash_of_the_plan():
    before = question_set(question("A", why={"en-gb": "Because."}))
    after = question_set(question("A", why={"en-gb": "Because of that."}))

    assert default_plan(before).digest() != default_plan(after).digest()


def test_the_smallest_group_can_be_raised():
    made = default_plan(SMALL, minimum=25)

    assert (made.minimum, made.k_min) == (25, 25)


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"minimum": 9}, "never below 10"),
        ({"minimum": 0, "k_min": 0}, "never below 10"),
        ({"k_min": 9}, "never below 10"),
        ({"minimum": 30}, "never below 10"),
        ({"minimum": 10.5}, "whole numbers"),
        ({"k_min": True}, "whole numbers"),
        ({"noise": 2}, "made smaller"),
        ({"noise": 0, "variance": 0}, "made smaller"),
        ({"variance": 1}, "made smaller"),
        ({"variance": 3}, "made smaller"),
        ({"cuts": (("UNIT",), ("GRADE",))}, "everybody"),
        ({"cuts": ((), ("UNIT",), ("UNIT",))}, "once"),
        ({"cuts": ((), ("UNIT",), ("GRADE",), ("UNIT", "GRADE"), ("GRADE", "UNIT"))}, "once"),
        ({"cuts": ((), ("AGE",))}, "one attribute that is asked"),
        ({"cuts": ((), ("SEB1",))}, "one attribute that is asked"),
        ({"cuts": ((), (OWN_CODE,))}, "one attribute that is asked"),
        ({"cuts": ((), ("UNIT", "UNIT"))}, "one attribute that is asked"),
        ({"cuts": ((), ("UNIT",), ("UNIT", "GRADE"))}, "shown alone"),
        ({"measures": ()}, "measure"),
        ({"measures": ("UNIT",)}, "measure"),
        ({"measures": ("SEB2",)}, "measure"),
        ({"measures": ("SEB1", "SEB1")}, "twice"),
        ({"questions": ""}, "other questions"),
    ],
    ids=str,
)
def test_a_plan_that_protects_less_than_we_promise_is_refused(changes, because):
    with pytest.raises(NotAPlan, match=because):
        plans.check(plan(**changes), SMALL)


def test_three_attributes_are_never_crossed_and_cuts_never_more_than_twenty():
    asked = everything()
    made = default_plan(asked)

    for cut in (("UNIT", "GRADE", "AGE"), ("LOCATION", "PATTERN")):
        with pytest.raises(NotAPlan):
            plans.check(replace(made, cuts=(*made.cuts, cut)), asked)


@pytest.mark.parametrize("kept", [{}, {"cuts": 3}, {"cuts": [], "measures": [], "salt": 1}, {1: 2}])
def test_what_is_no_plan_is_refused(kept):
    with pytest.raises(NotAPlan):
        TablePlan.from_data(kept)


def test_the_same_tables_can_be_promised_for_a_corrected_question_and_not_for_missing_ones():
    corrected = replace(SMALL, version="2")

    assert plans.for_set(plan(), corrected).questions == corrected.digest()
    with pytest.raises(NotAPlan):
        plans.for_set(plan(), chosen(Choices()))


def test_a_survey_of_attributes_alone_measures_nothing_and_has_no_plan():
    with pytest.raises(NotAPlan, match="measure"):
        default_plan(question_set(question("UNIT", kind="attribute")))


def test_the_public_page_lists_the_tables_in_words():
    made = default_plan(SMALL)

    assert plans.in_words(made, SMALL, "en-gb") == [
        "Everybody together",
        "By unit",
        "By level",
        "By unit and level",
    ]
    assert plans.measures_in_words(made, SMALL, "en-gb") == [
        "Main earner’s job when you were 14",
        "“Who told you of the job?”",
    ]


def test_another_language_keeps_its_capitals():
    assert plans.in_words(default_plan(SMALL), SMALL, "de")[1] == "By Unit"
