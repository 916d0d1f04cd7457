"""Somebody answers the survey: the steps that several journeys share, in plain words."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, expect

from surveys.models import Wave
from tests.browser.person import Person
from tests.surveys import making

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
NUMBER = re.compile(r"^([0-9A-F]{4} ){3}[0-9A-F]{4}$")
CHOICES = ("Technical and craft", "non-selective", "Yes")
QUESTIONS = 5  # three about the background; unit and grade come from the employer's list
KEPT = "() => ({ ...localStorage, ...sessionStorage })"


def code(wave: Wave, who: int = 0) -> str:
    """The code in somebody's invitation."""
    return making.token(wave, making.invitees(wave)[who])


def link(wave: Wave, who: int = 0) -> str:
    return f"/s/{wave.label}/#t={code(wave, who)}"


def ready(person: Person) -> None:
    """The page has read its address and listens."""
    expect(person.page.locator("body[data-ready]")).to_be_attached()


def arrives(person: Person, address: str) -> Person:
    person.opens(address)
    ready(person)
    return person


def button(person: Person, name: str) -> Locator:
    """The button of that name on the screen that is shown."""
    return person.page.locator("button:visible", has_text=name).first


def shows(person: Person, heading: str) -> None:
    expect(person.page.locator("h1:visible")).to_have_text(re.compile(re.escape(heading)))


def screen(person: Person, name: str) -> Locator:
    """The screen that is shown, and no other."""
    shown = person.page.locator("[data-screen]:visible")
    expect(shown).to_have_attribute("data-screen", name)
    return shown


def brings_up(person: Person, name: str) -> None:
    """Bring up a screen without what usually leads there."""
    person.page.evaluate(
        "(name) => import('/static/js/survey/screens.js').then((all) => all.cover(name))", name
    )
    screen(person, name)


def chooses(person: Person, words: str) -> None:
    person.page.locator(".sv-opt:visible", has_text=words).first.click()


def starts(person: Person) -> None:
    button(person, "Start now").click()
    screen(person, "q0")


def to_the_check(person: Person) -> None:
    starts(person)
    answers_all(person)


def checks(person: Person, *answers: str) -> None:
    """The check says exactly these to the questions, each in the first line."""
    lines = [re.compile(rf"^{re.escape(words)}\s*(\n|$)") for words in answers]
    said = person.page.locator(".sv-sum dd:first-of-type")
    expect(said).to_have_text(lines, use_inner_text=True)


def answers_all(person: Person) -> None:
    """From the first question to the check."""
    for words in CHOICES:
        chooses(person, words)
        button(person, "Continue").click()
    for _prefilled in range(QUESTIONS - len(CHOICES)):
        button(person, "Continue").click()
    shows(person, "Check your answers")


def sends(person: Person) -> str:
    """Seal and send; gives the ballot number."""
    button(person, "Seal and send").click()
    shows(person, "Thank you")
    number = person.page.locator("output")
    expect(number).to_have_text(NUMBER)
    return number.inner_text()


def only_a_press_tries_again(person: Person) -> None:
    """Stop the page's clock: a slow journey shall not be overtaken by the next try."""
    person.page.clock.install()
    person.page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))


def kept(person: Person) -> dict[str, str]:
    """Everything this browser remembers of the site, for good or for this tab."""
    found: dict[str, str] = person.page.evaluate(KEPT)
    return found
