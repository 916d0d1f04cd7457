"""Slides in a room, and a committee that reads without signing in."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from accounts.plain_dates import in_words
from tests.browser.access import PHONE, WIDE, complaints, unreached
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.dashboards.two_waves import two_waves
from tests.factories import (
    KeyResultFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLIDES = "/dashboards/present/"


@pytest.fixture
def plan_and_waves(transactional_db: None, clock: Clock) -> None:
    OrganisationFactory.create()
    KeyResultFactory.create(objective__strategy=StrategyFactory.create(), title="Mentors trained")
    two_waves()


@pytest.fixture
def leader(visit: Visit, plan_and_waves: None) -> Any:
    def arrive(path: str = SLIDES, **options: Any) -> Person:
        person = visit(UserFactory.create(viewer=True), **options)
        person.opens(path)
        return person

    return arrive


def is_at(person: Person, number: int) -> None:
    """This slide and no other is shown, and the address is its own."""
    expect(person.page.locator(".slide:visible")).to_have_count(1)
    expect(person.page.locator(f"#slide-{number}")).to_be_visible()
    expect(person.page).to_have_url(re.compile(rf"slide={number}$"))


def test_the_keys_of_a_presenter_step_through_the_slides_without_a_request(leader: Any) -> None:
    person = leader()
    person.page.wait_for_load_state("networkidle")
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    last = person.page.locator(".slide").count()

    for key, number in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("ArrowLeft", 2),
        ("PageUp", 1),
        ("End", last),
        ("Home", 1),
        ("ArrowRight", 2),
    ):
        person.types(key)
        is_at(person, number)
        title = person.page.locator(f"#slide-{number} h2")
        expect(title).to_be_focused()
        said = f"Slide {number} of {last}: {title.text_content()}"
        expect(person.page.locator("[data-slide-said]")).to_have_text(said)
    assert [url for url in asked if not url.endswith("mark.svg")] == []  # the browser's own icon

    person.page.go_back()
    is_at(person, 1)
    person.types("Escape")
    person.is_on("/dashboards/$")


def test_on_a_small_projector_all_of_each_slide_is_seen_from_end_to_end(leader: Any) -> None:
    person = leader(viewport={"width": 1280, "height": 720})
    below = "() => document.documentElement.scrollHeight - innerHeight"
    steps = person.page.get_by_role("navigation", name="Slides")

    person.types("ArrowLeft")

    expect(person.page.locator("#slide-1")).to_be_visible()
    expect(steps.get_by_text("Previous")).to_be_hidden()
    person.follows("Next", within=steps)
    is_at(person, 2)
    expect(steps.get_by_role("link", name="Previous")).to_be_visible()
    for number in range(2, person.page.locator(".slide").count() + 1):
        is_at(person, number)
        assert person.page.evaluate(below) <= 0, number
        person.types("ArrowRight")
    expect(steps.get_by_text("Next")).to_be_hidden()


def test_f_fills_the_screen_only_while_the_slides_have_the_focus(leader: Any) -> None:
    person = leader()
    full = "() => document.fullscreenElement !== null"
    person.page.wait_for_function("() => document.activeElement?.matches('h2')")

    person.types("f")
    person.page.wait_for_function(full)
    person.types("f")
    person.page.wait_for_function("() => document.fullscreenElement === null")
    person.page.get_by_role("link", name="Close").focus()
    person.types("f")

    assert not person.page.evaluate(full)


def test_without_javascript_each_slide_is_a_page_of_its_own(leader: Any) -> None:
    person = leader(java_script_enabled=False)
    steps = person.page.get_by_role("navigation", name="Slides")

    for number in (2, 3):
        person.follows("Next", within=steps)
        is_at(person, number)
    person.follows("Previous", within=steps)
    is_at(person, 2)
    expect(steps.get_by_role("button", name="Full screen")).to_be_hidden()
    person.follows("Close", within=steps)
    person.is_on("/dashboards/$")


def test_every_slide_is_clean_in_light_and_dark_wide_and_on_a_phone(leader: Any) -> None:
    person = leader()
    last = person.page.locator(".slide").count()

    for number in range(1, last + 1):
        person.opens(f"{SLIDES}?slide={number}")
        assert complaints(person.page) == []
    assert unreached(person.page) == []


def test_printed_every_slide_has_a_page(leader: Any) -> None:
    person = leader()
    last = person.page.locator(".slide").count()

    printed = person.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == last


def test_a_committee_reads_with_a_link_until_it_is_withdrawn(
    visit: Visit, lead: User, plan_and_waves: None
) -> None:
    priya, committee = visit(lead), visit(viewport=PHONE)
    address = made_by(priya)
    assert complaints(priya.page) == []

    committee.opens(urlsplit(address).path)
    committee.sees("Read-only link for Pay committee", within=committee.page.locator("body"))
    committee.is_on(r"/read/[\w-]+/dashboards/$")
    committee.follows("Present")
    committee.is_on(r"/read/[\w-]+/dashboards/present/$")
    assert complaints(committee.page) == []
    committee.page.set_viewport_size(PHONE)
    committee.follows("Close", within=committee.page.get_by_role("navigation", name="Slides"))
    committee.is_on(r"/read/[\w-]+/dashboards/$")
    menu = committee.page.locator(".nav-more")
    menu.locator("summary").click()
    committee.follows("Key results", within=menu)
    committee.is_on(r"/read/[\w-]+/okrs/$")
    committee.sees("Mentors trained")
    assert complaints(committee.page) == []
    assert committee.page.context.cookies() == []

    priya.opens("/dashboards/links/")
    priya.follows("Withdraw")
    assert complaints(priya.page) == []
    priya.presses("Withdraw it")
    priya.sees("was withdrawn")
    with committee.faults.allowing(410):
        committee.page.reload()
        committee.sees("This link has been withdrawn")
    assert complaints(committee.page) == []


def made_by(person: Person) -> str:
    """The lead makes a link for a month, in the page; gives what is to be copied."""
    person.opens("/dashboards/")
    person.follows("Share")
    person.follows("Make a link")
    assert complaints(person.page) == []
    person.page.set_viewport_size(WIDE)
    person.writes("Who is it for?", "Pay committee")
    person.writes("Last day on which it opens", in_words(timezone.localdate()))
    person.presses("Make the link")
    person.sees("shown this once")
    return person.page.get_by_label("The link").input_value()
