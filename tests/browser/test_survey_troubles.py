"""What goes wrong on the way, each said in its own sentence, and nothing is lost by it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from surveys.ballot import door
from surveys.closing import close_wave
from surveys.models import Wave
from tests.browser.answering import (
    answers_all,
    arrives,
    button,
    code,
    link,
    only_a_press_tries_again,
    shows,
)
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


def only_the_line_was_down(person: Person) -> None:
    """Nothing went wrong but that nobody could be reached, which the browser reports too."""
    assert [fault for fault in person.faults.found if "INTERNET_DISCONNECTED" not in fault] == []
    person.faults.found.clear()


def test_offline_while_sending_loses_nothing_and_goes_on_by_itself(
    visit: Visit, wave: Wave
) -> None:
    person = arrives(visit(), link(wave))
    person.presses("Start now")
    answers_all(person)

    person.page.context.set_offline(True)
    button(person, "Seal and send").click()
    shows(person, "We cannot reach the server")
    person.sees("Your answers are on this device, and nothing is lost.")
    assert door.ballots(wave.label) == 0
    person.page.context.set_offline(False)

    shows(person, "Thank you")
    assert door.ballots(wave.label) == 1
    only_the_line_was_down(person)


def test_a_server_in_trouble_is_asked_again_on_a_press(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    person.page.route("**/collect", lambda route: route.fulfill(status=503, body="away"))
    only_a_press_tries_again(person)
    with person.faults.allowing(503):
        button(person, "Start now").click()
        shows(person, "We cannot reach the server")
        person.page.unroute("**/collect")

    button(person, "Try now").click()

    shows(person, "occupation of your main household earner")


def test_a_code_that_is_not_of_this_survey(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), f"/s/{wave.label}/")
    person.writes("Your code", "0000-0000-0000-0000-0000-0000-00")
    with person.faults.allowing(404):
        button(person, "Start now").click()
        expect(person.page.get_by_role("alert")).to_be_focused()
    expect(person.page.locator("#code-unknown")).to_be_visible()
    expect(person.page.locator("#code-missing")).to_be_hidden()
    expect(person.page.get_by_label("Your code")).to_have_value("0000-0000-0000-0000-0000-0000-00")
    expect(person.page).to_have_title(re.compile("^Error: "))

    person.writes("Your code", code(wave))
    person.presses("Start now")

    shows(person, "occupation of your main household earner")


def test_a_lost_ballot_paper_is_given_once_more_and_not_twice(visit: Visit, wave: Wave) -> None:
    first, second, third = visit(), visit(), visit()
    arrives(first, link(wave)).presses("Start now")
    shows(first, "occupation of your main household earner")

    arrives(second, link(wave))
    with second.faults.allowing(409):
        button(second, "Start now").click()
        shows(second, "A ballot paper was collected with this code already")
    button(second, "I lost my ballot paper").click()
    shows(second, "occupation of your main household earner")
    assert door.reissued(wave.label) == 1

    arrives(third, link(wave))
    with third.faults.allowing(409):
        button(third, "Start now").click()
        shows(third, "This code has given out two ballot papers")
    assert door.reissued(wave.label) == 1


def test_a_survey_that_closes_meanwhile_says_so_and_takes_nothing(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    person.presses("Start now")
    answers_all(person)
    close_wave(wave=wave, by=None, at=timezone.now())

    with person.faults.allowing(410):
        button(person, "Seal and send").click()
        shows(person, "This survey is closed")

    assert door.ballots(wave.label) == 0


def test_a_paper_signed_with_another_key_is_not_taken(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    person.page.route(
        "**/collect",
        lambda route: route.fulfill(json={"signature": "11" * 384, "about": {}, "pad": ""}),
    )

    button(person, "Start now").click()

    shows(person, "The server did not sign your ballot paper as it should")
