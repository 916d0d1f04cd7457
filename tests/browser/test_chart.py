"""A key result's chart: a drawing in the first paint, and a chart to touch only when touched."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from accounts.models import User
from okrs.models import KeyResult
from tests.browser.access import SHORT
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import CheckInFactory, KeyResultFactory, OrganisationFactory, StrategyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCRIPT = "plotly-basic"


@pytest.fixture
def key_result(transactional_db: None) -> KeyResult:
    OrganisationFactory.create()
    strategy = StrategyFactory.create(starts_on=date(2026, 1, 1))
    key_result = KeyResultFactory.create(
        objective__strategy=strategy, starts_on=date(2026, 1, 1), due_on=date(2028, 12, 31)
    )
    for month, value in ((3, 20), (6, 25), (9, 33)):
        latest = CheckInFactory.create(
            key_result=key_result, as_of=date(2026, month, 28), value=Decimal(value)
        )
    key_result.latest, key_result.confirmed_on = latest, latest.as_of
    key_result.save()
    return key_result


def test_the_first_paint_draws_the_path_and_asks_for_no_chart_library(
    visit: Visit, lead: User, key_result: KeyResult
) -> None:
    somebody = visit(lead, viewport=SHORT)
    somebody.opens(f"/okrs/key-results/{key_result.pk}/")
    somebody.page.locator("[data-chart]").scroll_into_view_if_needed()
    somebody.page.wait_for_load_state("networkidle")
    expect(somebody.page.locator("[data-chart] svg").first).to_be_visible()
    somebody.sees("33%", within=somebody.page.get_by_role("table").first)
    assert asked_for(somebody, SCRIPT) == 0


def test_touched_it_becomes_a_chart_once_and_follows_the_dark_switch(
    visit: Visit, lead: User, key_result: KeyResult
) -> None:
    somebody = visit(lead, viewport=SHORT, color_scheme="light")
    somebody.opens(f"/okrs/key-results/{key_result.pk}/")
    somebody.page.locator("[data-chart]").hover()
    chart = somebody.page.locator("[data-chart] .main-svg").first
    expect(chart).to_be_visible()
    light = paper_of(somebody)
    somebody.page.get_by_role("button", name="Switch to dark or light").click()
    expect(somebody.page.locator("html")).to_have_attribute("data-theme", "dark")
    somebody.page.wait_for_function(
        "was => window.document.querySelector('.main-svg').style.background !== was", arg=light
    )
    somebody.page.evaluate("scrollTo(0, 0)")
    somebody.page.locator("[data-chart]").hover()
    assert asked_for(somebody, SCRIPT) == 1
    assert asked_for(somebody, "chart.json") == 1
    somebody.page.reload()  # what was chosen is written into the next page
    expect(somebody.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_without_the_library_the_drawing_stays_and_says_so(
    visit: Visit, lead: User, key_result: KeyResult
) -> None:
    somebody = visit(lead, viewport=SHORT)
    somebody.page.route(f"**/*{SCRIPT}*", lambda route: route.abort())
    somebody.opens(f"/okrs/key-results/{key_result.pk}/")
    somebody.page.locator("[data-chart]").hover()
    somebody.sees("This did not load; the drawing shows the same.")
    expect(somebody.page.locator("[data-chart] svg").first).to_be_visible()
    somebody.faults.found.clear()  # the failure that this is about


def test_the_picture_is_made_of_the_chart_that_one_touches(
    visit: Visit, lead: User, key_result: KeyResult
) -> None:
    somebody = visit(lead)
    somebody.opens(f"/okrs/key-results/{key_result.pk}/")
    with somebody.page.expect_download() as download:
        somebody.presses("Image")

    assert download.value.suggested_filename.endswith(".png")


def asked_for(somebody: Person, part: str) -> int:
    return sum(part in address for address in somebody.faults.requested)


def paper_of(somebody: Person) -> str:
    chart = somebody.page.locator(".main-svg").first
    return str(chart.evaluate("it => it.style.background"))
