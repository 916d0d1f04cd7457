"""Who is in a share and who stands beside it: the denominators."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questions import catalogue
from surveys.questions.grouping import grouped
from tests.surveys.questions.examples import everything, question

SMC = {question.code: question for question in catalogue.smc().questions}


def counted(code: str, left_out: int = 0, **people: int):
    """So many people by option's code, in the groups of this question."""
    asked = SMC[code]
    places = {option.code: place for place, option in enumerate(asked.options)}
    return grouped(asked, {**{places[c]: n for c, n in people.items()}, None: left_out})


def test_the_headline_is_of_those_who_could_be_placed():
    found = counted(
        "SEB1",
        MOD_TRAD_PROF=30,
        MANAGER=7,
        CLERICAL=20,
        SMALL_BUSINESS=4,
        TECH_CRAFT=15,
        ROUTINE=20,
        LTU=4,
        OTHER=50,
        PNTS=25,
        left_out=10,
    )

    assert found.groups == {"professional": 37, "intermediate": 24, "lower": 39}
    assert found.beside == {"unclassified": 50, "not_disclosed": 25}
    assert found.share("lower") == Fraction(39, 100)
    assert (found.classified, found.answered, found.unanswered) == (100, 150, 10)


def test_retired_or_do_not_know_is_never_lower():
    found = counted("SEB1", OTHER=12, PNTS=3)

    assert found.groups["lower"] == 0
    assert found.share("lower") is None
    with pytest.raises(KeyError):
        found.share("unclassified")


def test_fee_paying_is_said_with_and_without_bursaries_and_of_schools_in_the_uk():
    found = counted("SEB2", STATE_NONSEL=70, STATE_SEL=14, INDEP=12, INDEP_BURSARY=4, OUTSIDE_UK=40)

    assert found.share("independent") == Fraction(12, 100)
    assert found.share("independent", "independent_bursary") == Fraction(16, 100)
    assert found.answered == 140


def test_free_school_meals_are_of_those_who_said_yes_or_no():
    found = counted("SEB3", YES=15, NO=85, NA=60, DK=9)

    assert found.share("fsm_yes") == Fraction(15, 100)


def test_no_parent_with_a_degree_is_of_those_who_know():
    found = counted("SEB4", NO=3, YES=1, DK=9, PNTS=9)

    assert found.share("no_graduate_parent") == Fraction(3, 4)


def test_an_answer_of_an_own_question_is_a_group_of_its_own():
    found = grouped(question("COLOUR", "Red", "Blue"), {0: 3, 1: 1})

    assert found.groups == {"O0": 3, "O1": 1}


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_nobody_is_lost_and_nobody_is_counted_twice(data):
    asked = data.draw(st.sampled_from(everything().questions))
    counts = {place: data.draw(st.integers(0, 500)) for place in (None, *range(len(asked.options)))}

    found = grouped(asked, counts)

    assert found.classified + sum(found.beside.values()) + found.unanswered == sum(counts.values())
    assert not set(found.groups) & set(found.beside)
    if found.classified:
        assert sum(found.share(group) or 0 for group in found.groups) == 1
