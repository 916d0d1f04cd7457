"""The pages of results: what stands on them, beside every figure, and when they cannot be shown."""

import subprocess
import sys
from datetime import date

import pytest

from surveys.results import about
from surveys.states import State
from tests.disclosure import tables
from tests.disclosure.tables import cell, cells, words
from tests.disclosure.test_reading import alter
from tests.factories import UserFactory
from tests.surveys.results.publishing import published
from tests.surveys.results.reading import body, main
from tests.surveys.results.reading import words as text

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(UserFactory.create(role="viewer"))
    return client


@pytest.fixture
def lead(client):
    client.force_login(UserFactory.create(role="lead"))
    return client


def test_the_first_page_keeps_four_populations_apart(reader):
    published()

    said = text(main(reader, "w1/results/"))

    assert "400 of 600 people answered, 67%" in said
    for one in ("Invited", "600", "Responded", "67%, 400", "63%, about 375", "58%, about 350"):
        assert one in said


def test_the_first_page_says_each_measure_with_its_range_and_its_benchmark(reader):
    published()

    said = text(main(reader, "w1/results/"))

    assert (
        "Lower socio-economic background: 33%, 6 points below the UK workforce (39%, 2021)" in said
    )
    assert "Likely range: 30% to 37% of those who could be placed." in said
    assert "UK 39%" in said


def test_a_measure_that_counts_otherwise_is_set_beside_nothing(reader):
    told = words()
    told["measures"]["SEB1"]["mapping"] = "SMC-2020-02"
    published(words=told)

    said = text(main(reader, "w1/results/"))

    assert "UK" not in said
    assert "Lower socio-economic background: 33%" in said


def test_the_first_page_leads_to_every_planned_table_and_to_no_other(reader):
    published()

    page = main(reader, "w1/results/")

    for cut in ("unit", "grade", "unit-grade"):
        assert f'href="/surveys/w1/results/{cut}/seb1/"' in page
    assert "gender" not in page


def test_an_old_survey_that_does_not_know_how_many_were_invited_says_so(reader):
    published(invited=None, starts_on=None, ends_on=None)

    said = text(main(reader, "w1/results/"))

    assert "400 people answered" in said
    assert "Invited no longer known" in said
    assert "Period not known" in said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2027, 1, 4), date(2027, 1, 18), "4 January 2027 to 18 January 2027"),
        (date(2027, 1, 4), date(2027, 1, 4), "4 January 2027"),
        (None, date(2027, 1, 18), "until 18 January 2027"),
        (None, None, "not known"),
    ],
)
def test_the_period_is_said_as_far_as_it_is_known(first, last, said):
    assert about.period(tables.publication(starts_on=first, ends_on=last)) == said


@pytest.mark.parametrize("place", ["", "unit/seb1/", "everybody/seb1/", "unit-grade/seb1/"])
def test_source_population_period_counts_and_version_stand_on_every_page(place, reader):
    published()

    said = text(main(reader, f"w1/results/{place}"))

    for one in (
        "Survey, autumn",
        "Everybody invited to “Survey, autumn”",
        "4 January 2027 to 18 January 2027",
        "Socio-economic background, SMC-2020-11",
        "about 375",
        "about 350",
        "1, as at 20 January 2027",
        "C0FF EEC0 FFEE C0FF",
        "groups of fewer than 10 people",
    ):
        assert one in said


def test_a_table_says_shares_ranges_and_how_many_people(reader):
    published()

    said = text(main(reader, "w1/results/unit/seb1/"))

    assert "North about 205 49% 41% to 57%" in said
    assert "everybody 33%" in said


def test_a_small_group_is_said_in_words(reader):
    published()

    assert "Board about 15 about a third none to three quarters" in text(
        main(reader, "w1/results/grade/seb1/")
    )


def test_two_attributes_crossed_are_a_grid_for_each_category(reader):
    published()

    page = main(reader, "w1/results/unit-grade/seb1/")

    assert page.count("<table") == 3 + 1  # and one of how many people
    assert "How many people" in page
    assert "about 190" in text(page)


def test_a_group_joined_to_another_is_named_with_it(reader):
    made = cells()
    del made["UNIT",]["WEST",]
    published(made=made, recoded={"UNIT": {"WEST": tables.NOT_SAID}})

    assert "Preferred not to say · West" in main(reader, "w1/results/unit/seb1/")


def test_a_measure_without_a_headline_is_told_by_its_first_category(reader):
    told = words()
    told["measures"]["SEB1"] |= {"headline": "", "kind": "own", "definition": "OWN_1"}
    published(words=told)

    assert "Lower socio-economic background: 33%" in main(reader, "w1/results/")


def test_where_few_in_all_could_be_placed_the_first_page_says_that(reader):
    published(made=cells() | {(): {(): cell(400, 2, 1, 2, 95, 300)}})

    said = text(main(reader, "w1/results/"))

    assert "Lower socio-economic background: Too few could be placed" in said


def test_before_it_is_published_the_lead_is_told_who_else_can_see_it(lead):
    published(state=State.CLOSED)

    assert "Not published yet" in main(lead, "w1/results/")


def test_a_correction_stands_on_the_page_with_its_day_and_reason(lead):
    published()
    tables.publication("w1", reason="It had another name")

    page = text(main(lead, "w1/results/"))

    assert "Corrected on 20 January 2027: It had another name" in page
    assert 'href="/surveys/w1/results/v1/"' in main(lead, "w1/results/")


def test_an_old_version_says_that_it_is_one_and_its_links_stay_in_it(lead):
    published()
    tables.publication("w1", reason="It had another name")

    page = main(lead, "w1/results/v1/")

    assert "This is version 1" in page
    assert 'href="/surveys/w1/results/v1/unit/seb1/"' in page
    assert 'href="/surveys/w1/results/v1/everybody/seb1.csv"' in page
    assert 'href="/surveys/w1/results/unit/seb1/"' not in page
    assert (
        "w1-v1-unit-seb1.csv"
        in lead.get("/surveys/w1/results/v1/unit/seb1.csv").headers["Content-Disposition"]
    )


@pytest.mark.parametrize("place", ["unit/seb1/", "unit/seb1.csv", "unit/seb1.json"])
def test_what_was_altered_since_is_not_shown_and_says_so(place, reader):
    published()
    alter("disclosure_publishedtable", "cells", "[]", "cut = 'UNIT'")

    answer = reader.get(f"/surveys/w1/results/{place}")

    assert answer.status_code == 500
    assert b"not those that were published" in answer.content
    assert b"49%" not in answer.content


def test_names_are_text_wherever_they_stand(reader):
    told = words()
    told["attributes"]["UNIT"]["categories"]["NORTH"] = {"en-gb": "<b>R&D</b>"}
    published(words=told)

    page = body(reader, "w1/results/unit/seb1/")

    assert b"<b>R&" not in page
    assert b"&lt;b&gt;R&amp;D&lt;/b&gt;" in page


def test_no_page_brings_the_libraries_that_count():
    """They take seconds to import and have no business where figures are only read."""
    program = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'mobility.settings.test'\n"
        "import django, sys; django.setup()\n"
        "import surveys.views.results\n"
        "print([name for name in ('numpy', 'scipy', 'typst', 'xlsxwriter') if name in sys.modules])"
    )

    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "[]"
