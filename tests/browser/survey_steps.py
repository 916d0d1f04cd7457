"""How somebody answers a survey in a browser: the steps that the journeys have in common."""

import re
from typing import Any

from playwright.sync_api import Locator, expect

from surveys.models import Wave
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.surveys import making

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
NUMBER = re.compile(r"^([0-9A-F]{4} ){3}[0-9A-F]{4}$")


def token(wave: Wave, who: int = 0) -> str:
    return making.token(wave, making.invitees(wave)[who])


def link(wave: Wave, who: int = 0) -> str:
    return f"/s/{wave.label}/#t={token(wave, who)}"


def arrives(visit: Visit, address: str, **options: Any) -> Person:
    person = visit(**options)
    person.opens(address)
    return ready(person)


def ready(person: Person) -> Person:
    expect(person.page.locator("body[data-ready]")).to_be_attached()
    return person


def screen(person: Person, name: str) -> Locator:
    """The screen that is shown, and no other."""
    shown = person.page.locator("[data-screen]:visible")
    expect(shown).to_have_attribute("data-screen", name)
    return shown


def shows(person: Person, name: str) -> None:
    """Bring up a screen without what usually leads there."""
    person.page.evaluate(
        "(name) => import('/static/js/survey/screens.js').then((all) => all.cover(name))", name
    )
    screen(person, name)


def clicks(person: Person, words: str) -> None:
    person.page.locator("button:visible, a:visible", has_text=words).first.click()


def chooses(person: Person, words: str) -> None:
    person.page.locator(".sv-opt:visible", has_text=words).first.click()


def starts(person: Person) -> None:
    clicks(person, "Start now")
    screen(person, "q0")


def to_the_check(person: Person) -> None:
    """Three answers given, unit and grade left as the staff list has them."""
    starts(person)
    for place, words in enumerate(("Technical and craft", "non-selective", "Yes")):
        screen(person, f"q{place}")
        chooses(person, words)
        clicks(person, "Continue")
    for place in (3, 4):
        screen(person, f"q{place}")
        clicks(person, "Continue")
    screen(person, "check")


def sends(person: Person) -> str:
    clicks(person, "Seal and send")
    screen(person, "done")
    number = person.page.locator("output").inner_text()
    assert NUMBER.match(number)
    return number


def checked(person: Person) -> list[str]:
    """What the check says to each question."""
    answers = person.page.locator(".sv-sum dd:first-of-type").all_inner_texts()
    return [words.split("\n")[0] for words in answers]
