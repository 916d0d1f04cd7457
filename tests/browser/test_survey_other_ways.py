"""Other ways to meet the survey: without JavaScript, as a preview, and after somebody else."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from surveys.ballot import door
from surveys.entrance.limits import wrong_codes
from surveys.models import Wave
from tests.browser import access
from tests.browser.answering import (
    NUMBER,
    PHONE,
    arrives,
    brings_up,
    button,
    chooses,
    code,
    link,
    ready,
    screen,
    sends,
    shows,
    starts,
    to_the_check,
)
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STEPS = (
    ("questions", "Show", "The questions"),
    ("check", "Check", "Check your answers"),
    ("done", "Seal", "Thank you"),
)


@pytest.fixture(autouse=True)
def no_wrong_codes_yet() -> None:
    wrong_codes.forget()


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


def test_without_javascript_from_the_link_to_the_number(visit: Visit, wave: Wave) -> None:
    person = visit(java_script_enabled=False, **PHONE)
    person.opens(f"/s/{wave.label}/")
    person.follows("Answer without JavaScript")
    person.sees("What this way cannot promise")
    person.writes("Your code", door.spaced(code(wave)))
    person.presses("Show the questions")
    expect(person.page.locator("input:checked")).to_have_count(2)
    for words in ("Technical and craft", "non-selective"):
        chooses(person, words)
    person.presses("Check your answers")
    person.sees("Technical and craft occupations", "North", "No answer")
    person.presses("Change my answers")
    person.page.locator("#q3 .sv-opt", has_text="No answer").click()
    person.presses("Check your answers")
    person.sees_not("North")
    person.presses("Seal and send")

    expect(person.page.locator("output")).to_have_text(NUMBER)
    assert door.ballots(wave.label) == 1
    assert person.page.context.cookies() == []


def test_the_pages_without_javascript_suit_everybody(visit: Visit, wave: Wave) -> None:
    person = visit()
    person.opens(f"/s/{wave.label}/without-script/")
    found = {"code": access.complaints(person.page)}
    with person.faults.allowing(422):
        person.presses("Show the questions")
        person.sees("There is a problem")
    found["refused"] = access.complaints(person.page)
    person.page.get_by_role("alert").get_by_role("link").click()
    expect(person.page.get_by_label("Your code")).to_be_focused()
    person.writes("Your code", code(wave))
    for name, then, heading in STEPS:
        person.presses(then)
        shows(person, heading)
        found[name] = access.complaints(person.page)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_preview_sends_and_keeps_nothing(visit: Visit, lead: User) -> None:
    wave = making.draft_wave()
    person = visit(lead)
    person.opens(f"/surveys/{wave.label}/preview/")
    ready(person)
    person.sees("This is a preview.")
    sent: list[str] = []
    person.page.on("request", lambda request: sent.append(request.url))

    to_the_check_of_a_preview(person)
    button(person, "Seal and send").click()
    screen(person, "done")

    assert sent == []
    assert person.page.evaluate("localStorage.length + sessionStorage.length") == 0
    expect(person.page.locator("output")).to_have_text("0000 0000 0000 0000")


def to_the_check_of_a_preview(person: Person) -> None:
    starts(person)
    for place in range(5):
        screen(person, f"q{place}")
        button(person, "Continue").click()
    screen(person, "check")


def test_back_shows_the_next_person_nothing_of_the_last(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    person.ticks("Other people use this device")
    to_the_check(person)
    person.sees("they cannot be changed afterwards")
    sends(person)
    for _press in range(3):
        person.page.go_back()
        screen(person, "done")
    button(person, "Next person").click()
    ready(person)

    for _press in range(3):
        person.page.go_back()
        ready(person)
        expect(person.page.locator("input[name^=q]:checked")).to_have_count(0)
        expect(person.page.locator("[data-answer]:visible")).to_have_count(0)
        assert code(wave) not in person.page.content()


def test_whoever_stops_half_way_on_a_shared_device_leaves_nothing(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    person.ticks("Other people use this device")
    starts(person)
    chooses(person, "Technical and craft")

    button(person, "Stop, and forget my answers").click()
    ready(person)

    screen(person, "start")
    expect(person.page.locator("input[type=radio]:checked")).to_have_count(0)
    assert person.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_forgotten_after_sending_nothing_can_be_changed_from_here(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    to_the_check(person)
    sends(person)
    button(person, "Forget everything on this device").click()

    expect(person.page.locator("[data-at=forgotten]")).to_be_focused()
    expect(person.page.locator("[data-do=change-answers]")).to_be_hidden()
    assert person.page.evaluate("localStorage.length + sessionStorage.length") == 0
    brings_up(person, "check")
    expect(person.page.locator("[data-answer]:visible")).to_have_count(0)
