"""Somebody answers the survey in a browser: from the link to the number of their ballot."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from surveys.ballot import door
from surveys.models import Wave
from tests.browser.answering import (
    PHONE,
    arrives,
    button,
    checks,
    chooses,
    code,
    link,
    ready,
    screen,
    sends,
    starts,
    to_the_check,
)
from tests.browser.conftest import Visit
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ANSWERS = [
    "Technical and craft occupations",
    "A state-run or state-funded school – non-selective",
    "Yes",
    "North",
    "Junior",
]


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_from_the_link_to_the_number(visit: Visit, wave: Wave, options: dict[str, Any]) -> None:
    person = arrives(visit(**options), link(wave))
    expect(person.page).to_have_url(re.compile("^[^#]*$"))

    to_the_check(person)
    expect(person.page.locator("[data-at=sent-earlier]")).to_be_hidden()
    checks(person, *ANSWERS)
    sends(person)

    assert door.ballots(wave.label) == 1


def test_back_and_a_reload_keep_what_was_chosen(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    for name in ("q4", "q3", "q2"):
        person.page.go_back()
        screen(person, name)
    expect(person.page.locator("input[name=q2]:checked")).to_have_count(1)

    person.page.reload()
    ready(person)
    starts(person)
    for place in range(5):
        screen(person, f"q{place}")
        button(person, "Continue").click()
    screen(person, "check")

    checks(person, *ANSWERS)
    assert door.collected(wave.label) == 1


def test_what_the_staff_list_says_is_marked_only_as_long_as_it_stands(
    visit: Visit, wave: Wave
) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    notes = person.page.locator(".sv-from-list:visible")
    expect(notes).to_have_count(2)

    button(person, "Leave blank: Which part of the organisation").click()
    expect(notes).to_have_count(1)
    button(person, "Change: Which best describes your level?").click()
    expect(person.page.locator(".sv-filled:visible")).to_have_count(1)
    chooses(person, "Senior")
    expect(person.page.locator(".sv-filled:visible")).to_have_count(0)
    button(person, "Continue").click()

    screen(person, "check")
    expect(notes).to_have_count(0)
    checks(person, *ANSWERS[:3], "No answer", "Senior")


def test_answers_can_be_changed_after_they_were_sent(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    number = sends(person)
    person.page.go_back()
    screen(person, "done")

    button(person, "Change my answers").click()
    screen(person, "check")
    expect(person.page.get_by_text("Your earlier answers count until")).to_be_visible()
    expect(person.page.locator("[data-at=not-sent]")).to_be_hidden()
    button(person, "Change: Which part").click()
    chooses(person, "South")
    button(person, "Continue").click()

    assert sends(person) == number
    assert door.ballots(wave.label) == 1


def test_the_same_link_leads_back_to_the_answers(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    number = sends(person)

    person.page.goto("about:blank")
    person.opens(link(wave))
    ready(person)
    person.sees("Answers were sent from this device")
    expect(person.page.get_by_text("You began on this device")).to_be_visible()
    expect(person.page.locator("[data-at=kept-before]")).to_be_hidden()
    person.presses("Change my answers")

    screen(person, "check")
    checks(person, *ANSWERS)
    assert sends(person) == number
    assert (door.ballots(wave.label), door.collected(wave.label)) == (1, 1)


def test_pressed_twice_it_is_done_once(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    sent = []
    person.page.on("request", lambda request: sent.append((request.method, request.url)))
    person.page.locator("[data-do=start]").dblclick()
    screen(person, "q0")
    for place in range(5):
        screen(person, f"q{place}")
        button(person, "Continue").click()
    person.page.locator("[data-do=send]").dblclick()
    screen(person, "done")

    assert [method for method, _url in sent].count("POST") == 2
    assert (door.collected(wave.label), door.ballots(wave.label)) == (1, 1)


def test_another_link_in_the_same_tab_begins_anew(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    sends(person)

    person.opens(link(wave, 1))

    screen(person, "start")  # until the new page comes, the last one is still there, and ready
    ready(person)
    expect(person.page.locator("[data-at=sent-before]")).to_be_hidden()
    to_the_check(person)
    sends(person)
    assert door.ballots(wave.label) == 2


def test_somebody_else_on_a_device_sees_nothing_of_the_first(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    person.opens("/accessibility/")
    person.opens(f"/s/{wave.label}/")
    ready(person)

    button(person, "That was not me").click()
    person.writes("Your code", code(wave, 1))
    starts(person)

    expect(person.page.locator("input[name=q0]:checked")).to_have_count(0)
    assert door.collected(wave.label) == 2
