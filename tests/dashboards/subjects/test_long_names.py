"""However long names are, a title has at most 15 words, and what it leaves out stands beside it.

A word is what stands between two blanks. Units, levels, answers, questions and surveys are called
what an organisation calls them, so every one of them is long here.
"""

from datetime import date
from typing import Any

import pytest

from charts import briefly
from dashboards import subject_page
from dashboards.finding import Finding
from dashboards.subjects.listing import BY_SLUG
from surveys.results import findings, showing
from surveys.results import tables as results
from tests.disclosure import tables
from tests.disclosure.tables import Cells, cell
from tests.factories import UserFactory
from tests.surveys.results.publishing import published

ALIKE: Cells = {
    (): {(): cell(400, 117, 83, 151, 22, 27)},
    ("UNIT",): {(unit,): cell(200, 60, 60, 60, 10, 10) for unit in ("NORTH", "SOUTH")},
    ("GRADE",): {(level,): cell(200, 60, 60, 60, 10, 10) for level in ("ENTRY", "SENIOR")},
    ("UNIT", "GRADE"): {("NORTH", "ENTRY"): None, ("SOUTH", "ENTRY"): None},
}
APART: Cells = {
    **ALIKE,
    ("GRADE",): {("ENTRY",): cell(200, 150, 20, 20, 5, 5), ("SENIOR",): cell(200, 9, 90, 91, 5, 5)},
}
NONE: Cells = {(): {(): None}, ("UNIT",): {("NORTH",): None}}
MADE = {"as they are": None, "alike": ALIKE, "apart": APART, "hidden": NONE}


def long(name: str) -> str:
    return f"{name} " + " and ".join(["everything beside it"] * 4)


def lengthened(told: Any) -> Any:
    """With every name of the words of a publication in 15 words or more."""
    if not isinstance(told, dict):
        return told
    return {
        key: long(value) if key == "en-gb" else lengthened(value) for key, value in told.items()
    }


def seen(slug: str, **query: str) -> tuple[Finding, ...]:
    return subject_page.page(BY_SLUG[slug], query, today=date(2028, 2, 1)).findings


def publish(made: Cells | None, waves: int) -> None:
    """In the same month: so waves are called by their titles, and those are long too."""
    for wave in range(1, waves + 1):
        published(
            f"w{wave}",
            made=made,
            title=long(f"Survey {wave}"),
            ends_on=date(2027, 10, wave),
            words=lengthened(tables.words()),
        )


@pytest.mark.django_db
@pytest.mark.parametrize("waves", [1, 2])
@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_no_page_has_a_title_of_more_than_fifteen_words(made, waves):
    publish(made, waves)

    for slug in BY_SLUG:
        for query in ({}, {"group": "north"}) if slug == "units" else ({},):
            for found in seen(slug, **query):
                assert len(found.title.split()) <= 15, found.title
                assert found.title


@pytest.mark.django_db
@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_neither_has_a_page_of_the_results_of_a_survey(made):
    publish(made, 1)
    gap = "about 10 points below the people of all its companies together (39%, 2021)"
    shown = showing.find(label="w1", reader=UserFactory.create(role="viewer"))

    for cut in made or tables.cells():
        title = findings.finding(results.table(shown, cut, "SEB1"), gap=gap)
        assert len(title.split()) <= 15, title


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "title", "first", "second"),
    [
        ("units", ": 49% in one unit, 13% in another", "North", "South"),
        ("grades", ": 79% at one level, 5% at another", "Entry", "Senior"),
    ],
)
def test_groups_with_long_names_are_named_in_the_sentence(slug, title, first, second):
    publish(None if slug == "units" else APART, 1)
    (found,) = seen(slug)

    assert found.title == f"Lower socio-economic background everything beside it…{title}"
    assert long(first) in found.sentence
    assert long(second) in found.sentence
    assert "They do not overlap." in found.sentence


@pytest.mark.django_db
def test_a_unit_with_a_long_name_has_it_as_its_heading_and_everybody_in_its_sentence():
    publish(None, 1)
    own, _every = seen("units", group="south")

    assert own.title.endswith("…: 13% in this unit")
    assert own.heading == long("South")
    assert "everybody together: 33%." in own.sentence
    assert "Likely range:" in own.sentence


def test_a_short_name_stays_and_a_long_one_is_known_by_its_first_words():
    assert briefly.name("Finance and buildings") == "Finance and buildings"
    assert briefly.name("one two three four five six") == "one two three four five six"
    assert briefly.name("one two three four five six, seven") == "one two three four five six…"


def test_the_first_that_fits_is_taken_and_else_the_last():
    fifteen, sixteen = " ".join("a" * 15), " ".join("a" * 16)

    assert briefly.first(fifteen, "b") == fifteen
    assert briefly.first(sixteen, "b") == "b"
    assert briefly.first(sixteen, sixteen + " c") == sixteen + " c"
    assert briefly.words("38% & +2 points") == 4
