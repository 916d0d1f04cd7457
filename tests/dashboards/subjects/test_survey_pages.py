"""What a reader meets: the pages of the survey’s subjects, through the client, and their files."""

import pytest
from django.test import Client

from dashboards.templatetags.findings import held
from disclosure import figures, reading
from disclosure.control.safe_pay_gaps import PayGap, PayGaps
from surveys.results import wording
from tests.dashboards.outlets import body, in_csv, main, on_page, words
from tests.dashboards.two_waves import one_wave, two_waves
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create(role="viewer"))
    return client


@pytest.mark.parametrize(
    ("slug", "key", "measure"),
    [
        ("representation", "background", "SEB1"),
        ("school", "school", "SEB2"),
        ("meals", "meals", "SEB3"),
    ],
)
def test_page_and_file_say_the_shares_that_were_published(slug, key, measure, reader):
    two_waves()
    stored = reading.latest("w2")
    (row,) = figures.rows(stored, reading.table(stored, ()), measure)
    names = stored.words["measures"][measure]["categories"]
    published = {names[one.groups[0]]["en-gb"]: wording.share(one) for one in row.figures}

    page = on_page(main(reader, f"{slug}/"))
    assert page == in_csv(body(reader, f"{slug}/{key}.csv"))
    assert {key[1]: said for key, said in page.items() if key[2] == "October 2026"} == published


def test_a_class_pay_gap_has_a_page_and_a_file(reader):
    gaps = PayGaps(
        gaps={(): {(): PayGap(median=12, mean=-3, step=1, smaller_side_about=205)}},
        floors=(0, 20_000),
        smallest=20,
    )
    one_wave(pay=gaps.to_data())

    page = words(main(reader, "pay/"))
    file = in_csv(body(reader, "pay/pay.csv"))

    file_key = (
        "Pay of people from lower backgrounds beside professional ones",
        "Everybody together",
        "Median",
    )
    title = "People from lower backgrounds are paid 12% less than those from professional ones"
    assert title in page
    assert "3% more" in page
    assert file[file_key] == "12% less"


def test_what_has_no_figures_has_no_file(reader):
    one_wave()

    assert "What people are paid is not known yet" in words(main(reader, "pay/"))
    assert reader.get("/dashboards/pay/pay.csv").status_code == 404


def test_no_line_of_a_title_breaks_between_a_number_and_its_points(reader):
    one_wave("w1", responded=400)
    one_wave("w2")

    assert "responded, up 19\u00a0points;" in main(reader, "response/")
    assert held("1 point below, 12 points above, 3 pointers") == (
        "1\u00a0point below, 12\u00a0points above, 3 pointers"
    )
