"""What only a browser can show of the promises of the survey: what leaves it and what stays."""

import json
import re

import pytest
from playwright.sync_api import Request, expect

from surveys.models import Wave
from tests.browser.answering import shows
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "() => [localStorage, sessionStorage].flatMap((place) => Object.keys(place))"
HEX = re.compile(r"[0-9a-f]+")


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


def arrives(person: Person, wave: Wave) -> None:
    code = making.token(wave, making.invitees(wave)[0])
    person.opens(f"/s/{wave.label}/#t={code}")
    expect(person.page.locator("body[data-ready]")).to_be_attached()


def to_the_check(person: Person) -> None:
    """Answer the three questions, and leave what the staff list filled in."""
    person.presses("Start now")
    for words in ("Technical and craft", "non-selective", "Yes"):
        person.page.locator(".sv-opt:visible", has_text=words).first.click()
        person.page.locator("button:visible", has_text="Continue").click()
    for _prefilled in ("unit", "grade"):
        person.page.locator("button:visible", has_text="Continue").click()
    shows(person, "Check your answers, then send")


def sends(person: Person) -> None:
    person.page.locator("button:visible", has_text="Seal and send").click()
    shows(person, "Your answers are sealed and in")  # its words are in the page from the start


def kept_by(person: Person) -> list[str]:
    return [name for name in person.page.evaluate(KEPT) if "mobility:" in name]


def test_nothing_leaves_the_device_but_what_is_blinded_or_sealed(visit: Visit, wave: Wave) -> None:
    sent: list[Request] = []
    person = visit()
    person.page.on("request", lambda request: sent.append(request))
    arrives(person, wave)

    to_the_check(person)
    before = [one for one in sent if one.method == "POST"]
    sends(person)

    posts = [json.loads(one.post_data or "") for one in sent if one.method == "POST"]
    assert [sorted(post) for post in posts] == [
        ["again", "blinded", "token"],
        ["box", "input", "signature"],
    ]
    assert len(before) == 1  # while answering, nothing is sent but for the ballot paper
    assert all(HEX.fullmatch(posts[1][name]) for name in ("box", "input", "signature"))
    assert len(posts[1]["box"]) == 2 * 1105
    assert posts[0]["token"] not in json.dumps(posts[1])
    assert not any("?" in one.url for one in sent)


def test_what_the_browser_keeps_is_forgotten_when_somebody_says_so(
    visit: Visit, wave: Wave
) -> None:
    person = visit()
    arrives(person, wave)
    to_the_check(person)
    sends(person)
    assert kept_by(person)

    person.page.locator("button:visible", has_text="Forget everything on this device").click()

    expect(person.page.get_by_text("Forgotten.")).to_be_visible()
    assert kept_by(person) == []


def test_a_shared_device_keeps_nothing(visit: Visit, wave: Wave) -> None:
    person = visit()
    arrives(person, wave)
    person.ticks("Other people use this device")

    to_the_check(person)
    assert kept_by(person) == []
    sends(person)

    assert kept_by(person) == []
