"""Hidden groups: one label, the same markup, the same queries, and absent from every comparison."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.results import findings, showing
from surveys.results.tables import table
from tests.disclosure import tables
from tests.disclosure.tables import NOT_SAID, Cells, cell, cells, words
from tests.factories import UserFactory
from tests.surveys.results.publishing import published
from tests.surveys.results.reading import KINDS, body, in_json, main

pytestmark = pytest.mark.django_db

LABEL = "Hidden to protect people"
NORTH = cells()["UNIT",]["NORTH",]


@pytest.fixture
def reader(client):
    client.force_login(UserFactory.create(role="lead"))
    return client


def finding(made: Cells, cut=("UNIT",)) -> str:
    published(made=made)
    shown = showing.find(label="w1", reader=UserFactory.create(role="viewer"))
    return findings.finding(table(shown, cut, "SEB1"))


def test_there_is_one_label_whatever_hides_a_group(reader):
    """East is small, West stands beside it: which of them is which is kept nowhere."""
    published()

    labels = {
        said
        for name, _category, said in in_json(body(reader, "w1/results/unit/seb1.json"))
        if name in ("East", "West", "Preferred not to say")
    }

    assert labels == {LABEL}


def test_rows_of_hidden_groups_differ_in_their_names_only(reader):
    published()
    page = main(reader, "w1/results/unit/seb1/")

    rows = [row for row in re.findall(r"<tr>.*?</tr>", page, re.S) if LABEL in row]

    assert len(rows) == 3
    assert len({re.sub(r'<th scope="row">[^<]*</th>', "", row) for row in rows}) == 1


def test_a_hidden_row_has_the_markup_of_a_shown_one(reader):
    published()
    page = main(reader, "w1/results/unit/seb1/")

    rows = re.findall(r"<tr>.*?</tr>", page, re.S)[1:]

    assert len({re.sub(r">[^<]+<", "><", re.sub(r"share-\w+", "", row)) for row in rows}) == 1


def test_hidden_few_placed_and_not_asked_differ_in_words_and_in_nothing_else(reader):
    """The same status, the same queries, the same markup: only a reader can tell them apart."""
    published("w1")
    few = cell(60, 2, 1, 1, 6, 50)
    published("w2", made=cells() | {("UNIT",): dict.fromkeys(cells()["UNIT",], few)})
    published("w3", made=cells() | {("UNIT",): dict.fromkeys(cells()["UNIT",])})
    told = []
    for label in ("w2", "w3"):
        with CaptureQueriesContext(connection) as queries:
            page = main(reader, f"{label}/results/unit/seb1/")
        rows = re.findall(r"<tr>.*?</tr>", page, re.S)[1:]
        skeleton = {re.sub(r">[^<]+<", "><", re.sub(r"share-\w+", "", row)) for row in rows}
        told.append((len(queries), skeleton, len(re.findall("c-hatch-box", page))))

    assert told[0] == told[1]
    assert "Too few could be placed" in main(reader, "w2/results/unit/seb1/")
    assert LABEL not in main(reader, "w2/results/unit/seb1/")


EMPTY = {"UNIT": [["NORTH"], ["SOUTH"], ["EAST"], ["WEST"]]}


def test_a_group_from_which_nobody_was_invited_differs_in_words_and_in_nothing_else(reader):
    """The same queries, markup, order and hatching as a hidden one, on the page and in files."""
    made = cells() | {("UNIT",): dict.fromkeys(cells()["UNIT",])}
    published("w1", made=made)
    published("w2", made=made, words=words() | {"empty": EMPTY})
    told = []
    for label in ("w1", "w2"):
        with CaptureQueriesContext(connection) as queries:
            page = main(reader, f"{label}/results/unit/seb1/")
        told.append((len(queries), re.sub(rf"share-\w+|{label}|Wave \d+", "", page)))

    assert told[0][0] == told[1][0]
    other = "Nobody was invited"
    assert told[0][1].count(LABEL) - told[1][1].count(LABEL) == told[1][1].count(other) > 0
    assert without(told[0][1]) == without(told[1][1])


def without(page: str) -> str:
    """With one word for both, and drawings named alike: their names are made of what they say."""
    return re.sub(r"\bp[0-9a-f]{8}-", "", page.replace("Nobody was invited", LABEL))


@pytest.mark.parametrize("kind", ["csv", "json", "svg"])
def test_in_files_too_only_the_words_of_an_empty_group_are_others(kind, reader):
    made = cells() | {("UNIT",): dict.fromkeys(cells()["UNIT",])}
    published("w1", made=made)
    published("w2", made=made, words=words() | {"empty": EMPTY})

    one, other = (body(reader, f"{w}/results/unit/seb1.{kind}").decode() for w in ("w1", "w2"))

    assert "Nobody was invited" in other
    alike = without(other).replace('"nobody invited"', '"hidden"').replace("w2", "w1")
    assert alike == without(one)


@pytest.mark.parametrize("end", ["/", *(f".{kind}" for kind in KINDS)])
def test_a_hidden_table_costs_the_queries_of_a_shown_one(end, reader):
    published("w1", made=cells() | {("UNIT",): dict.fromkeys(cells()["UNIT",], NORTH)})
    published("w2", made=cells() | {("UNIT",): dict.fromkeys(cells()["UNIT",])})
    counts = set()
    for label in ("w1", "w2"):
        with CaptureQueriesContext(connection) as queries:
            body(reader, f"{label}/results/unit/seb1{end}")
        counts.add(len(queries))

    assert len(counts) == 1


def test_an_unplanned_table_costs_no_more_queries_than_one_that_is_not_published(reader):
    published("w1")
    counts = set()
    for place in ("w1/results/gender/seb1/", "w1/results/unit/seb9/"):
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(f"/surveys/{place}").status_code == 404
        counts.add(len(queries))

    assert len(counts) == 1


def test_groups_stand_in_the_order_of_the_plan_whatever_hides_them(reader):
    published("w1")
    made = cells()
    made["UNIT",] = {
        ("NORTH",): None,
        ("SOUTH",): None,
        ("EAST",): NORTH,
        ("WEST",): NORTH,
        (NOT_SAID,): None,
    }
    published("w2", made=made)

    names = [
        re.findall(r'<th scope="row">([^<]*)</th>', main(reader, f"{label}/results/unit/seb1/"))
        for label in ("w1", "w2")
    ]

    assert names[0] == names[1] == ["North", "South", "East", "West", "Preferred not to say"]


def test_the_finding_compares_shown_groups_whose_ranges_do_not_overlap():
    said = "Lower socio-economic background: from 13% (South) to 49% (North)"
    assert finding(cells()) == said


def test_a_hidden_group_is_in_no_comparison_even_where_it_would_be_the_highest():
    made = cells()
    made["UNIT",]["NORTH",] = None
    made["UNIT",]["EAST",] = cell(140, 27, 30, 66, 8, 9)

    assert finding(made) == "Lower socio-economic background: no clear difference by unit"


def test_a_small_group_with_the_lowest_figure_does_not_hide_what_two_others_differ_by():
    made = cells()
    made["UNIT",] |= {("EAST",): cell(25, 2, 5, 13, 2, 3)}  # a tenth of few, or none, or a third

    said = "Lower socio-economic background: from 13% (South) to 49% (North)"
    assert finding(made) == said


def test_groups_said_in_words_are_too_coarse_to_compare():
    made = cells()
    made["UNIT",]["NORTH",] = cell(15, 12, 0, 0, 2, 1)

    assert finding(made).endswith("too few groups shown to compare by unit")


def test_where_everything_is_hidden_the_finding_says_so_and_names_nobody():
    made = cells() | {("UNIT",): dict.fromkeys(cells()["UNIT",])}

    assert finding(made) == (
        "Lower socio-economic background: too few groups shown to compare by unit"
    )


def test_two_attributes_crossed_are_compared_alike():
    assert finding(cells(), ("UNIT", "GRADE")) == (
        "Lower socio-economic background: from 11% (South, Entry) to 50% (North, Entry)"
    )


def test_twice_the_groups_cost_no_more_queries(reader, same_queries):
    published()

    def twice_as_many():
        told = words()
        told["attributes"]["UNIT"]["categories"] |= {
            f"U{n}": {"en-gb": f"Unit {n}"} for n in range(9)
        }
        made = cells()
        made["UNIT",] |= {(f"U{n}",): NORTH for n in range(9)}
        tables.publication("w1", made=made, words=told, reason="More units")

    same_queries(
        lambda: [
            body(reader, f"w1/results/{place}") for place in ("", "unit/seb1/", "unit/seb1.json")
        ],
        add_rows=twice_as_many,
    )
