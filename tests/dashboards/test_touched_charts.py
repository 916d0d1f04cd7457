"""The figures behind charts that one touches: asked for apart from the page, and equal to it."""

import json

import pytest

from dashboards import subject_page
from dashboards.subjects.listing import BY_SLUG
from tests.dashboards.two_waves import TODAY, two_waves
from tests.factories import KeyResultFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/dashboards/representation/"


@pytest.fixture
def reader(client):
    OrganisationFactory.create()
    client.force_login(UserFactory.create(viewer=True))
    return client


def test_a_chart_names_the_address_of_its_figure_with_the_choices_of_the_page(reader):
    two_waves()
    page = reader.get(PAGE, {"wave": "w1"}).content.decode()

    assert f'data-chart="{PAGE}background.json?wave=w1"' in page


def test_the_figure_has_the_shares_of_the_finding(reader):
    two_waves()
    finding = subject_page.page(BY_SLUG["representation"], {}, today=TODAY).findings[0]
    told = json.loads(reader.get(f"{PAGE}{finding.key}.json").content)

    spots = [line.spot for panel in finding.chart.panels for line in panel.lines if line.spot]
    for figure in (told["wide"], told["phone"]):
        shares = [x for one in figure["data"] if one["meta"] == "share" for x in one["x"]]
        assert shares == [spot.value for spot in spots]


def test_the_figure_of_what_there_is_not_is_not_found(reader):
    two_waves()

    assert reader.get(f"{PAGE}nothing.json").status_code == 404
    assert reader.get("/dashboards/changed.json").status_code == 404


def test_the_pillars_have_a_figure_too(reader):
    KeyResultFactory.create()
    told = json.loads(reader.get("/dashboards/pillars.json").content)

    assert {"wide", "phone"} == set(told)


def test_a_page_without_charts_asks_for_no_script_of_them(reader):
    assert "chart.js" not in reader.get("/dashboards/").content.decode()


def test_who_may_not_see_the_page_may_not_see_the_figure(client):
    two_waves()

    assert client.get(f"{PAGE}background.json").status_code == 302
