"""An owner's minute: from home to a reading given, with the keyboard alone, in few keys."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from accounts.models import User
from okrs.models import CheckIn, KeyResult
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import KeyResultFactory, OrganisationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A practised person needs 0.28 s a key and 1.35 s for each decision (the keystroke-level model of
# Card, Moran and Newell, 1980). Sixty keys and five decisions are 24 seconds: well under a minute,
# also for somebody who is half as quick.
FEW = 60


@pytest.fixture
def tom(transactional_db: None) -> User:
    OrganisationFactory.create()
    return UserFactory.create(name="Tom Mensah", contributor=True)


@pytest.fixture
def due(tom: User) -> KeyResult:
    """A share read each quarter, due on 1 April, of which the owner has heard nothing yet."""
    return KeyResultFactory.create(title="Leaders with a commitment", owner=tom)


def test_an_owner_gives_a_reading_in_under_a_minute(
    visit: Visit, clock: Clock, tom: User, due: KeyResult
) -> None:
    clock.is_now(date(2027, 4, 1))
    owner = visit(tom)
    owner.opens("/")
    owner.sees("Tom. One thing needs you.")
    jumps_to_the_page(owner)
    owner.tabs_to(owner.page.get_by_role("link", name="Check in").last)
    owner.types("Enter")
    owner.is_on(f"/okrs/key-results/{due.pk}/check-in/")

    jumps_to_the_page(owner)
    owner.tabs_to(owner.field("How many"))
    owner.types("7", "Tab", "2", "0", "Enter")
    owner.sees("Saved “", "35%")
    assert CheckIn.objects.get().value == Decimal(35)
    assert owner.keys_pressed <= FEW

    owner.opens("/")
    owner.sees("Nothing needs you today.")


def test_what_it_will_do_is_shown_while_typing(
    visit: Visit, clock: Clock, tom: User, due: KeyResult
) -> None:
    clock.is_now(date(2027, 4, 1))
    owner = visit(tom)
    owner.opens(f"/okrs/key-results/{due.pk}/check-in/")
    beside = owner.page.get_by_role("complementary")
    owner.sees("As it stands", within=beside)
    owner.field("How many").press_sequentially("3")
    owner.field("Out of how many").press_sequentially("20")
    # 15% of 66% is 23% of the way; on 1 April 90 of 364 days, 25%, were expected.
    owner.sees("If you save this", "On track", "15%", within=beside)
    assert not CheckIn.objects.exists()


def test_an_error_is_reached_mended_and_sent_again_with_the_keyboard_alone(
    visit: Visit, clock: Clock, tom: User, due: KeyResult
) -> None:
    clock.is_now(date(2027, 4, 1))
    KeyResultFactory.create(objective=due.objective, title="Mentors trained")
    owner = visit(tom)
    owner.opens("/okrs/")
    finds_it_in_the_list(owner)
    owner.tabs_to(owner.page.get_by_role("main").get_by_role("link", name="Check in").first)
    owner.types("Enter")
    owner.tabs_to(owner.field("How many"))
    owner.page.keyboard.type("many")
    owner.types("Enter")

    summary = owner.page.get_by_role("alert")
    expect(summary).to_be_focused()
    owner.sees("“many” is not a number.", within=summary)
    owner.types("Tab", "Enter")
    how_many = owner.field("How many")
    expect(how_many).to_be_focused()
    expect(how_many).to_have_value("many")
    owner.types("Control+A", "3", "3", "Tab")
    owner.page.keyboard.type("100")
    owner.types("Enter")
    owner.sees("Saved “", "33%")


def finds_it_in_the_list(owner: Person) -> None:
    owner.tabs_to(owner.field("Search"))
    owner.page.keyboard.type("commitment")
    owner.types("Enter")
    expect(owner.page.get_by_role("status")).to_contain_text("1 key result,")
    owner.is_on(r"/okrs/\?.*q=commitment")
    expect(owner.page.locator("#how-many")).to_be_focused()  # drawn for the last time
    owner.sees_not("Mentors trained")
    owner.tabs_to(owner.page.get_by_role("link", name="Leaders with a commitment"))
    owner.types("Enter")


def jumps_to_the_page(owner: Person) -> None:
    """Past the menu, by the first link of every page."""
    owner.types("Tab")
    expect(owner.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    owner.types("Enter")
    expect(owner.page.get_by_role("main")).to_be_focused()
