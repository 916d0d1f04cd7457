"""An owner who never signs in: from a message on their phone to a reading given, and a forwarded
link that opens nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from playwright.sync_api import expect

from accounts.models import User
from okrs import reminders
from okrs.models import CheckIn, KeyResult
from tests.browser import access
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import KeyResultFactory, OrganisationFactory, UserFactory
from tests.okrs.owner_links import newest_code, newest_mailed
from tests.okrs.test_reminders import morning

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DUE = date(2027, 4, 1)
PLAIN = {"java_script_enabled": False}


@pytest.fixture
def tom(transactional_db: None) -> User:
    OrganisationFactory.create()
    return UserFactory.create(name="Tom Mensah", contributor=True, email="tom@example.org")


@pytest.fixture
def due(tom: User) -> KeyResult:
    return KeyResultFactory.create(title="Leaders with a commitment", owner=tom)


def reminded(clock: Clock) -> str:
    """The path in the message that the worker puts in the post on that morning."""
    clock.is_now(DUE)
    assert reminders.remind(at=morning(DUE)) == 1
    return newest_mailed()


def with_the_code(person: Person) -> None:
    person.presses("Send me the code")
    person.writes("The six digits from the message", newest_code())
    person.presses("Open my check-ins")


def test_an_owner_answers_a_reminder_on_the_phone_without_a_password(
    visit: Visit, clock: Clock, due: KeyResult
) -> None:
    path = reminded(clock)
    owner = visit(viewport=access.PHONE, has_touch=True)
    owner.opens(path)
    owner.sees("This link is for Tom Mensah alone, until 1 May 2027.")
    assert access.complaints(owner.page) == []

    owner.tabs_to(owner.page.get_by_role("button", name="Send me the code"))
    owner.types("Enter")
    owner.sees("A code went to t…@example.org")
    expect(owner.field("The six digits from the message")).to_be_focused()
    owner.types("1", "2", "Enter")
    owner.sees("The code has six digits.")
    assert access.complaints(owner.page) == []
    owner.types(*newest_code(), "Enter")
    owner.is_on(path)
    owner.sees("Leaders with a commitment", "As it stands")
    assert access.complaints(owner.page) == []
    beside = owner.page.get_by_role("complementary")
    owner.field("How many").press_sequentially("7")
    owner.field("Out of how many").press_sequentially("20")
    owner.sees("If you save this", "35%", within=beside)
    owner.writes("What changed?", "Four more of them.")
    owner.presses("Save check-in")
    owner.sees("Saved “", "Nothing is waiting for you.")
    assert access.complaints(owner.page) == []
    assert access.unreached(owner.page) == []

    told = CheckIn.objects.get()
    assert (told.value, told.recorded_by, told.changed) == (
        Decimal(35),
        due.owner,
        "Four more of them.",
    )
    owner.follows("Leaders with a commitment")
    assert owner.field("What changed?").input_value() == ""  # the draft went with the saving
    owner.opens("/okrs/")
    owner.is_on("/sign-in/")


def test_a_forwarded_link_opens_nothing_and_brings_the_owner_a_new_one(
    visit: Visit, clock: Clock, due: KeyResult
) -> None:
    """Without script, all the way; and what was written behind the old link is shown again."""
    path = reminded(clock)
    owner, friend = visit(**PLAIN), visit(**PLAIN)
    friend.opens(path)
    friend.presses("Send me the code")
    owner.opens(path)
    with_the_code(owner)
    friend.writes("The six digits from the message", "111111")
    with friend.faults.allowing(403):
        friend.presses("Open my check-ins")
    owner.field("How many").fill("7")
    owner.writes("What changed?", "Four more of them.")

    with friend.faults.allowing(403):
        friend.opens(path)
        friend.sees("opened in another browser", "Tom Mensah", "t…@example.org")
    assert friend.page.get_by_text("Leaders with a commitment").count() == 0
    clock.is_now(DUE, hour=11)
    friend.presses("Send a new link there")
    friend.sees("A new link is on its way", "t…@example.org")
    assert mail.outbox[-1].to == ["tom@example.org"]

    second = visit(**PLAIN)
    second.opens(newest_mailed())
    with_the_code(second)
    second.sees("Leaders with a commitment")
    with owner.faults.allowing(410):
        owner.presses("Save check-in")
        owner.sees("A newer link has since been opened", "was not saved", "Four more of them.")
    assert not CheckIn.objects.exists()
