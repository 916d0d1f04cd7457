"""The class pay gap on the page: rounded as it was stored, hidden as everything else is hidden."""

import re
from dataclasses import replace

import pytest

from disclosure.control.safe_pay_gaps import PayGap, PayGaps
from surveys.results import pay
from tests.factories import UserFactory
from tests.surveys.results.publishing import published
from tests.surveys.results.reading import main, words

pytestmark = pytest.mark.django_db


def gaps() -> PayGaps:
    return PayGaps(
        gaps={
            ("UNIT",): {
                ("WEST",): None,
                ("NORTH",): PayGap(median=-5, mean=None, step=5, smaller_side_about=25),
                ("EAST",): PayGap(median=None, mean=None, step=2, smaller_side_about=60),
            },
            (): {(): PayGap(median=12, mean=0, step=1, smaller_side_about=205)},
        },
        floors=(0, 20_000, 25_000),
        smallest=20,
    )


@pytest.fixture
def page(client) -> str:
    published(pay=gaps().to_data())
    client.force_login(UserFactory.create(role="viewer"))
    return main(client, "w1/results/")


def test_the_first_page_says_the_gap_of_everybody_and_of_each_group(page):
    said = words(page)

    assert "Everybody together, median: 12% less" in said
    assert "Everybody together 12% less no difference about 205" in said
    assert "North about 5% more – about 25" in said
    assert "East in the highest band: not known – about 60" in said
    assert "West Hidden to protect people – –" in said


def test_units_without_a_median_stand_in_the_order_of_the_plan(page):
    table = page[page.index('id="pay-name"') :]

    assert re.findall(r'<th scope="row">([^<]*)</th>', table)[:4] == [
        "Everybody together",
        "North",
        "East",
        "West",
    ]


def test_units_stand_by_their_median_gap_and_the_page_says_so(client):
    made = gaps()
    units: dict[tuple[str, ...], PayGap | None] = {
        ("WEST",): PayGap(median=15, mean=None, step=1, smaller_side_about=205),
        ("NORTH",): PayGap(median=-5, mean=None, step=5, smaller_side_about=25),
        ("EAST",): None,
        ("SOUTH",): PayGap(median=8, mean=None, step=2, smaller_side_about=60),
    }
    published(pay=replace(made, gaps={**made.gaps, ("UNIT",): units}).to_data())
    client.force_login(UserFactory.create(role="viewer"))
    found = main(client, "w1/results/")
    table = found[found.index('id="pay-name"') :]

    names = re.findall(r'<th scope="row">([^<]*)</th>', table)[:5]
    assert names == ["Everybody together", "West", "South", "North", "East"]
    assert "Units stand by their median gap, the largest first" in words(table)


def test_where_no_two_units_have_a_median_nothing_is_said_of_their_order(page):
    assert "Units stand by" not in words(page)


def test_a_survey_that_did_not_ask_pay_says_nothing_of_it(client):
    published()
    client.force_login(UserFactory.create(role="viewer"))

    assert "pay gap" not in main(client, "w1/results/")


@pytest.mark.parametrize(
    ("gap", "step", "said"),
    [
        (12, 1, "12% less"),
        (-3, 1, "3% more"),
        (10, 5, "about 10% less"),
        (0, 5, "no difference"),
    ],
)
def test_a_gap_is_said_as_exactly_as_it_is_known(gap, step, said):
    assert pay.said(gap, step) == said
