"""A lead adds a benchmark and retires it: with and without script, on a phone, by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from disclosure.models import OwnBenchmark
from tests.browser.access import PHONE, complaints, unreached
from tests.browser.conftest import Visit
from tests.factories import OrganisationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": PHONE}, {"java_script_enabled": False}],
    ids=["desktop", "phone", "without-script"],
)
def test_from_a_report_to_a_benchmark_and_out_again(
    visit: Visit, lead: User, options: dict[str, Any]
) -> None:
    OrganisationFactory.create()
    person = visit(lead, **options)
    person.opens("/surveys/")
    person.follows("Benchmarks")
    person.follows("Add a benchmark")
    person.presses("Add it")
    person.sees("Without a source it cannot be kept.")
    person.writes("What is the benchmark called?", "Logistics: lower background")
    person.chooses("What is it a share of?", "people of lower background")
    person.writes("What is the share, in percent?", "44.5")
    person.writes("Which year is it of?", "2025")
    person.writes("Whose figure is it?", "UK logistics employers")
    person.writes("Where is it from?", "Logistics Council, Who works here")
    person.ticks("Yes: by the same question, out of those who could be placed in a group")
    person.presses("Add it")
    person.is_on("/surveys/benchmarks/")
    person.sees("Logistics: lower background", "44.5%")

    person.follows("Change")
    person.presses("Retire it")
    person.sees("Retired. Nothing is compared with it any more.")
    assert OwnBenchmark.objects.get().retired_at


def test_both_pages_are_for_everybody(visit: Visit, lead: User) -> None:
    OrganisationFactory.create()
    person = visit(lead)
    for address in ("/surveys/benchmarks/", "/surveys/benchmarks/add/"):
        person.opens(address)
        assert complaints(person.page) == []
        assert unreached(person.page) == []
    person.opens("/surveys/benchmarks/")
    person.page.evaluate("document.querySelectorAll('details').forEach((it) => it.open = true)")
    assert complaints(person.page) == []
    expect(person.page.get_by_text("Doctors: lower background")).to_be_visible()
