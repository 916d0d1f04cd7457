"""A page made for one person alone, with other keys beside the true fingerprint, is found out."""

import re

import pytest
from playwright.sync_api import Route, expect

from surveys.models import Wave
from tests.browser.answering import arrives, link
from tests.browser.conftest import Visit
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return making.open_wave(3)


@pytest.mark.parametrize("part", ["sign_n", "box_public", "plan_hash", "fingerprint"])
def test_one_digit_changed_stops_everything(visit: Visit, wave: Wave, part: str) -> None:
    person = visit()
    asked: list[str] = []

    def tampered(route: Route) -> None:
        body = route.fetch().text()
        found = re.search(rf'"{part}": "([^"]+)"', body)
        assert found
        digits = found[1]
        other = digits[:-1] + ("0" if digits[-1] != "0" else "1")
        route.fulfill(body=body.replace(digits, other), content_type="text/html")

    person.page.on("request", lambda request: asked.append(request.method))
    person.page.route(f"**/s/{wave.label}/", tampered)
    person.opens(link(wave))

    shown = person.page.locator("[data-screen]:visible")
    expect(shown).to_have_attribute("data-screen", "refused-key")
    assert "POST" not in asked


def test_a_page_with_the_keys_of_the_wave_goes_on(visit: Visit, wave: Wave) -> None:
    person = arrives(visit(), link(wave))

    person.sees("Start now")


def test_an_answer_that_is_not_ours_is_no_answer(visit: Visit, wave: Wave) -> None:
    """The sign-in page of a hotel's wifi answers 200 to everything."""
    person = arrives(visit(), link(wave))
    person.page.route("**/collect", lambda route: route.fulfill(body="<h1>Welcome</h1>"))

    person.presses("Start now")

    shown = person.page.locator("[data-screen]:visible")
    expect(shown).to_have_attribute("data-screen", "waiting")
