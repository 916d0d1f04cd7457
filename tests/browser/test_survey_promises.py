"""What only a browser can show of the promises of the survey: what leaves it and what stays."""

import json
import re

import pytest
from playwright.sync_api import Request

from surveys.models import Wave
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.browser.test_survey_answering import arrives, link, sends, to_the_check
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "() => [localStorage, sessionStorage].flatMap((place) => Object.keys(place))"
HEX = re.compile(r"[0-9a-f]+")


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(12)


def kept_by(person: Person) -> list[str]:
    return [name for name in person.page.evaluate(KEPT) if "mobility:" in name]


def test_nothing_leaves_the_device_but_what_is_blinded_or_sealed(visit: Visit, wave: Wave) -> None:
    sent: list[Request] = []
    person = visit()
    person.page.on("request", lambda request: sent.append(request))
    person.opens(link(wave))
    person.page.locator("body[data-ready]").wait_for(state="attached")

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
    person = arrives(visit, link(wave))
    to_the_check(person)
    sends(person)
    assert kept_by(person)

    person.page.locator("button:visible", has_text="Forget everything on this device").click()

    person.sees("Forgotten.")
    assert kept_by(person) == []


def test_a_shared_device_keeps_nothing(visit: Visit, wave: Wave) -> None:
    person = arrives(visit, link(wave))
    person.ticks("Other people use this device")

    to_the_check(person)
    assert kept_by(person) == []
    sends(person)

    assert kept_by(person) == []
