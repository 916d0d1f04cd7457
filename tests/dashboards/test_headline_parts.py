"""Each finding of the headline page has its sentence, number, drawing, figures, source and method,
its files, and a link that opens the same view; and whatever it leads to opens."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.read_links import making
from dashboards import headline
from dashboards.finding import Finding
from dashboards.headline import Headline
from dashboards.todo_line import in_words
from surveys.models import Wave
from tests.dashboards.sections import headlines
from tests.dashboards.two_waves import TODAY, one_wave, two_waves
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/dashboards/"
BEHIND = ("See it in full", "How this was counted", "What these words mean")
LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def leader(client: Client) -> Client:
    OrganisationFactory.create()
    two_waves()
    headlines.plan()
    client.force_login(UserFactory.create(viewer=True))
    return client


def made() -> Headline:
    return headline.made(day=TODAY, today=TODAY)


def every() -> tuple[Finding, ...]:
    found = made()
    return (*found.findings, found.unsaid)


def read(client: Client, address: str) -> str:
    """A page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(unescape(answer.content.decode()).split())


def parts(page: str) -> dict[str, str]:
    """Each section by its key."""
    return dict(re.findall(r'<section class="section" id="(\w+)">(.*?)</section>', page))


def links(section: str) -> dict[str, str]:
    """Addresses by their words, of the line below a finding."""
    line = section[section.rindex('role="group"') :]
    return {words: address for address, words in LINK.findall(line)}


def test_every_finding_has_all_its_parts(leader: Client) -> None:
    shown = parts(read(leader, PAGE))

    assert set(shown) == {finding.key for finding in every()}
    for finding in every():
        part = shown[finding.key]
        plain = re.sub(r"<[^>]+>", "", part).replace("\u00a0", " ")
        number = finding.number if finding.number in plain else in_words(int(finding.number))
        for said in (finding.title, number, finding.source):
            assert said.casefold() in plain.casefold(), (finding.key, said)
        assert ("<svg" in part) == (finding.chart is not None or finding.key == "red"), finding.key
        assert re.search('<table|class="prow"|<article|class="rows"', part), finding.key


def test_below_every_finding_stand_the_same_links_in_the_same_order(leader: Client) -> None:
    for finding in every():
        found = list(links(parts(read(leader, PAGE))[finding.key]))
        files = ["CSV", "SVG", "PNG"] if finding.chart else ["CSV"]
        full = BEHIND if finding.key != "unsaid" else BEHIND[1:]
        assert found == [*full, *files, "Link to this view"], finding.key


def test_each_link_opens_for_who_signed_in_and_for_a_guest(leader: Client) -> None:
    _made, token = making.make(
        audience="Board",
        expires_on=timezone.localdate() + timedelta(days=9),
        by=UserFactory.create(),
        at=timezone.now(),
    )
    for client, inside in ((leader, ""), (Client(), f"/read/{token}")):
        opened = {
            address.partition("#")[0]
            for section in parts(read(client, f"{inside}{PAGE}")).values()
            for address in links(section).values()
        }
        assert len(opened) > 2 * len(every())
        for address in opened:
            assert address.startswith(f"{inside}/")
            assert client.get(address).status_code == 200, address


def test_where_a_link_leads_to_a_place_on_a_page_it_is_there(leader: Client) -> None:
    for section in parts(read(leader, PAGE)).values():
        for address in links(section).values():
            page, _hash, place = address.partition("#")
            if place:
                assert f' id="{place}"' in read(leader, page), address


def test_how_it_was_counted_is_told_where_the_link_leads(leader: Client) -> None:
    shown = parts(read(leader, PAGE))
    for finding in made().findings:
        page = read(leader, links(shown[finding.key])["How this was counted"].partition("#")[0])
        if finding.key == "red":
            assert "points behind, further from the target than at the start, or blocked" in page
            continue
        assert finding.method
        for name, text in finding.method:
            assert f"<dt>{name}</dt><dd>{text}</dd>" in page, (finding.key, name)


def test_a_link_to_a_finding_of_the_survey_opens_the_same_after_the_next_wave(
    leader: Client,
) -> None:
    before = [one for one in every() if one.key in ("response", "background", "grades")]
    shown = parts(read(leader, PAGE))
    shared = {one.key: links(shown[one.key])["Link to this view"] for one in before}
    views = {key: parts_of(leader, address) for key, address in shared.items()}

    one_wave("w3", seed=2)
    Wave.objects.filter(label="w3").update(closed_on=date(2026, 11, 20))

    assert links(parts(read(leader, PAGE))["response"])["Link to this view"] != shared["response"]
    for finding in before:
        again = parts_of(leader, shared[finding.key])
        assert again == views[finding.key]
        assert finding.number in again
        assert "October 2025" in again  # what it stands beside


def parts_of(client: Client, address: str) -> str:
    """The finding that an address leads to."""
    page, _hash, key = address.partition("#")
    found = re.search(rf'<section class="section" id="{key}".*?</section>', read(client, page))
    assert found, address
    return found[0]
