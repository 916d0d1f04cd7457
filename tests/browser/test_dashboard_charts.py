"""Charts of the leaders' pages: drawings in the first paint, and charts to touch once touched."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.access import PHONE, WIDE, complaints
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.dashboards.two_waves import two_waves
from tests.factories import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIBRARY, STYLES, FIGURE = "plotly-basic", "plotly.css", ".json"
PAGE = "/dashboards/representation/"


@pytest.fixture
def reader(visit: Visit):
    OrganisationFactory.create()
    two_waves()

    def arrive(**options) -> Person:
        person = visit(UserFactory.create(role="viewer"), **({"viewport": WIDE} | options))
        person.opens(PAGE)
        person.page.wait_for_load_state("networkidle")
        return person

    return arrive


def test_before_anybody_touches_a_chart_nothing_of_it_is_asked_for(reader):
    person = reader()
    person.page.mouse.wheel(0, 4000)
    person.page.wait_for_load_state("networkidle")

    expect(chart(person).locator("svg.chart-wide")).to_be_visible()
    assert asked_for(person, LIBRARY, STYLES, FIGURE) == 0


@pytest.mark.parametrize("options", [{"viewport": WIDE}, {"viewport": PHONE, "has_touch": True}])
def test_touched_it_takes_the_place_of_the_drawing_and_is_as_large(reader, options):
    person = reader(**options)
    touched = chart(person)
    before = touched.bounding_box()
    touched.scroll_into_view_if_needed()
    touched.tap() if "has_touch" in options else touched.hover()

    expect(touched.locator(".main-svg").first).to_be_visible()
    expect(touched.locator("svg.chart-wide")).to_be_hidden()
    after = touched.bounding_box()
    assert before
    assert after
    assert abs(after["height"] - before["height"]) < 2
    assert asked_for(person, LIBRARY) == asked_for(person, STYLES) == 1
    assert asked_for(person, FIGURE) == 1


def test_with_the_keyboard_one_goes_from_figure_to_figure_and_each_is_said(reader):
    person = reader()
    button = person.page.get_by_role("button", name="Explore this chart").first
    button.focus()
    expect(button).to_be_visible()
    person.types("Enter")
    expect(chart(person).locator(".chart-plot")).to_be_focused()
    says = person.page.locator(".chart-says").first
    expect(says).to_have_text("Arrow keys go from figure to figure.")
    person.types("ArrowRight")

    expect(says).to_contain_text("%")
    expect(chart(person).locator(".hoverlayer .hovertext")).to_be_visible()
    said = says.inner_text()
    assert said.split(": ")[1].split(",")[0] in person.page.locator("table").first.text_content()


def test_it_follows_the_switch_to_dark(reader):
    person = reader(color_scheme="light")
    chart(person).hover()
    paper = chart(person).locator(".main-svg").first
    expect(paper).to_be_visible()
    light = paper.evaluate("it => it.style.background")
    person.page.get_by_role("button", name="Switch to dark or light").click()

    person.page.wait_for_function(
        "was => document.querySelector('.main-svg').style.background !== was", arg=light
    )


def test_where_the_library_does_not_come_the_drawing_stays_and_a_sentence_says_so(reader):
    person = reader()
    person.page.route(f"**/*{LIBRARY}*", lambda route: route.abort())
    chart(person).hover()
    person.sees("This did not load; the drawing shows the same.")
    expect(chart(person).locator("svg.chart-wide")).to_be_visible()
    person.faults.found.clear()  # the failure that this is about

    person.page.unroute(f"**/*{LIBRARY}*")
    chart(person).click()
    expect(chart(person).locator(".main-svg").first).to_be_visible()


def test_where_the_figure_does_not_come_the_drawing_stays(reader):
    person = reader()
    person.page.route("**/*.json*", lambda route: route.fulfill(status=500))
    chart(person).hover()
    person.sees("This did not load")
    expect(chart(person).locator("svg.chart-wide")).to_be_visible()
    person.faults.found.clear()


def test_printed_it_is_the_drawing_again_and_light(reader):
    person = reader(color_scheme="light")
    person.page.get_by_role("button", name="Switch to dark or light").click()
    chart(person).hover()
    expect(chart(person).locator(".main-svg").first).to_be_visible()
    person.page.emulate_media(media="print")

    expect(chart(person).locator("svg.chart-wide")).to_be_visible()
    expect(chart(person).locator(".chart-plot")).to_be_hidden()
    surface = "getComputedStyle(document.documentElement).getPropertyValue('--m-surface')"
    assert person.page.evaluate(surface) == "#ffffff"


def test_on_a_phone_the_panels_of_the_wide_drawing_are_seen_though_it_is_not(reader):
    person = reader(viewport=PHONE)
    person.opens("/dashboards/grades/")
    used = person.page.locator("svg.chart-phone use")

    expect(person.page.locator("svg.chart-wide").first).to_be_hidden()
    assert used.count() >= 3
    for one in used.all():
        box = one.bounding_box()
        assert box
        assert box["height"] > 100
        assert 0 <= box["x"] < box["x"] + box["width"] <= PHONE["width"]


def test_a_touched_chart_is_open_to_everybody(reader):
    person = reader()
    chart(person).hover()
    expect(chart(person).locator(".main-svg").first).to_be_visible()

    assert complaints(person.page) == []


def chart(person: Person) -> Locator:
    return person.page.locator("[data-chart]").first


def asked_for(person: Person, *parts: str) -> int:
    return sum(part in address for address in person.faults.requested for part in parts)
