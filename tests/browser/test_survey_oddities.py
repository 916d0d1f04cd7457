"""What seldom goes wrong while somebody answers: an odd browser, an odd reply, a lost one."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from surveys.ballot import door
from surveys.models import Wave
from tests.browser.answering import (
    arrives,
    button,
    chooses,
    link,
    only_a_press_tries_again,
    ready,
    screen,
    sends,
    starts,
    to_the_check,
)
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COLLECT, CAST = "**/w/*/collect", "**/b/*"
AWAY = "The server is away"


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


def in_trouble(route: Route) -> None:
    route.fulfill(status=500, body=AWAY)


def test_whoever_goes_back_from_a_wait_can_still_change_an_answer(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    person.page.route(CAST, in_trouble)
    with person.faults.allowing(500):
        button(person, "Seal and send").click()
        screen(person, "waiting")
        person.page.go_back()
        screen(person, "q4")
        chooses(person, "Senior")
        person.page.unroute(CAST)
    button(person, "Continue").click()
    screen(person, "check")
    person.sees("Senior")

    sends(person)


def test_a_reload_while_collecting_asks_for_the_same_paper(visit: Visit, wave: Wave) -> None:
    """The server signed, and its answer was lost: asked again, it gives the same."""
    person = arrives(visit(), link(wave))
    asked: list[dict[str, Any]] = []

    def lost(route: Route) -> None:
        asked.append(route.request.post_data_json)
        if len(asked) == 1:
            route.fetch()
            in_trouble(route)
        else:
            route.continue_()

    person.page.route(COLLECT, lost)
    only_a_press_tries_again(person)
    with person.faults.allowing(500):
        button(person, "Start now").click()
        screen(person, "waiting")
    person.page.reload()
    ready(person)
    starts(person)

    assert len(asked) == 2
    assert asked[0] == asked[1]
    assert (door.collected(wave.label), door.reissued(wave.label)) == (1, 0)


def test_a_closed_survey_has_nothing_to_start(visit: Visit, wave: Wave) -> None:
    invited = link(wave)
    making.close_and_count(wave)
    person = visit()
    person.opens(invited)

    person.sees("This survey is closed")
    expect(person.page.get_by_role("button")).to_have_count(0)


def test_too_many_wrong_codes_are_slowed_down(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    person.page.route(COLLECT, answering(429, {"refused": "slow-down"}))
    with person.faults.allowing(429):
        button(person, "Start now").click()
        screen(person, "refused-slow-down")

    person.page.unroute(COLLECT)
    button(person, "Go back and try again").click()
    screen(person, "start")

    starts(person)


@pytest.mark.parametrize("said", [{"refused": "malformed"}, {"refused": "a new word"}])
def test_what_the_page_does_not_know_is_no_dead_end(visit: Visit, wave: Wave, said: object) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    person.page.route(CAST, answering(400, said))
    with person.faults.allowing(400):
        button(person, "Seal and send").click()
        screen(person, "refused-malformed")
    person.page.unroute(CAST)

    button(person, "Go back and try again").click()
    screen(person, "check")
    sends(person)


@pytest.mark.parametrize(("status", "said"), [(400, {}), (404, "no"), (200, None)])
def test_an_answer_that_is_not_of_the_survey_is_waited_out(
    visit: Visit, wave: Wave, status: int, said: object
) -> None:
    """Such as the sign-in page of a hotel's network."""
    person = arrives(visit(), link(wave))
    to_the_check(person)
    person.page.route(CAST, answering(status, said))
    only_a_press_tries_again(person)
    with person.faults.allowing(status):
        button(person, "Seal and send").click()
        screen(person, "waiting")
        person.page.unroute(CAST)

    button(person, "Try now").click()

    screen(person, "done")
    assert door.ballots(wave.label) == 1


def answering(status: int, said: object) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body=json.dumps(said))


def test_a_browser_that_keeps_nothing_still_answers(visit: Visit, wave: Wave) -> None:
    person = visit()
    person.page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new Error('refused'); } });"
    )
    person.opens(link(wave))
    ready(person)

    to_the_check(person)
    sends(person)

    assert door.ballots(wave.label) == 1


def test_a_browser_without_cryptography_is_shown_the_other_way(visit: Visit, wave: Wave) -> None:
    person = visit()
    person.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined });")
    person.opens(link(wave))

    screen(person, "no-crypto")
    person.follows("Answer without JavaScript")
    person.is_on(f"/s/{wave.label}/without-script/")


def test_a_link_that_is_broken_is_as_no_link(visit: Visit, wave: Wave) -> None:
    person: Person = arrives(visit(), f"/s/{wave.label}/#m=e30")

    expect(person.page.get_by_label("Your code")).to_be_visible()
