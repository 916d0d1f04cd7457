"""Everything that reads or sends works where no script runs at all."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import User
from okrs.models import CheckIn, KeyResult, Milestone
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
from tests.okrs import ttc_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def key_result(transactional_db: None) -> KeyResult:
    OrganisationFactory.create()
    strategy = StrategyFactory.create(ends_on=date(2027, 12, 31))
    key_result = KeyResultFactory.create(
        objective__strategy=strategy, title="Leaders with a commitment"
    )
    MilestoneFactory.create(key_result=key_result, text="Agree what a commitment is")
    KeyResultFactory.create(objective=key_result.objective, title="Mentors trained")
    return key_result


def test_a_lead_does_a_days_work_without_any_script(
    visit: Visit, clock: Clock, key_result: KeyResult
) -> None:
    clock.is_now(date(2027, 4, 1))
    UserFactory.create(email="priya@example.org")
    lead = visit(java_script_enabled=False)
    lead.signs_in("priya@example.org")
    filters_the_list(lead)
    checks_in(lead, key_result)
    ticks_a_milestone(lead, key_result)
    takes_up_from_the_playbook(lead)
    imports_what_is_pasted(lead)


def filters_the_list(lead: Person) -> None:
    lead.opens("/okrs/")
    lead.writes("Search", "commitment")
    lead.presses("Apply")
    lead.sees("Leaders with a commitment", "1 key result,")
    lead.sees_not("Mentors trained")


def checks_in(lead: Person, key_result: KeyResult) -> None:
    lead.opens(f"/okrs/key-results/{key_result.pk}/check-in/")
    lead.writes("How many", "4")
    lead.writes("Out of how many", "20")
    lead.presses("See what this does")
    lead.sees("If you save this", "20%")
    assert not CheckIn.objects.exists()
    lead.presses("Save check-in")
    lead.sees("Saved “")
    assert CheckIn.objects.get().value == Decimal(20)


def ticks_a_milestone(lead: Person, key_result: KeyResult) -> None:
    lead.opens(f"/okrs/key-results/{key_result.pk}/")
    step = lead.page.get_by_role("listitem").filter(has_text="Agree what a commitment is").first
    lead.presses("Mark as done", within=step)
    lead.sees("done 1 April 2027", within=step)
    assert Milestone.objects.get().done_on == date(2027, 4, 1)


def takes_up_from_the_playbook(lead: Person) -> None:
    lead.opens("/okrs/playbook/data/")
    row = lead.page.locator("#row-O1-1")
    lead.presses("Take up", within=row)
    lead.sees("Taken up", within=row)
    lead.follows("Open", within=row)
    lead.sees("Learn and share the Inclusive Boards statistics")


def imports_what_is_pasted(lead: Person) -> None:
    """The whole table, from the clipboard; the row taken up above is updated, not copied."""
    before = KeyResult.objects.count()
    lead.opens("/okrs/import/")
    lead.writes("Or paste the rows", ttc_table.as_pasted())
    lead.presses("Read the sheet")
    lead.presses("Check the rows")
    lead.presses("Import the 18 that are ready")
    lead.sees("17 key results added, 1 updated")
    assert KeyResult.objects.count() == before + 17


def test_the_switch_and_the_menu_do_not_pretend_to_work(visit: Visit, lead: User) -> None:
    """What needs script is not shown as if it worked; the menu of a phone opens by itself."""
    somebody = visit(lead, java_script_enabled=False, viewport={"width": 390, "height": 844})
    somebody.opens("/")
    somebody.page.get_by_text("Menu", exact=True).click()
    somebody.follows("Strategy", within=somebody.page.get_by_role("banner"))
    somebody.is_on("/strategy/")
