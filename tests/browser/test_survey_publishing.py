"""A lead publishes what the gate let through, and puts right what stands beside it."""

import pytest
from playwright.sync_api import expect

from tests.browser.access import complaints, unreached
from tests.factories import OrganisationFactory, UserFactory
from tests.surveys.test_publishing import counted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lead(visit):
    OrganisationFactory.create()
    counted()
    return visit(UserFactory.create())


def is_open_to_everybody(person):
    assert complaints(person.page) == []
    assert unreached(person.page) == []


def test_the_results_are_looked_at_published_and_corrected(lead):
    lead.opens("/surveys/w1/")
    is_open_to_everybody(lead)
    lead.follows("Publish the results")
    lead.is_on("/surveys/w1/publish/")
    is_open_to_everybody(lead)
    lead.presses("Publish the results")
    lead.is_on("/surveys/w1/")
    expect(lead.page.get_by_role("link", name="See the results")).to_be_visible()

    lead.page.get_by_text("Versions and corrections").click()
    lead.follows("Correct what was published")
    lead.is_on("/surveys/w1/correct/")
    is_open_to_everybody(lead)
    lead.page.get_by_label("Unit × Level").check()
    lead.presses("Save the correction")
    is_open_to_everybody(lead)
    expect(lead.page.get_by_role("alert")).to_contain_text("Why?")
    lead.page.get_by_label("Why?").fill("Too fine for so few.")
    lead.presses("Save the correction")

    lead.is_on("/surveys/w1/")
    lead.page.get_by_text("Versions and corrections").click()
    expect(lead.page.get_by_text("Too fine for so few.")).to_be_visible()
