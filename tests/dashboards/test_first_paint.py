"""The first paint holds the words and the numbers; the chart library is never in its way."""

from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest
import time_machine

from tests.factories import CheckInFactory, KeyResultFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
LIBRARY = "plotly-basic"
FOR_THE_LOADER = ("script", "data-plotly")


class Mentions(HTMLParser):
    """Where a page mentions the library (tag and attribute), and which tags the page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [(tag, name) for name, value in attrs if LIBRARY in (value or "")]

    def handle_data(self, data: str) -> None:
        if LIBRARY in data:
            self.found.append(("", "text"))


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(datetime(2027, 4, 5, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def reader(client, db):
    OrganisationFactory.create()
    client.force_login(UserFactory.create(viewer=True))
    return client


@pytest.fixture
def key_result(reader):
    """From 17% to 25%, and 19% on the last day of March."""
    made = KeyResultFactory.create(
        title="Pupils who hear from us", from_value=Decimal(17), to_value=Decimal(25)
    )
    made.latest = CheckInFactory.create(key_result=made, value=Decimal(19))
    made.confirmed_on = date(2027, 3, 31)
    made.save()
    return made


def page(reader, address):
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/okrs/", "/dashboards/", "/strategy/"])
def test_a_page_without_a_live_chart_never_mentions_the_chart_library(reader, key_result, address):
    seen = page(reader, address)

    assert "</main>" in seen
    assert Mentions(seen).found == []


def test_the_page_of_a_key_result_names_the_library_only_for_the_loader(reader, key_result):
    seen = page(reader, f"/okrs/key-results/{key_result.pk}/")

    assert Mentions(seen).found == [FOR_THE_LOADER]


def test_the_page_of_a_key_result_holds_words_numbers_table_and_drawing(reader, key_result):
    seen = page(reader, f"/okrs/key-results/{key_result.pk}/")
    chart = seen[seen.index("data-chart=") : seen.index("</figure>")]

    assert "Pupils who hear from us" in seen
    for figure in ("17%", "19%", "25%", "31 March 2027"):
        assert figure in seen, figure
    assert "table" in Mentions(seen).tags
    assert "svg" in Mentions(chart[chart.index(">") :]).tags


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<script src="/static/plotly-basic.min.js"></script>', [("script", "src")]),
        ('<link rel="preload" href="/static/plotly-basic.min.js">', [("link", "href")]),
        ("<script>load('plotly-basic.min.js')</script>", [("", "text")]),
        ('<script data-plotly="/static/plotly-basic.min.js"></script>', [FOR_THE_LOADER]),
        ("<p>A chart</p>", []),
    ],
)
def test_a_mention_is_found_wherever_it_stands(html, found):
    assert Mentions(html).found == found
