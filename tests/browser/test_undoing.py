"""A lead takes back what went wrong, from the message or the history, and finds it recorded."""

from datetime import date

import pytest

from accounts.models import User
from okrs.models import KeyResult, Milestone
from tests.browser.access import complaints
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import (
    KeyResultFactory,
    MilestoneFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def priya(transactional_db: None) -> User:
    return UserFactory.create(name="Priya Nair", email="priya@example.org")


@pytest.fixture
def key_result(transactional_db: None) -> KeyResult:
    OrganisationFactory.create()
    key_result = KeyResultFactory.create(
        objective__strategy=StrategyFactory.create(), title="Leaders with a commitment"
    )
    MilestoneFactory.create(key_result=key_result, text="Agree what a commitment is")
    return key_result


def test_what_went_wrong_is_taken_back_without_any_script(
    visit: Visit, clock: Clock, priya: User, key_result: KeyResult
) -> None:
    clock.is_now(date(2027, 4, 1))
    lead = visit(priya, java_script_enabled=False)
    undoes_from_the_message(lead, key_result)
    undoes_from_the_history_and_does_it_again(lead, key_result)
    finds_it_in_the_record(lead)


def undoes_from_the_message(lead: Person, key_result: KeyResult) -> None:
    step = Milestone.objects.get()
    lead.opens(f"/okrs/milestones/{step.pk}/")
    lead.presses("Remove this milestone")
    lead.sees("Removed “Agree what a commitment is”.")
    assert not Milestone.objects.exists()
    lead.presses("Undo", within=lead.page.locator(".note"))
    lead.sees("Undone: you added the milestone “Agree what a commitment is”")
    lead.is_on(f"/okrs/key-results/{key_result.pk}/")
    assert Milestone.objects.get() == step


def undoes_from_the_history_and_does_it_again(lead: Person, key_result: KeyResult) -> None:
    lead.opens(f"/okrs/key-results/{key_result.pk}/retire/")
    lead.ticks("Archived")
    lead.writes("Why?", "There is no money for it")
    lead.presses("Take it out")
    lead.follows("All of its history, in sentences")
    line = lead.page.get_by_role("listitem").filter(has_text="took it out of the plan").first
    lead.presses("Undo", within=line)
    lead.sees("you brought it back into the plan.")
    key_result.refresh_from_db()
    assert not key_result.retired_as
    lead.presses("Do it again", within=lead.page.locator(".his > li").first)
    key_result.refresh_from_db()
    assert key_result.retired_why == "There is no money for it"


def finds_it_in_the_record(lead: Person) -> None:
    lead.opens("/record/")
    lead.chooses("What was done", "Undone")
    lead.chooses("Of what", "Key result")
    lead.writes("From day", "1 April 2027")
    lead.presses("Find")
    lead.sees("2 entries", "undid a change of “Leaders with a commitment”")
    lead.presses("Do it again", within=lead.page.locator(".rec > li").first)
    lead.is_on("/record/\\?")
    lead.sees("3 entries", "Undone. “Leaders with a commitment”: you")
    lead.writes("To day", "31 March 2027")
    lead.presses("Find")
    lead.sees("The last day is before the first")


def test_the_record_and_a_history_are_for_everybody(
    visit: Visit, clock: Clock, priya: User, key_result: KeyResult
) -> None:
    clock.is_now(date(2027, 4, 1))
    lead = visit(priya)
    lead.opens(f"/okrs/milestones/{Milestone.objects.get().pk}/")
    lead.presses("Remove this milestone")
    assert complaints(lead.page) == [], "with an offer to undo"
    lead.opens("/record/?since=31+June+2027")
    assert complaints(lead.page) == [], "with a day that is none"
    KeyResult.objects.update(title="Long" * 50)
    for place in ("", "history/"):
        lead.opens(f"/okrs/key-results/{key_result.pk}/{place}")
        assert complaints(lead.page) == [], "with a word that is wider than the page"
