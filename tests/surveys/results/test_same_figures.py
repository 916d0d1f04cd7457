"""One door for every outlet: page, files, chart and alternative text say the same figures, no digit
more, and nothing that is not made of them."""

import json
import re
from itertools import product

import pytest

from disclosure import figures, reading
from disclosure.estimates import saying, shares
from surveys.results import wording
from tests.disclosure import tables
from tests.disclosure.tables import Cells, cell, cells
from tests.factories import UserFactory
from tests.surveys.results.publishing import published
from tests.surveys.results.reading import (
    KINDS,
    body,
    in_csv,
    in_json,
    in_workbook,
    main,
    on_page,
    pdf_text,
    svg_words,
    words,
)

pytestmark = pytest.mark.django_db
CUTS = ("everybody", "unit", "grade", "unit-grade")


@pytest.fixture
def reader(client):
    client.force_login(UserFactory.create(role="viewer"))
    return client


def expected(cut=("UNIT",)):
    stored = reading.latest("w1")
    rows = figures.rows(stored, reading.table(stored, cut), "SEB1")
    names = (
        "Lower socio-economic background",
        "Intermediate background",
        "Professional background",
    )
    return [
        (row.names[0], name, wording.share(figure))
        for row in rows
        for name, figure in zip(names, row.figures, strict=True)
    ]


@pytest.mark.parametrize("cut", ["unit", "grade"])
def test_every_outlet_says_the_same_shares_of_the_same_groups(cut, reader):
    published()
    wanted, at = expected((cut.upper(),)), f"w1/results/{cut}/seb1"

    assert on_page(main(reader, f"{at}/")) == wanted
    assert in_csv(body(reader, f"{at}.csv")) == wanted
    assert in_workbook(body(reader, f"{at}.xlsx")) == wanted
    assert in_json(body(reader, f"{at}.json")) == wanted


@pytest.mark.parametrize("cut", ["unit", "grade"])
def test_charts_and_print_say_them_too(cut, reader):
    published()
    at = f"w1/results/{cut}/seb1"
    printed, drawn = pdf_text(body(reader, f"{at}.pdf")), svg_words(body(reader, f"{at}.svg"))
    page = words(main(reader, f"{at}/"))

    for group, _category, said in expected((cut.upper(),)):
        assert said in printed
        assert said in drawn
        assert f"{group}: " in page  # the alternative text of the chart
        assert group in printed


@pytest.mark.parametrize("cut", CUTS)
def test_no_outlet_has_a_count_of_fewer_than_everybody(cut, reader):
    """Protected counts are no secret, and yet nobody gets them: two decimals can be worked out."""
    published()
    counts = {
        count
        for table in cells().values()
        for one in table.values()
        if one
        for count in (*one.counts["SEB1"], sum(one.counts["SEB1"]), sum(one.counts["SEB1"][:3]))
        if count > 100  # smaller ones are also days, versions and percents
    }
    shown = {
        int(n) for text in texts(reader, cut) for n in re.findall(r"(?<![\d.])\d+(?![\d.%])", text)
    }

    assert (counts - {400, 600}) & shown == set()


def texts(reader, cut):
    """What can be read in every outlet, without the geometry of drawings."""
    at = f"w1/results/{cut}/seb1"
    yield words(main(reader, f"{at}/"))
    yield words(main(reader, "w1/results/"))
    yield body(reader, f"{at}.csv").decode()
    yield " ".join(str(value) for line in in_workbook(body(reader, f"{at}.xlsx")) for value in line)
    yield " ".join(map(str, leaves(json.loads(body(reader, f"{at}.json")))))
    yield pdf_text(body(reader, f"{at}.pdf"))
    yield " ".join(svg_words(body(reader, f"{at}.svg"))[3:])  # after title, words and style


def leaves(data):
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in leaves(value)]
    return [leaf for value in data for leaf in leaves(value)] if isinstance(data, list) else [data]


def other_counts_said_alike() -> Cells:
    """Other counts in a group of each precision, of which all is said as before."""
    made = cells()
    for key in ("ENTRY",), ("SENIOR",), ("BOARD",):
        one = made["GRADE",][key]
        made["GRADE",][key] = next(other for other in near(one) if said(other) == said(one))
    return made


def near(one):
    """Cells with a few more or fewer in each classified category."""
    first = one.counts["SEB1"]
    for moved in product(range(-3, 4), repeat=3):
        placed = [a + b for a, b in zip(first, moved, strict=False)]
        if any(moved) and min(placed) >= 0:
            yield cell(one.about, *placed, *first[3:])


def said(one):
    found = (
        shares.share(one.counts["SEB1"], part=[place], whole=[0, 1, 2], about=one.about, variance=2)
        for place in range(3)
    )
    return [saying.said(share) for share in found]


@pytest.mark.parametrize("end", ["/", *(f".{kind}" for kind in KINDS)])
def test_counts_that_are_said_alike_give_the_same_bytes_everywhere(end, reader):
    """No outlet, no coordinate of a chart and no order of rows holds anything but what is said."""
    published("w1")
    published("w2", made=other_counts_said_alike())

    one, other = (body(reader, f"w{n}/results/grade/seb1{end}") for n in (1, 2))

    assert same(one) == same(other)


def same(content: bytes) -> bytes:
    """Without the label and the name of the wave."""
    return re.sub(rb"\bw[12]\b|Wave \d+", b"", content)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_asked_again_by_somebody_else_a_file_is_the_same_to_the_bit(cut, kind, reader):
    published()
    at = f"w1/results/{cut}/seb1.{kind}"

    first = body(reader, at)
    reader.force_login(UserFactory.create(role="lead"))

    assert body(reader, at) == first == body(reader, at)


def test_the_same_people_in_two_cuts_are_said_to_be_the_same(reader):
    """Whoever averages over cuts averages one number."""
    made = cells()
    made["GRADE",]["ENTRY",] = made["UNIT",]["NORTH",]
    published(made=made)

    by_unit = {share[1:] for share in expected(("UNIT",)) if share[0] == "North"}
    by_grade = {share[1:] for share in expected(("GRADE",)) if share[0] == "Entry"}

    assert by_unit == by_grade


def test_another_version_says_the_same_of_the_same_people(reader):
    published()
    first = in_json(body(reader, "w1/results/unit/seb1.json"))
    tables.publication("w1", title="Survey of autumn", reason="It had another name")

    assert in_json(body(reader, "w1/results/unit/seb1.json")) == first


def test_a_program_gets_what_is_said_and_no_more(reader):
    """Percent, range and size are those of the words; of what is said in words there is none."""
    published()

    for group in json.loads(body(reader, "w1/results/grade/seb1.json"))["groups"]:
        assert group["about"] is None or group["about"] % 5 == 0
        for share in group["shares"]:
            numbers = [share[name] for name in ("percent", "low", "high")]
            if "%" in share["said"]:
                step = 5 if "about" in share["said"] else 1
                assert f"{share['percent']}%" in share["said"]
                assert all(number % step == 0 for number in numbers)
            else:
                assert numbers == [None, None, None]
