"""Results in a browser: from the list down to a table, on a phone, by keyboard, without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.access import PHONE, complaints, unreached
from tests.factories import OrganisationFactory, UserFactory
from tests.surveys.results.publishing import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("", "everybody/seb1/", "unit/seb1/", "grade/seb1/", "unit-grade/seb1/")


@pytest.fixture
def reader(visit):
    OrganisationFactory.create()
    published()

    def arrive(**options):
        return visit(UserFactory.create(role="viewer"), **options)

    return arrive


def test_from_the_list_of_surveys_to_a_table_and_on_to_another(reader):
    person = reader()

    person.opens("/surveys/")
    person.follows("See the results")
    person.is_on("/surveys/w1/results/")
    expect(person.page.get_by_role("heading", level=1)).to_contain_text("Results")
    table = person.page.get_by_role("region", name="List of tables").get_by_role("row")
    person.follows(
        "Main earner’s job", within=table.filter(has_text=re.compile("^By unit(?! and)"))
    )
    person.is_on("/surveys/w1/results/unit/seb1/")
    title = person.page.get_by_role("heading", level=1)
    expect(title).to_have_text("Lower socio-economic background: from 13% (South) to 49% (North)")
    person.follows("By level")

    person.is_on("/surveys/w1/results/grade/seb1/")


@pytest.mark.parametrize("place", PAGES)
def test_a_page_of_results_is_open_to_everybody(place, reader):
    person = reader()

    person.opens(f"/surveys/w1/results/{place}")

    assert complaints(person.page) == []
    assert unreached(person.page) == []


def test_one_drawing_is_shown_and_it_says_in_words_what_it_shows(reader):
    for size in ({}, {"viewport": PHONE}):
        person = reader(**size)
        person.opens("/surveys/w1/results/unit/seb1/")

        drawing = person.page.get_by_role("img")
        expect(drawing).to_have_count(1)
        expect(drawing).to_have_accessible_name(re.compile("East: Hidden to protect people"))


def test_figures_can_be_read_without_script(reader):
    person = reader(java_script_enabled=False)
    person.opens("/surveys/w1/results/")

    person.page.get_by_text("The figures, as a table").click()

    row = person.page.get_by_role("row", name="Lower socio-economic background")
    expect(row.first).to_contain_text("33%")


@pytest.mark.parametrize("script", [True, False])
def test_how_the_tables_were_protected_unfolds_on_a_phone(script, reader):
    person = reader(viewport=PHONE, java_script_enabled=script)
    person.opens("/surveys/w1/results/")

    person.page.get_by_text("How these tables were protected").click()

    tried = person.page.get_by_role("region", name="Table of what was tried")
    expect(tried.get_by_role("row", name="Subtracting the groups")).to_be_visible()
    if script:  # axe is a script itself
        assert complaints(person.page) == []
        assert unreached(person.page) == []


def test_a_file_is_taken_away_by_keyboard(reader):
    person = reader()
    person.opens("/surveys/w1/results/unit/seb1/")

    person.page.get_by_role("link", name="PDF").focus()
    with person.page.expect_download() as download:
        person.page.keyboard.press("Enter")

    assert download.value.suggested_filename == "w1-unit-seb1.pdf"


def test_on_paper_tables_are_open_and_what_cannot_be_pressed_is_left_out(reader):
    person = reader()
    person.opens("/surveys/w1/results/")

    person.page.emulate_media(media="print")

    expect(person.page.get_by_role("link", name="Excel")).to_have_count(0)
    expect(person.page.get_by_role("row", name="Intermediate background").first).to_be_visible()
