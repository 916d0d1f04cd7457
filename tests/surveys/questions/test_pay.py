"""Pay: asked where a lead says so, in bands, and neither measured nor crossed."""

from itertools import pairwise

from disclosure.control.bands import floors_of
from surveys.plan import default_plan
from surveys.questions import catalogue
from surveys.questions.choosing import Choices, chosen
from surveys.questions.options import NOT_SAID
from surveys.tables_plan import categories, protection
from tests.surveys.questions.examples import ATTRIBUTES, LISTS, OWN

EVERYTHING = Choices(attributes=ATTRIBUTES, lists=LISTS, pay=True, own=(OWN,))


def test_pay_is_asked_only_where_it_was_chosen_after_the_work_and_before_ones_own():
    without = [question.kind for question in chosen(Choices(attributes=("AGE",))).questions]
    with_pay = [question.kind for question in chosen(EVERYTHING).questions]

    assert "pay" not in without
    assert with_pay[-3:] == ["attribute", "pay", "own"]


def test_bands_are_five_thousand_wide_from_one_open_end_to_the_other():
    floors = floors_of(categories(catalogue.pay()))

    assert (floors[0], floors[1], floors[-1]) == (0, 20_000, 100_000)
    assert {higher - lower for lower, higher in pairwise(floors[1:])} == {5_000}


def test_each_band_says_in_words_what_its_code_says():
    floors = floors_of(categories(catalogue.pay()))
    said = [option.label["en-gb"] for option in catalogue.pay().options]

    assert said[0] == f"Under £{floors[1]:,}"
    assert said[1:-2] == [f"£{floor:,} to £{end - 1:,}" for floor, end in pairwise(floors[1:])]
    assert said[-2:] == ["£100,000 or more", "Prefer not to say"]


def test_the_codes_of_pay_are_bands_and_after_them_those_who_did_not_say():
    codes = [option.code for option in catalogue.pay().options]

    assert codes[-1] == NOT_SAID
    assert categories(catalogue.pay()) == (*codes[:-1], "not_disclosed")


def test_pay_is_in_no_table():
    asked = chosen(EVERYTHING)
    plan = default_plan(asked)

    assert "PAY" not in plan.measures
    assert not any("PAY" in cut for cut in plan.cuts)
    assert "PAY" not in protection(plan, asked).by_code


def test_asking_pay_is_another_survey():
    assert chosen(Choices()).digest() != chosen(Choices(pay=True)).digest()
