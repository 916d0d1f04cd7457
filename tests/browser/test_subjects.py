"""Leaders choose what they see: with a script in place, without one by a button, and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.access import PHONE, complaints, unreached
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.dashboards.two_waves import two_waves
from tests.factories import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("units/?group=north", "grades/", "intersections/", "grades/?wave=w1&against=w2")


@pytest.fixture
def leader(visit: Visit):
    OrganisationFactory.create()
    two_waves()

    def arrive(**options) -> Person:
        return visit(UserFactory.create(role="viewer"), **options)

    return arrive


def test_choosing_changes_the_page_in_place_and_its_address(leader):
    person = leader()
    person.opens("/dashboards/grades/")
    view = person.page.locator("#view")
    expect(view).to_have_text("October 2026, beside October 2025")

    person.page.get_by_label("Question").focus()
    person.chooses("Question", "Free school meals")

    title = person.page.get_by_role("heading", level=3)
    expect(title).to_contain_text("Eligible for free school meals")
    expect(person.page).to_have_url(re.compile("question=seb3"))
    expect(person.page.get_by_label("Question")).to_be_focused()
    slides = person.page.get_by_role("link", name="Present", exact=True)
    expect(slides).to_have_attribute("href", re.compile(r"\?of=grades&wave=w2&question=seb3$"))
    person.chooses("Survey", "October 2025")
    expect(view).to_have_text("October 2025")
    person.page.go_back()
    expect(view).to_have_text("October 2026, beside October 2025")


def test_a_copied_link_opens_the_same_view(leader):
    person = leader(permissions=["clipboard-read", "clipboard-write"])
    person.opens("/dashboards/units/?group=south&against=none")

    person.presses("Copy link")

    expect(person.page.get_by_role("button", name="Copied")).to_be_visible()
    person.page.goto(person.page.evaluate("navigator.clipboard.readText()"))
    expect(person.page).to_have_url(re.compile(r"wave=w2&against=none&group=south&version=1#unit"))
    expect(person.page.get_by_label("Mark a unit")).to_have_value("south")


def test_without_a_script_the_button_shows_what_was_chosen(leader):
    person = leader(java_script_enabled=False)
    person.opens("/dashboards/units/")

    person.chooses("Mark a unit", "South")
    person.presses("Show")

    expect(person.page).to_have_url(re.compile("group=south"))
    expect(person.page.get_by_role("button", name="Copy link")).to_have_count(0)


@pytest.mark.parametrize("size", [{}, {"viewport": PHONE}], ids=["wide", "phone"])
@pytest.mark.parametrize("place", PAGES)
def test_a_page_by_groups_is_open_to_everybody(place, size, leader):
    person = leader(**size)

    person.opens(f"/dashboards/{place}")

    assert complaints(person.page) == []
    assert unreached(person.page) == []
