"""A lead looks at what a board pack will hold, issues it, and a leader reads and takes it away."""

import re
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from packs.models import Pack
from tests.browser.access import PHONE, complaints, unreached
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.factories import KeyResultFactory, OrganisationFactory, UserFactory
from tests.packs.issued import two_packs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": PHONE}, {"java_script_enabled": False}],
    ids=["desktop", "phone", "without-script"],
)
def test_from_a_look_to_an_issued_pack(
    visit: Visit, clock: Clock, lead: User, options: dict[str, Any]
) -> None:
    clock.is_now(date(2027, 4, 1))
    OrganisationFactory.create()
    KeyResultFactory.create(title="Mentors trained")
    person = visit(lead, **options)
    person.opens("/board-pack/")
    person.page.get_by_text("Choose another day or audience").click()
    person.dates("As of which day?", 31, 4, 2027)
    person.presses("See what will be in it")
    person.sees("April has 30 days")
    person.dates("As of which day?", 31, 3, 2027)
    person.presses("See what will be in it")
    person.sees("What will be in it", "1 key result")
    assert not Pack.objects.exists()

    person.presses("Issue the pack")
    person.is_on("/board-pack/1/")
    person.sees("Issued on 1 April 2027", "Mentors trained")
    assert Pack.objects.get().as_of == date(2027, 3, 31)

    # The next one takes the way that a lead is shown, and one press of a button.
    person.opens("/dashboards/")
    person.page.locator("main").get_by_role("link", name="Board pack", exact=True).click()
    person.is_on("/board-pack/")
    assert "java_script_enabled" in options or complaints(person.page) == []
    person.page.get_by_role("button", name="Issue the pack").click()
    person.is_on("/board-pack/2/")
    person.sees("Issued on 1 April 2027")


def test_a_leader_reads_it_and_takes_it_away(visit: Visit, lead: User) -> None:
    OrganisationFactory.create()
    two_packs(by=lead)
    person = visit(UserFactory.create(viewer=True))
    person.opens("/board-pack/")
    assert complaints(person.page) == []
    person.follows("Pack 2")
    assert complaints(person.page) == []
    assert unreached(person.page) == []
    with person.page.expect_download() as taken:
        person.page.get_by_role("link", name=re.compile("^PDF")).click()
    assert taken.value.suggested_filename == "calder-moor-board-pack-2-2027-03-31.pdf"
    person.follows("What changed since pack 1")
    person.is_on("/board-pack/2/since/1/")
    assert complaints(person.page) == []
