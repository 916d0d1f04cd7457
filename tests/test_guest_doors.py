"""What a read-only link opens: every address of the product, tried by its guest.

The list stands here a second time, apart from accounts/read_links/pages.py: to open a page to
people who do not sign in, somebody has to write it down twice.
"""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.read_links import making, pages
from accounts.read_links.guest import Guest
from accounts.roles import Capability, Role
from tests.doors import ARGUMENTS, NEEDS, Things, every_route
from tests.factories import UserFactory
from tests.surveys import making as making_waves

OPEN_TO_GUESTS = {
    "accessibility",
    "dashboards:changed",
    "dashboards:headline_file",
    "dashboards:pillars",
    "dashboards:definitions",
    "dashboards:file",
    "dashboards:plan",
    "dashboards:plan_csv",
    "dashboards:present",
    "dashboards:subject",
    "how_we_count",
    "okrs:chart",
    "okrs:export",
    "okrs:history",
    "okrs:key_result",
    "okrs:list",
    "okrs:period",
    "okrs:period_file",
    "okrs:period_snapshot",
    "okrs:periods",
    "okrs:readings_csv",
    "okrs:workbook",
    "packs:file",
    "packs:list",
    "packs:pack",
    "packs:since",
    "pillar_page",
    "strategy_map",
    "strategy_map_file",
    "strategy_page",
    "surveys:benchmarks",
    "surveys:imported",
    "surveys:list",
    "surveys:results",
    "surveys:results_file",
    "surveys:results_table",
    "surveys:wave",
}
PAGES = sorted(OPEN_TO_GUESTS - {"okrs:chart"})  # what a person looks at or takes away
LINK = re.compile(r'href="([^"#?]+)')
MAIN = re.compile(r"<main.*?</main>", re.S)


@pytest.fixture
def things(db: None) -> Things:
    return Things.of(UserFactory.create())


@pytest.fixture
def link(things: Things) -> str:
    """Where a link leads that opens for a month, without its last slash."""
    _made, token = making.make(
        audience="Pay committee",
        expires_on=timezone.localdate() + timedelta(days=30),
        by=User.objects.get(pk=things.person),
        at=timezone.now(),
    )
    return f"/read/{token}"


def address(name: str, things: Things) -> str:
    return reverse(name, args=ARGUMENTS[name](things) if name in ARGUMENTS else [])


def test_both_lists_of_what_a_link_opens_are_the_same():
    assert OPEN_TO_GUESTS == pages.OPEN
    assert set(every_route()) >= OPEN_TO_GUESTS


def test_no_page_for_employees_is_drawn_inside_a_link():
    """It is kept for everybody who answers: drawn there, it would tell them the link's secret."""
    assert not {name for name in pages.OPEN if name.startswith("survey:")}
    assert not pages.OPEN & pages.PUBLIC


def test_a_link_opens_only_what_whoever_may_see_the_plan_may_see():
    assert {NEEDS.get(name) for name in OPEN_TO_GUESTS} == {Capability.SEE_PLAN, None}
    assert [name for name in OPEN_TO_GUESTS if name not in NEEDS] == ["accessibility"]


@pytest.mark.parametrize("capability", Capability)
def test_a_guest_may_see_and_nothing_else(capability):
    guest = Guest(name="Board", until=date(2027, 3, 3))

    assert guest.may(capability) == (capability is Capability.SEE_PLAN)


@pytest.mark.parametrize("name", sorted(set(every_route())))
def test_a_door_to_a_guest(name, things, link, client):
    place = f"{link}{address(name, things)}"

    read, sent = client.get(place), client.post(place)

    assert sent.status_code == 405
    if name == "home":
        assert (read.status_code, read["Location"]) == (302, f"{link}/dashboards/")
    elif name in {"survey:anonymity", "survey:page"}:  # for anybody, at their own addresses
        assert (read.status_code, read["Location"]) == (302, address(name, things))
    elif name in OPEN_TO_GUESTS:
        assert read.status_code == 200
    else:
        assert read.status_code == 403
        assert "not part of the read-only link" in read.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_guest_sees_exactly_what_a_viewer_sees(name, things, link, client):
    viewer = Client()
    viewer.force_login(UserFactory.create(role=Role.VIEWER))
    place = address(name, things)

    theirs, ours = client.get(f"{link}{place}"), viewer.get(place)

    assert theirs["Content-Type"] == ours["Content-Type"]
    if "text/html" in ours["Content-Type"]:
        shown = [MAIN.search(page.content.decode()) for page in (theirs, ours)]
        assert shown[0]
        assert shown[1]
        assert shown[0][0].replace(link, "") == shown[1][0]
        return
    assert link.rpartition("/")[2].encode() not in theirs.content, "a file is passed on"
    if name != "okrs:workbook":  # zipped with the moment it was made
        assert theirs.content == ours.content


def test_nor_does_the_page_of_a_survey_that_is_open(link, client):
    wave = making_waves.standing_open_wave()

    page = client.get(f"{link}/surveys/{wave.label}/").content.decode()
    leads = {to for to in LINK.findall(page) if to.startswith(link)}

    assert f"{link}/s/{wave.label}/" in leads
    assert {to for to in leads if client.get(to).status_code >= 400} == set()


def test_no_page_leads_a_guest_out_of_the_link_or_to_a_closed_door(things, link, client):
    """In one go: most pages lead to the same places, and each is opened once."""
    leads: dict[str, str] = {}  # where to, and from which page
    for name in PAGES:
        page = client.get(f"{link}{address(name, things)}")
        if "text/html" in page["Content-Type"]:
            found = {to for to in LINK.findall(page.content.decode()) if to.startswith("/")}
            leads |= {to: name for to in found if not to.startswith("/static/")}

    assert len(leads) > len(PAGES)
    assert {to: name for to, name in leads.items() if not to.startswith(link)} == {}
    assert {to: name for to, name in leads.items() if client.get(to).status_code >= 400} == {}
