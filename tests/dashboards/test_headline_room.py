"""The headline page takes 8,192 bytes at most, however much there is: of what may be many it shows
the first few, says how many more there are, and leads to all of them."""

import gzip
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpResponse
from django.test import Client

from accounts.read_links import making
from accounts.roles import Role
from dashboards import room
from dashboards.room import ROOMS, Room, fitted
from tests.dashboards import large
from tests.dashboards.two_waves import TODAY
from tests.factories import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_are_kept")]
AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
ROLES = (Role.VIEWER, Role.LEAD, Role.ADMIN)
PAGE, LIST = "/dashboards/", "/okrs/?status="
ORGANISATION = "The Associated Harbours, Railways and Waterworks of Calder and the Northern Isles"
NAME = "Bartholomew Featherstonehaugh-Cholmondeley"


@pytest.fixture(autouse=True)
def _the_day() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def _names_of_files_with_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As an installation has them."""
    plain = StaticFilesStorage.url

    def url(self: StaticFilesStorage, name: str) -> str:
        stem, _dot, ending = name.rpartition(".")
        return plain(self, f"{stem}.{sha256(name.encode()).hexdigest()[:12]}.{ending}")

    monkeypatch.setattr(StaticFilesStorage, "url", url)


def sent(role: Role = Role.VIEWER) -> bytes:
    """The page of somebody with a long name, as it goes over the wire."""
    client = Client()
    client.force_login(UserFactory.create(role=role, name=NAME))
    answer = client.get(PAGE, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    return answer.content


def part(page: bytes, key: str) -> str:
    """One section, without its drawings."""
    html = unescape(gzip.decompress(page).decode())
    found = re.search(rf"<section class=section id={key}>.*?</section>", html, re.DOTALL)
    assert found, key
    return re.sub(r"<svg.*?</svg>", "", found[0], flags=re.DOTALL)


@pytest.mark.parametrize(("many", "roles"), [(3, ROLES[:1]), (30, ROLES), (300, ROLES[:1])])
def test_however_much_there_is_the_page_is_no_larger(many: int, roles: tuple[Role, ...]) -> None:
    OrganisationFactory.create(name=ORGANISATION)
    large.waves("w1", "w2", "w3", "w4", "w5")
    large.red(many)

    pages = {role: sent(role) for role in roles}

    assert {role: len(page) for role, page in pages.items() if len(page) > room.BYTES} == {}
    red, grades = part(pages[Role.VIEWER], "red"), part(pages[Role.VIEWER], "grades")
    shown = red.count("<article")
    assert shown
    assert all(name in grades for name in large.NAMES["GRADE"])
    assert (f">And {many - shown} more: all {many} in one list</a>" in red) == (many > shown)
    assert red.index(">Blocked<") < red.index("</article>")


def test_a_guest_is_shown_as_much_as_whoever_signed_in() -> None:
    """Though a link stands in each of their addresses."""
    OrganisationFactory.create()
    large.waves("w1", "w2")
    large.red(30)
    _made, token = making.make(
        audience="Board", expires_on=TODAY + timedelta(days=9), by=UserFactory.create(), at=AT
    )

    viewer = unescape(gzip.decompress(sent()).decode())
    guest = unescape(Client().get(f"/read/{token}{PAGE}").content.decode())

    assert said(guest) == said(viewer)
    assert "And 2" in said(guest)


def said(page: str) -> str:
    """The words of its main part."""
    return " ".join(
        re.sub(r"<[^>]+>", " ", page[page.index("<main") :].split("</main>")[0]).split()
    )


def test_how_many_more_have_no_baseline_is_said_and_all_of_them_are_one_press_away() -> None:
    OrganisationFactory.create()
    large.red(60)

    unsaid = part(sent(), "unsaid")

    named = unsaid.count("/okrs/key-results/")
    assert "How are 7 key results doing?" in unsaid
    assert f'href="{LIST}unset">And {7 - named} more: all 7 in one list</a>' in unsaid
    assert 0 < named < 7


def test_the_list_that_more_leads_to_has_all_of_them(client: Client) -> None:
    OrganisationFactory.create()
    large.red(12)
    client.force_login(UserFactory.create(viewer=True))

    for status, many in (("off_track", 12), ("unset", 2)):
        listed = client.get(f"{LIST}{status}").content.decode()
        assert len(set(re.findall(r"/okrs/key-results/(\d+)/\"", listed))) == many, status


def drawing(sizes: dict[int, int]) -> tuple[Callable[[Room], HttpResponse], list[int]]:
    """A page that takes so many bytes by its cards, and with how many it was drawn."""
    drawn: list[int] = []

    def draw(one: Room) -> HttpResponse:
        drawn.append(one.cards)
        return HttpResponse(bytes(sizes[one.cards]))

    return draw, drawn


@pytest.mark.parametrize(
    ("sizes", "tried"),
    [
        ({3: 9, 1: 9, 0: 9}, [3]),
        ({3: 11, 1: 10, 0: 9}, [3, 1]),
        ({3: 11, 1: 11, 0: 9}, [3, 1, 0]),
        ({3: 11, 1: 11, 0: 11}, [3, 1, 0]),
    ],
)
def test_it_is_drawn_with_the_most_room_that_fits(
    monkeypatch: pytest.MonkeyPatch, sizes: dict[int, int], tried: list[int]
) -> None:
    monkeypatch.setattr(room, "compressed", bytes)
    monkeypatch.setattr(room, "BYTES", 10)
    draw, drawn = drawing(sizes)

    made = fitted(draw, [ROOMS[0], ROOMS[-2], ROOMS[-1]])

    assert drawn == tried
    assert len(made.content) == sizes[tried[-1]]
