"""The loop closes: a wave is published, its figure comes to a key result, and becomes its From."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from okrs import survey_readings
from okrs.models import CheckIn, KeyResult
from surveys.states import State
from tests.browser.access import PHONE, complaints, unreached
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import ObjectiveFactory, OrganisationFactory
from tests.okrs.survey_lines import AUTUMN, EAST, NORTH, follower, post, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAYS = pytest.mark.parametrize(
    "options",
    [{}, {"viewport": PHONE}, {"java_script_enabled": False}],
    ids=["desktop", "phone", "without-script"],
)


@pytest.fixture
def house(transactional_db: None, clock: Clock) -> None:
    OrganisationFactory.create()
    clock.is_now(date(2027, 4, 1))


@WAYS
def test_from_a_published_wave_to_a_from(
    house: None, visit: Visit, lead: User, options: dict[str, Any]
) -> None:
    key_result = follower(NORTH, owner=lead)
    publish(state=State.CLOSED)
    person = visit(lead, **options)
    person.opens(f"/okrs/key-results/{key_result.pk}/")
    person.sees("No wave has been published yet.", "Baseline to set")

    person.opens("/surveys/w1/publish/")
    person.presses("Publish")
    the_worker_looks()
    person.opens(f"/okrs/key-results/{key_result.pk}/")

    person.sees("49%", "Survey, spring (w1), about 185 answers", "41% to 57%")
    person.sees("Use 49% (Survey: Survey, spring; about 185 answers) as From?")
    person.presses("Use 49% as From")
    person.sees("From is set.")
    person.sees_not("as From?")
    assert KeyResult.objects.get().from_value == 49


@WAYS
def test_a_figure_is_chosen_from_what_is_published(
    house: None, visit: Visit, lead: User, options: dict[str, Any]
) -> None:
    ObjectiveFactory.create(title="Know where we stand")
    publish()
    person = visit(lead, **options)
    person.opens("/okrs/key-results/add/?kind=percent")
    writes_the_rest(person)
    person.chooses("Where do its readings come from?", "A figure that our survey publishes")
    person.presses("Add the key result")
    person.sees("Choose one from the list")
    person.chooses("Which figure of the survey?", "Lower socio-economic background")
    person.chooses("Of whom?", "Unit: North")
    person.presses("Add the key result")

    person.sees("Added:", "Lower socio-economic background. Unit: North")
    assert KeyResult.objects.get().followed == NORTH.to_data()


def writes_the_rest(person: Person) -> None:
    person.writes("What do we want to move?", "People from a lower background in North")
    person.chooses("Which objective is it for?", "Know where we stand")
    person.writes("To", "45")
    person.ticks("Down")
    person.chooses("How often is a reading due?", "With each survey")
    person.writes("Starts on", "1 January 2027")
    person.writes("Due on", "31 December 2028")


def test_pages_about_what_is_shown_and_what_is_hidden_are_for_everybody(
    house: None, visit: Visit, lead: User, clock: Clock
) -> None:
    clock.is_now(date(2027, 12, 1))
    key_results = [follower(NORTH, owner=lead), follower(EAST, owner=lead)]
    publish()
    publish("w2", AUTUMN)
    post()
    person = visit(lead)
    for key_result in key_results:
        for page in ("", "edit/", "baseline/"):
            person.opens(f"/okrs/key-results/{key_result.pk}/{page}")
            assert complaints(person.page) == []
            assert unreached(person.page) == []
    assert CheckIn.objects.count() == len(key_results) * 2


def the_worker_looks() -> None:
    """What the worker does every half minute."""
    now = timezone.now()
    survey_readings.post(today=timezone.localdate(now), at=now)
