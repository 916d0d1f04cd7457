"""Somebody with an empty installation, and nothing but the link it printed."""

from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from okrs.models import KeyResult, PlaybookDecision
from tests.browser.conftest import Visit
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_newcomer_sets_up_and_fills_the_plan_from_the_playbook(visit: Visit) -> None:
    newcomer = visit()
    newcomer.opens("/")
    newcomer.sees("This installation is new", "manage.py setup_link")
    sets_up(newcomer)
    newcomer.sees("Harbour Foods", within=newcomer.page.get_by_role("banner"))
    newcomer.sees("Ada.", "What to do first")
    newcomer.follows("Open the playbook")
    takes_one_up_adjusted(newcomer)
    takes_up_the_rest(newcomer)
    says_why_not(newcomer)
    newcomer.opens("/")
    newcomer.sees("How the strategy stands")


def sets_up(newcomer: Person) -> None:
    """With the link that the command prints; a wrong code and a weak password are told apart."""
    with newcomer.faults.allowing(403):
        newcomer.opens("/setup/?code=guessed")
    newcomer.sees("This link is not complete")
    expect(newcomer.page.get_by_role("button", name="Set it up")).to_have_count(0)
    printed = StringIO()
    call_command("setup_link", stdout=printed)
    newcomer.opens("/" + printed.getvalue().strip().split("/", 3)[3])
    newcomer.writes("What is your organisation called?", "Harbour Foods")
    newcomer.writes("Your name", "Ada Okafor")
    newcomer.writes("Your e-mail address", "ada@example.org")
    newcomer.writes("A password", "password")
    newcomer.presses("Set it up")
    expect(newcomer.page.get_by_role("alert")).to_be_focused()
    newcomer.sees("too common")
    expect(newcomer.field("Your name")).to_have_value("Ada Okafor")
    newcomer.writes("A password", "seven herrings in a row")
    newcomer.presses("Set it up")
    newcomer.is_on("/$")


def takes_one_up_adjusted(newcomer: Person) -> None:
    row = newcomer.page.locator("#row-O1-5")
    newcomer.follows("Adjust", within=row)
    newcomer.writes("To", "70")
    newcomer.presses("Take up")
    newcomer.sees("Taken up", within=row)
    assert KeyResult.objects.get().to_value == 70


def takes_up_the_rest(newcomer: Person) -> None:
    """The rest of an objective at once, and then another pillar."""
    before = KeyResult.objects.count()
    newcomer.presses("Take up the 6 undecided")
    newcomer.sees("0 to decide")
    assert KeyResult.objects.count() == before + 6
    newcomer.follows("Culture & leadership")
    newcomer.is_on("/okrs/playbook/culture/")
    head = newcomer.page.locator(".pb-head")
    newcomer.presses("Take up all", within=head)
    expect(head.get_by_role("button", name="Take up all")).to_have_count(0)
    assert KeyResult.objects.filter(objective__pillar="culture").exists()


def says_why_not(newcomer: Person) -> None:
    newcomer.follows("Collaboration")
    newcomer.is_on("/okrs/playbook/collaboration/")
    row = newcomer.page.locator(".pb-row").first
    newcomer.follows("Say why not", within=row)
    row.get_by_role("radio").first.check()
    newcomer.writes("In a sentence", "We have no partner nearby yet.", within=row)
    newcomer.presses("Save the reason", within=row)
    newcomer.sees("Not for us.", "We have no partner nearby yet.", within=row)
    assert PlaybookDecision.objects.get().sentence == "We have no partner nearby yet."
