"""The screens of the survey suit everybody: keyboard, screen reader, large text, a phone."""

import re

import pytest
from playwright.sync_api import expect

from surveys.ballot import door
from surveys.models import Wave
from tests.browser import access
from tests.browser.answering import (
    NUMBER,
    PHONE,
    arrives,
    brings_up,
    code,
    link,
    screen,
    starts,
    to_the_check,
)
from tests.browser.conftest import Visit
from tests.factories import OrganisationFactory
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


def test_with_the_keyboard_alone(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    for place in range(-1, 5):
        if place >= 0:
            screen(person, f"q{place}")
            person.tabs_to(person.page.locator(f"input[name=q{place}]").first)
            person.types("Space", "ArrowDown")
        person.tabs_to(person.page.locator("button[type=submit]:visible"))
        person.types("Enter")
    screen(person, "check")
    person.tabs_to(person.page.locator("[data-do=send]"))
    person.types("Enter")

    screen(person, "done")
    expect(person.page.locator("output")).to_have_text(NUMBER)
    assert door.ballots(wave.label) == 1


def test_every_screen_suits_everybody(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    found = {"start": access.complaints(person.page)}
    to_the_check(person)
    for name in person.page.eval_on_selector_all(
        "[data-screen]", "all => all.map((one) => one.dataset.screen)"
    ):
        brings_up(person, name)
        found[name] = access.complaints(person.page)
    assert len(found) > 15
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_each_screen_has_a_title_and_its_heading_has_the_focus(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    expect(person.page).to_have_title(re.compile("^Survey, autumn"))

    starts(person)

    asks = "What was the occupation of your main household earner"
    expect(person.page).to_have_title(re.compile(f"^{asks}"))
    expect(person.page.locator("[data-screen=q0] h1")).to_be_focused()
    assert person.page.evaluate("scrollY") == 0


@pytest.mark.parametrize("size", ["200%"])
def test_text_of_twice_the_size_fits_a_phone(visit: Visit, wave: Wave, size: str) -> None:
    person = arrives(visit(**PHONE), link(wave))
    to_the_check(person)
    person.page.evaluate("(size) => (document.documentElement.style.fontSize = size)", size)
    for name in ("start", "q0", "check", "done", "move", "waiting", "refused-used"):
        brings_up(person, name)
        too_wide = person.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (name, max(0, too_wide)) == (name, 0)


def test_a_typed_code_is_enough_and_its_absence_is_told(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), f"/s/{wave.label}/")
    person.presses("Start now")
    summary = person.page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(person.page).to_have_title(re.compile("^Error: "))
    assert access.complaints(person.page) == []
    summary.get_by_role("link").click()
    expect(person.page.get_by_label("Your code")).to_be_focused()
    expect(person.page.get_by_label("Your code")).to_have_attribute("aria-invalid", "true")

    person.writes("Your code", door.spaced(code(wave)).lower())
    person.types("Enter")

    screen(person, "q0")
    assert door.collected(wave.label) == 1


def test_the_word_of_the_demo_stands_above_the_column_in_one_line(visit: Visit, wave: Wave) -> None:
    OrganisationFactory.create(is_demo=True)
    person = visit(viewport={"width": 1280, "height": 800})
    person.opens(f"/surveys/{wave.label}/anonymity/")

    said = person.page.locator(".demo p").bounding_box()
    heading = person.page.locator("h1").bounding_box()

    assert said
    assert heading
    assert said["x"] == heading["x"]
    assert said["height"] < 30


def test_a_refusal_leaves_room_between_its_button_and_whom_to_ask(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(**PHONE), link(wave))
    brings_up(person, "refused-used")

    pressed = person.page.locator("[data-do=again]").bounding_box()
    asked = person.page.locator("[data-screen=refused-used] .sv-small").bounding_box()

    assert pressed
    assert asked
    assert asked["y"] - (pressed["y"] + pressed["height"]) >= 16


def test_the_skip_link_stays_on_its_screen(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))
    starts(person)
    person.presses("Continue")
    screen(person, "q1")

    person.page.locator(".skip").focus()
    person.types("Enter")

    screen(person, "q1")
    expect(person.page.get_by_role("main")).to_be_focused()
