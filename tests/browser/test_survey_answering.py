"""Somebody answers the survey in a browser: from the link to the number of their ballot."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from surveys.ballot import door
from surveys.models import Wave
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
NUMBER = re.compile(r"^([0-9A-F]{4} ){3}[0-9A-F]{4}$")


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


def link(wave: Wave, who: int = 0) -> str:
    return f"/s/{wave.label}/#t={making.token(wave, making.invitees(wave)[who])}"


def arrives(visit: Visit, address: str, **options: Any) -> Person:
    person = visit(**options)
    person.opens(address)
    expect(person.page.locator("body[data-ready]")).to_be_attached()
    return person


def to_the_check(person: Person) -> None:
    person.presses("Start now")
    for words in ("Technical and craft", "non-selective", "Yes"):
        person.page.locator(".sv-opt:visible", has_text=words).first.click()
        person.page.locator("button:visible", has_text="Continue").click()
    for _prefilled in ("unit", "grade"):
        person.page.locator("button:visible", has_text="Continue").click()
    person.sees("Check your answers, then send")


def sends(person: Person) -> str:
    person.page.locator("button:visible", has_text="Seal and send").click()
    output = person.page.locator("output")
    expect(output).to_have_text(NUMBER)
    return output.inner_text()


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_from_the_link_to_the_number(visit: Visit, wave: Wave, options: dict[str, Any]) -> None:
    person = arrives(visit, link(wave), **options)
    assert "#" not in person.page.url

    to_the_check(person)
    person.sees("Technical and craft occupations", "North", "Junior")
    sends(person)

    assert door.ballots(wave.label) == 1
    assert person.page.context.cookies() == []
