"""What an owner has typed into a check-in is not lost before somebody has it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from accounts.models import User
from okrs import checkins
from okrs.checkins import Reading, Story
from okrs.models import CheckIn, KeyResult
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import KeyResultFactory, OrganisationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Two more teams joined."
DRAFTED = "words => Object.values(sessionStorage).some((draft) => draft.includes(words))"


@pytest.fixture
def tom(transactional_db: None) -> User:
    OrganisationFactory.create()
    return UserFactory.create(name="Tom Mensah", contributor=True)


@pytest.fixture
def due(tom: User, clock: Clock) -> KeyResult:
    clock.is_now(date(2027, 4, 1))
    return KeyResultFactory.create(title="Leaders with a commitment", owner=tom)


def page_of(due: KeyResult) -> str:
    return f"/okrs/key-results/{due.pk}/check-in/"


def has_typed(owner: Person, due: KeyResult) -> None:
    owner.opens(page_of(due))
    owner.writes("Share, in percent", "15")
    owner.writes("What changed?", WORDS)


def has_a_draft(owner: Person) -> None:
    """All of it: it is written every few seconds, the first time perhaps between two fields."""
    owner.page.wait_for_function(DRAFTED, arg=WORDS)
    owner.sees("Draft kept")


def sees_it_put_back(owner: Person) -> None:
    expect(owner.field("What changed?")).to_have_value(WORDS)
    expect(owner.field("Share, in percent")).to_have_value("15")
    owner.sees("What you had typed was put back")
    owner.sees("If you save this", "15%", within=owner.page.get_by_role("complementary"))


def test_a_session_that_ended_costs_no_word_and_saving_empties_the_draft(
    visit: Visit, tom: User, due: KeyResult
) -> None:
    owner = visit(tom)
    has_typed(owner, due)
    owner.page.context.clear_cookies(name="sessionid")
    owner.presses("Save check-in")
    owner.is_on("/sign-in/")
    owner.signs_in(tom.email)

    owner.opens(page_of(due))
    sees_it_put_back(owner)
    owner.presses("Save check-in")
    owner.sees("Saved “")
    assert CheckIn.objects.get().changed == WORDS

    owner.opens(page_of(due))
    expect(owner.field("What changed?")).to_have_value("")


def test_a_draft_outlives_what_somebody_else_saves_meanwhile(
    visit: Visit, tom: User, due: KeyResult
) -> None:
    owner = visit(tom)
    has_typed(owner, due)
    has_a_draft(owner)
    checkins.record_checkin(
        key_result=due,
        reading=Reading(value=Decimal(12)),
        story=Story(),
        as_of=date(2027, 3, 31),
        by=UserFactory.create(name="Sam Quinn"),
        at=datetime(2027, 4, 1, 9, tzinfo=UTC),
        key=uuid4(),
    )

    owner.opens(page_of(due))
    sees_it_put_back(owner)


def test_a_draft_is_not_shown_to_the_next_person_at_the_same_browser(
    visit: Visit, tom: User, due: KeyResult
) -> None:
    owner = visit(tom)
    has_typed(owner, due)
    has_a_draft(owner)
    owner.page.context.clear_cookies(name="sessionid")
    lead = UserFactory.create(name="Priya Nair")
    owner.signs_in(lead.email)

    owner.opens(page_of(due))
    expect(owner.field("What changed?")).to_have_value("")
