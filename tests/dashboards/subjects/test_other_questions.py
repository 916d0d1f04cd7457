"""School, free school meals and parents: made as representation is, each with what is its own."""

import pytest

from dashboards.finding import Finding
from dashboards.subjects import meals, parents, school
from dashboards.waves import WaveSeen
from tests.dashboards.subjects.by_hand import look, wave

SCHOOL = {"SEB2": (260, 40, 20, 50, 30)}  # state, fee-paying, with a bursary, not placed, not said
OLD_SCHOOL = {"SEB2_2020": (280, 40, 50, 30)}
MEALS = {"SEB3": (80, 260, 40, 20)}
PARENTS = {"SEB4": (210, 140, 30, 20)}


def of(subject, *waves: WaveSeen, **query: str) -> Finding:
    (found,) = subject.findings(look(*waves, **query))
    return found


def rows(found: Finding) -> dict[str, list[str]]:
    return {row.names[0]: [cell.said for cell in row.cells] for row in found.table.rows}


def test_fee_paying_schools_stand_together_beside_the_benchmark_that_counts_them_so():
    found = of(school, wave(2026, SCHOOL))

    assert found.title == "19% went to a fee-paying school, 12 points above the UK"
    assert rows(found) == {
        "State": ["81%", "–"],
        "Independent": ["13%", "–"],
        "Independent_bursary": ["6%", "–"],
        "Fee-paying school, with a bursary or without": ["19%", "7.5%"],
    }
    assert found.number_of == "Fee-paying school, with a bursary or without"


def test_the_form_of_two_kinds_of_school_has_no_line_for_both():
    found = of(school, wave(2026, OLD_SCHOOL))

    assert rows(found) == {"State": ["88%", "–"], "Independent": ["13%", "7.5%"]}
    assert found.title.startswith("13% went to a fee-paying school, ")


def test_one_form_of_the_question_is_not_compared_with_the_other():
    found = of(school, wave(2025, OLD_SCHOOL), wave(2026, SCHOOL))

    assert found.verdict == ""
    assert found.table.heads == ("October 2026", "The UK population, 2020")
    why = "October 2025: Cannot be compared: the question or its answers were different."
    assert why in found.notes


def test_both_together_move_from_wave_to_wave():
    fewer = {"SEB2": (300, 15, 5, 50, 30)}
    found = of(school, wave(2025, fewer), wave(2026, SCHOOL))

    assert found.title.startswith("19% went to a fee-paying school, up 13 points; ")
    assert rows(found)["Fee-paying school, with a bursary or without"][2] == "up 13 points"


def test_free_school_meals_stand_beside_adults_and_not_pupils():
    found = of(meals, wave(2026, MEALS))

    assert found.title == "24% were eligible for free school meals, 9 points above the UK"
    assert found.table.heads[-1] == "UK adults, 2023 or later"


def test_parents_have_no_benchmark_and_say_none():
    found = of(parents, wave(2026, PARENTS))

    assert found.title == "60% have no parent with a degree"
    assert found.table.heads == ("October 2026",)
    assert "benchmark" not in found.terms
    assert "Benchmark" not in found.source


@pytest.mark.parametrize("subject", [school, meals, parents])
def test_what_was_not_asked_says_so_and_how_to_ask_it(subject):
    found = of(subject, wave())

    assert found.title == "October 2026 did not ask this question"
    assert "choose this question" in found.about
    assert (found.number, found.chart, found.table) == ("", None, None)
    assert found.as_of == wave().day
    assert found.source


def test_what_was_asked_earlier_is_said_to_have_been():
    found = of(parents, wave(2024, PARENTS), wave(2025, PARENTS), wave())

    assert "It was asked in October 2025." in found.notes
    assert "60%" not in str(found)


def test_asked_for_the_first_time_now_is_not_called_a_change():
    found = of(parents, wave(2025), wave(2026, PARENTS))

    assert found.title == "60% have no parent with a degree"
    assert found.verdict == ""
    assert "October 2025: Not asked." in found.notes
