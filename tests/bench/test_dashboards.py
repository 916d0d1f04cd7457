"""The quick half of the bench of the leaders' pages: what is compared, and that it can say FAIL."""

import gzip
import json
import re
from html import unescape

import pytest
from django.test import override_settings

from bench import dashboards, dashboards_browser, dashboards_deferred, dashboards_waves, workforce
from bench.dashboards_browser import STRAIGHT, Seen
from bench.limits import exit_code
from charts.ranges import Line, Panel, RangeChart, Spot
from charts.stacks import Part, Stack, StackChart
from dashboards import kept_pages
from disclosure.control.plan import Plan
from tests.factories import KeyResultFactory, OrganisationFactory, UserFactory

HEADLINE, SUBJECT = dashboards.HEADLINE, dashboards.SUBJECT
CPU = {
    dashboards.HELLO: 1.0,
    dashboards.KEPT: 1.1,
    dashboards.AS_BEFORE: 1.0,
    **{f"{page} {size}": 50.0 for page in (HEADLINE, SUBJECT) for size in dashboards.SIZES},
    dashboards.PDF: 300.0,
}
BOTH = tuple(dashboards.BUNDLES)
FAST = Seen(visible=100, blocked=0, refused=0, drawings=4)
SLOW = Seen(visible=1000, blocked=700, refused=0, drawings=0)


def seen(ours: Seen) -> dashboards_browser.Pages:
    pages = {HEADLINE: ours, dashboards.NO_CHART: FAST}
    pages |= dict.fromkeys(dashboards.BUNDLES, SLOW)
    return {(page, STRAIGHT, 1): found for page, found in pages.items()}


@pytest.fixture
def leader(client, db, settings):
    settings.KEPT_PAGES_BYTES = 16 * 1024 * 1024
    kept_pages.SHELF.clear()
    dashboards_deferred.KEPT.clear()
    OrganisationFactory.create()
    KeyResultFactory.create()
    client.force_login(UserFactory.create(viewer=True))
    with override_settings(ROOT_URLCONF="bench.dashboards_urls"):
        yield client
    kept_pages.SHELF.clear()


def read(leader, page: str) -> str:
    """A page of the bench, which is sent compressed to everybody."""
    return gzip.decompress(leader.get(page).content).decode()


def test_what_was_measured_is_held_to_what_is_promised():
    assert exit_code(dashboards._cpu_limits(CPU)) == 0
    assert exit_code(dashboards._seen(seen(FAST), STRAIGHT, 1, BOTH)) == 0


@pytest.mark.parametrize(
    "worse",
    [
        {dashboards.KEPT: 1.21},
        {dashboards.PDF: 1010.0},
        {f"{HEADLINE} {max(dashboards.SIZES)}": 61.0},
        {f"{SUBJECT} {max(dashboards.SIZES)}": 61.0},
    ],
)
def test_whatever_costs_too_much_fails(worse):
    assert exit_code(dashboards._cpu_limits(CPU | worse)) == 1


@pytest.mark.parametrize(
    "ours",
    [Seen(210, 0, 0, 4), Seen(100, 1, 0, 4), Seen(100, 0, 1, 4)],
)
def test_a_page_that_is_late_or_holds_up_or_breaks_the_policy_fails(ours):
    assert exit_code(dashboards._seen(seen(ours), STRAIGHT, 1, BOTH)) == 1


def test_hello_is_behind_the_door_of_the_page(leader, client):
    assert leader.get(dashboards.HELLO).content == b"hello"
    client.force_login(UserFactory.create(outsider=True))
    assert client.get(dashboards.HELLO).status_code == 403


def test_the_page_to_compare_with_has_a_box_for_every_chart_and_no_drawing_in_its_place(leader):
    drawn = leader.get(HEADLINE).content.decode()
    deferred = read(leader, dashboards.BASIC)

    boxes = re.findall(r'data-figure="([^"]*)"', deferred)
    assert len(boxes) == drawn.count("<figure") > 0
    assert all(json.loads(unescape(box))["data"] for box in boxes)
    assert deferred.count("<svg") < drawn.count("<svg")
    assert 'plotly-basic.min.js" defer' in deferred
    assert b"newPlot" in leader.get("/dashboards/deferred.js").content


def test_the_larger_bundle_is_compared_where_its_file_is_named(leader, tmp_path, monkeypatch):
    library = tmp_path / "cartesian.js"
    library.write_text("// the library")
    monkeypatch.setattr(dashboards_deferred, "CARTESIAN", str(library))

    basic, larger = (read(leader, page) for page in BOTH)

    assert basic.replace("/static/vendor/plotly/plotly-basic.min.js", "", 1) == larger.replace(
        "/dashboards/cartesian.js", "", 1
    )
    assert leader.get("/dashboards/cartesian.js").content == b"// the library"


def test_what_is_sent_is_counted_as_it_is_sent(leader):
    sent = leader.get(HEADLINE, headers={"accept-encoding": "gzip"}).content

    assert len(sent) < len(gzip.decompress(sent))


def test_both_kinds_of_chart_are_drawn_with_their_own_figures():
    spot = Spot(value=29, said="29%", low=26, high=32)
    lines = (Line(name="North", spot=spot, before=Spot(value=27, said="27%")), Line(name="East"))
    dots = dashboards_deferred.figure_of(RangeChart(description="", panels=(Panel(lines=lines),)))
    parts = (Part(status="ontrack", number=3, said="3 on track"),)
    stack = Stack(name="Data", note="", colour="data", value=40, said="40%", parts=parts)
    bars = dashboards_deferred.figure_of(StackChart(description="", stacks=(stack,)))

    assert dots["data"][0]["x"] == [29, None]
    assert (dots["data"][0]["error_x"]["array"], dots["data"][1]["x"]) == ([3, 0], [27, None])
    assert bars["data"][0]["x"] == [3]


def test_people_of_any_size_have_every_answer_of_the_plan():
    attributes = workforce.staff(1_000)[1]
    plan = Plan(attributes, workforce.MEASURES, workforce.CUTS)

    people = dashboards_waves._people(plan, 2_000)

    assert len(people) == 2_000
    assert set(people.measures) == {measure.code for measure in workforce.MEASURES}
    assert set(people.measures["MEALS"]) == {0, 1, 2, 3}
