"""The strategy map: its page, its list, its file, and what each says of a key result."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MAP, LIST, FILE = "/strategy/map/", "/strategy/map/?as=list", "/strategy/map.svg"
LINK = re.compile(r'<a href="([^"]*)" aria-label="([^"]*)" data-level="(\d)">')


@pytest.fixture(autouse=True)
def fifth_of_july():
    with time_machine.travel(datetime(2027, 7, 5, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def objective():
    OrganisationFactory.create(name="Example & Co")
    strategy = StrategyFactory.create(name="Our strategy")
    return ObjectiveFactory.create(strategy=strategy, title="Know who we are")


@pytest.fixture
def words(client, lead):
    def open_page(address, person=lead):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == 200
        return " ".join(unescape(answer.content.decode()).split())

    return open_page


def read(value, **more):
    key_result = KeyResultFactory.create(**more)
    key_result.latest = CheckInFactory.create(
        key_result=key_result, value=Decimal(value), as_of=date(2027, 6, 30)
    )
    key_result.confirmed_on = date(2027, 6, 30)
    key_result.save()
    return key_result


def test_every_box_is_a_link_that_says_all_that_is_drawn_in_it(words, objective):
    one = read(33, objective=objective, title="Survey all", also_supports=["hiring", "culture"])
    boxes = LINK.findall(words(MAP))

    pillar, goal, key_result = boxes[:3]
    assert pillar == ("/strategy/pillars/data/", "Pillar: Data. 50% progress", "1")
    assert goal[0] == f"/strategy/pillars/data/#objective-{objective.pk}"
    assert goal[1:] == ("Objective: Know who we are. Progress 50%. On track", "2")
    assert key_result == (
        f"/okrs/key-results/{one.pk}/",
        "Key result: Survey all. 0%, now 33%, to 66%. On track. "
        "Also supports Hiring, Culture & leadership",
        "3",
    )
    assert [level for _to, _name, level in boxes] == ["1", "2", "3", "1", "1", "1", "1"]


def test_where_an_objective_leads_there_is_its_place(words, objective):
    place = f'id="objective-{objective.pk}"'

    assert place in words("/strategy/pillars/data/")


def test_a_key_result_that_supports_others_stands_once(words, objective):
    read(33, objective=objective, title="Survey all", also_supports=["hiring"])
    page = words(MAP)
    on_screen = page[page.index("data-map ") : page.index('class="map-narrow"')]

    assert on_screen.count(">Survey all</text>") == 1
    assert on_screen.count("Key result: Survey all") == 1
    assert "+ Hiring" in on_screen
    assert words(LIST).count(">Survey all</a>") == 1


def test_a_status_is_brought_out_on_the_map_and_alone_in_the_list(words, objective):
    read(33, objective=objective, title="Going well")
    KeyResultFactory.create(objective=objective, unset=True, title="No baseline")
    page, listed = words(f"{MAP}?status=ontrack"), words(f"{LIST}&status=ontrack")

    assert 'aria-current="true"' in page
    assert "Key result: No baseline" in page
    assert page.count("map-hit") == 2  # on the screen and on the sheet
    assert ">Going well</a>" in listed
    assert "No baseline" not in listed


def test_a_status_that_is_none_is_let_go(words, objective):
    read(33, objective=objective)

    assert words(f"{MAP}?status=<b>") == words(MAP)


def test_the_key_counts_as_every_other_page_does(words, objective):
    """A baseline past its date is amber on the map, and is counted as one to set."""
    KeyResultFactory.create(objective=objective, unset=True, set_by=date(2027, 4, 1), title="Late")
    page = words(MAP)
    assert "Baseline to set <b>1</b>" in page
    assert "Behind <b>0</b>" in page
    assert "1 no baseline" in page
    assert "No status yet" not in page

    KeyResultFactory.create(objective=objective, starts_on=date(2027, 7, 1), title="Young")
    assert "No status yet <b>1</b>" in words(MAP)
    assert "Late" not in words(f"{LIST}&status=others")
    assert "Young" in words(f"{LIST}&status=others")


def test_the_list_says_the_same_in_words(words, objective):
    read(33, objective=objective, title="Survey all", also_supports=["hiring"])
    page = words(LIST)

    assert 'class="map ' not in page
    assert "0%, now 33%, to 66%. Also supports Hiring." in page
    assert page.count("<details") - page.count("nav-more") == page.count(" open>") == 5


def test_the_file_stands_alone_with_its_date_and_its_source(client, lead, objective, settings):
    settings.SITE_URL = "https://mobility.example.org"
    one = read(33, objective=objective, title="R&D <all>")
    client.force_login(lead)
    answer = client.get(FILE)
    drawn = ElementTree.fromstring(answer.content)  # noqa: S314
    said = {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")}

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == 'attachment; filename="strategy-map-2027-07-05.svg"'
    assert {"Our strategy", "R&D <all>", "0% → 33% → 66%"} <= said
    assert "Example & Co, as at 5 July 2027. Made with Mobility." in said
    assert not re.search(r"class=|style|<script", answer.content.decode())
    links = [link.get("href") for link in drawn.iter("{http://www.w3.org/2000/svg}a")]
    assert f"https://mobility.example.org/okrs/key-results/{one.pk}/" in links
    assert all(link.startswith("https://mobility.example.org/") for link in links)


@pytest.mark.parametrize("address", [MAP, LIST])
def test_it_opens_before_there_is_anything_to_draw(words, client, lead, address):
    assert "Nothing to draw yet" in words(address)
    assert client.get(FILE).status_code == 404
    StrategyFactory.create()
    assert "Choose key results from the playbook" in words(address)
    assert "playbook" not in words(address, UserFactory.create(viewer=True))


def test_the_menu_marks_the_map_and_not_the_strategy(words, objective):
    page = words(MAP)

    assert page.count('aria-current="page">Map<') == 3  # twice the menu, once the way here
    assert 'aria-current="page">Strategy<' not in page


@pytest.mark.parametrize("address", [MAP, LIST, FILE])
def test_an_outsider_and_a_stranger_see_nothing(address, objective):
    stranger, outsider = Client(), Client()
    outsider.force_login(UserFactory.create(outsider=True))

    assert stranger.get(address).status_code == 302
    assert outsider.get(address).status_code == 403


def test_nothing_on_the_page_has_a_style_of_its_own(words, objective):
    read(33, objective=objective)

    assert " style=" not in words(MAP)


@pytest.mark.parametrize("address", [MAP, LIST, FILE])
def test_its_queries_do_not_grow_with_the_plan(client, lead, objective, same_queries, address):
    client.force_login(lead)

    def more():
        for goal in ObjectiveFactory.create_batch(2, strategy=objective.strategy):
            read(33, objective=goal, owner=UserFactory.create(), also_supports=["hiring"])

    more()
    same_queries(lambda: client.get(address), add_rows=more)
