"""A year is looked back on: reviewed by keyboard, closed, opened again; and without any script."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.models import User
from okrs.models import KeyResult, Period, PeriodSnapshot
from tests.browser import access
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import OrganisationFactory, UserFactory
from tests.okrs.periods.years import due, going_on, objective

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def listen(transactional_db: None, clock: Clock) -> KeyResult:
    clock.is_now(date(2026, 2, 2))
    OrganisationFactory.create()
    under = objective()
    going_on(under, title="Learn")
    return due(under, 33, title="Listen", intent="aspirational")


def test_a_lead_reviews_closes_and_opens_a_year_again(
    visit: Visit, lead: User, listen: KeyResult
) -> None:
    priya = visit(lead)
    names_the_year(priya)
    says_what_became_of_it_with_the_keyboard(priya, listen)
    closes_it(priya)
    opens_it_again(priya)


def names_the_year(priya: Person) -> None:
    priya.opens("/okrs/periods/")
    priya.follows("Name the first period")
    priya.presses("Name it")
    priya.sees("Year 1", "0 of 1 that were due are decided.", "A score is of a promise")


def says_what_became_of_it_with_the_keyboard(priya: Person, listen: KeyResult) -> None:
    row = priya.page.locator(f"#kr-{listen.pk}")
    priya.sees("0.50", "Some of the way", "How it stood suggests: Carried over.", within=row)
    priya.tabs_to(row.get_by_role("radio", name="Not decided yet"))
    priya.types("ArrowDown", "ArrowDown", "ArrowDown", "Tab")
    priya.page.keyboard.type("Too late in the year.")
    assert access.complaints(priya.page) == []
    row.get_by_label("What worked, and what did not?").focus()
    priya.types("Tab", "Enter")
    expect(row.get_by_role("status")).to_have_text("Saved.")
    expect(row.get_by_role("button", name="Save")).to_be_focused()
    priya.sees("1 of 1 that were due are decided.")


def closes_it(priya: Person) -> None:
    priya.follows("Close the period")
    priya.sees("1 of them is carried over", "You can open it again, with a reason.")
    assert access.complaints(priya.page) == []
    priya.writes("Due", "31 December 2026")
    priya.presses("Close the period")
    priya.sees("Closed on 2 February 2026 by Priya Nair", "Too late in the year.", "Carried over")
    assert PeriodSnapshot.objects.count() == 1
    assert access.complaints(priya.page) == []
    made = KeyResult.objects.get(predecessor__title="Listen")
    priya.opens(f"/okrs/key-results/{made.pk}/")
    priya.sees("Carried over from Listen", "scored 0.50")


def opens_it_again(priya: Person) -> None:
    priya.opens(f"/okrs/periods/{Period.objects.get().pk}/")
    priya.follows("Re-open")
    priya.sees("Back in the plan", "nobody has worked on them yet")
    priya.presses("Re-open the period")
    priya.sees("There is a problem")
    priya.writes("Why?", "A figure came late.")
    priya.presses("Re-open the period")
    priya.sees("is open again. What was kept stays.", "Close 1", "A figure came late.")


def test_without_any_script_a_year_is_reviewed_and_closed(visit: Visit, listen: KeyResult) -> None:
    UserFactory.create(email="priya@example.org")
    lead = visit(java_script_enabled=False)
    lead.signs_in("priya@example.org")
    names_the_year_plainly(lead)
    row = lead.page.locator(f"#kr-{listen.pk}")
    lead.ticks("Missed", within=row)
    lead.writes("What worked, and what did not?", "Nobody asked.", within=row)
    lead.presses("Save", within=row)
    lead.sees("Saved: “Listen”.", "1 of 1 that were due are decided.")
    lead.follows("Close the period")
    lead.presses("Close the period")
    lead.sees("Year 1 is closed.", "Nobody asked.", "Missed")
    assert Period.objects.get().closed_at


def names_the_year_plainly(lead: Person) -> None:
    lead.opens("/okrs/periods/add/")
    lead.presses("Name it")
    lead.sees("Year 1")
