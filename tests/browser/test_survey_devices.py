"""What a device keeps of a survey and what it sends: enough to go on, nothing about who it is."""

import pytest
from playwright.sync_api import Request, expect

from surveys.ballot import door
from surveys.models import Wave
from tests.browser.answering import (
    answers_all,
    arrives,
    button,
    chooses,
    code,
    kept,
    link,
    ready,
    screen,
    sends,
    shows,
)
from tests.browser.conftest import Visit
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


def test_the_code_leaves_the_address_and_never_reaches_the_server(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))

    assert person.page.evaluate("location.hash") == ""
    assert not [url for url in person.faults.requested if code(wave) in url.partition("#")[0]]


def test_nothing_is_chosen_beforehand_but_what_the_list_holds(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    person.presses("Start now")
    shows(person, "occupation of your main household earner")

    chosen = person.page.locator("input[type=radio]:checked")
    expect(chosen).to_have_count(2)
    assert [radio.get_attribute("name") for radio in chosen.all()] == ["q3", "q4"]


def test_another_device_goes_on_with_the_link_that_is_shown(visit: Visit, wave: Wave) -> None:
    laptop = arrives(visit(), link(wave))
    laptop.presses("Start now")
    answers_all(laptop)
    button(laptop, "Continue on another device").click()
    screen(laptop, "move")
    carried = laptop.page.get_by_label("Your link").input_value()

    phone = visit()
    phone.page.goto(carried)
    ready(phone)
    shows(phone, "Check your answers")
    phone.sees("Technical and craft occupations", "non-selective")
    assert phone.page.evaluate("location.hash") == ""

    sends(phone)
    assert (door.ballots(wave.label), door.collected(wave.label)) == (1, 1)
    fragment = carried.partition("#")[2]
    assert not [url for url in phone.faults.requested if fragment in url.partition("#")[0]]


def test_a_device_that_others_use_keeps_nothing_and_serves_the_next_person(
    visit: Visit, wave: Wave
) -> None:
    person = arrives(visit(), f"/s/{wave.label}/")
    for who in (0, 1):
        person.writes("Your code", code(wave, who).lower())
        if who == 0:
            person.ticks("Other people use this device")
        expect(person.page.get_by_label("Other people use this device")).to_be_checked()
        person.presses("Start now")
        answers_all(person)
        assert kept(person) == {}
        sends(person)
        assert kept(person) == {}
        button(person, "Next person").click()
        ready(person)
        expect(person.page.get_by_label("Your code")).to_have_value("")
        expect(person.page.locator('input[name^="q"]:checked')).to_have_count(0)
        expect(person.page.locator("output")).to_have_text("")

    assert door.ballots(wave.label) == 2
    assert person.page.context.cookies() == []


def test_the_address_may_say_that_others_use_the_device(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), f"/s/{wave.label}/#shared")

    expect(person.page.get_by_label("Other people use this device")).to_be_checked()
    assert person.page.evaluate("location.hash") == ""
    assert kept(person) == {}


def test_a_device_that_others_use_goes_back_to_the_start_by_itself(
    visit: Visit, wave: Wave
) -> None:
    person = visit()
    person.page.clock.install()
    arrives(person, link(wave))
    person.ticks("Other people use this device")
    person.presses("Start now")
    answers_all(person)
    sends(person)

    person.page.clock.run_for(61_000)

    shows(person, "Where did you start?")
    ready(person)
    assert kept(person) == {}


def test_nobody_else_is_asked_for_anything_and_nothing_tells_who_it_was(
    visit: Visit, wave: Wave
) -> None:
    person = visit()
    person.page.context.add_cookies(
        [{"name": "sessionid", "value": "somebody-signed-in", "url": person.faults.home}]
    )
    sent: list[Request] = []
    person.page.on("request", lambda request: sent.append(request))
    arrives(person, link(wave))
    person.presses("Start now")
    answers_all(person)
    button(person, "Seal and send").click()
    shows(person, "Thank you")

    posted = [one.all_headers() for one in sent if one.method == "POST"]
    assert len(posted) == 2  # collected, and cast
    assert not [name for headers in posted for name in headers if name in {"cookie", "referer"}]
    assert {url.split("/")[2] for url in person.faults.requested} == {
        person.faults.home.split("/")[2]
    }


def test_whoever_walks_away_from_a_shared_device_is_forgotten(visit: Visit, wave: Wave) -> None:
    person = visit()
    person.page.clock.install()
    arrives(person, link(wave))
    person.ticks("Other people use this device")
    button(person, "Start now").click()
    chooses(person, "Technical and craft")

    person.page.clock.run_for(121_000)
    shows(person, "Are you still there?")
    button(person, "I am still here").click()
    shows(person, "occupation of your main household earner")
    person.page.clock.run_for(121_000)
    shows(person, "Are you still there?")
    person.page.clock.run_for(61_000)

    shows(person, "Where did you start?")
    ready(person)
    expect(person.page.locator("input[type=radio]:checked")).to_have_count(0)
    assert person.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
