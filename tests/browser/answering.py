"""Somebody answers the survey: the steps that several journeys share, in plain words."""

import re

from playwright.sync_api import Locator, expect

from surveys.models import Wave
from tests.browser.person import Person
from tests.surveys import making

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


def answers_all(person: Person) -> None:
    """From the first question to the check."""
    for words in CHOICES:
        person.page.locator(".sv-opt:visible", has_text=words).first.click()
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


def kept(person: Person) -> dict[str, str]:
    """Everything this browser remembers of the site, for good or for this tab."""
    found: dict[str, str] = person.page.evaluate(KEPT)
    return found
