"""In the PDF each finding stands on one page, however much there is of it, and nothing is lost."""

import re
from dataclasses import replace

import pytest

from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards.finding import Cell, Finding, Row, Table
from packs import pdf
from packs.contents import Contents
from tests.packs import examples
from tests.packs.example_findings import background
from tests.packs.reading_pdf import read

WELSH = "Gwasanaethau cynllunio rhyngwladol a chydraddoldeb"
HIDE = Cell(kind="hidden", said="Hidden to protect people")


def many(*, rows: int, columns: int, panels: int, lines: int, **more) -> Finding:
    """A finding of so much of everything, with long names: two comparisons beside each share."""
    names = [f"{WELSH} {row}" for row in range(lines)]
    made = tuple(
        Row(
            names=(f"{WELSH} row{row}.",),
            cells=tuple(
                HIDE if (row + column) % 3 == 0 else Cell(said="29%", likely="26% to 32%")
                for column in range(columns)
            ),
        )
        for row in range(rows)
    )
    heads = tuple(f"{WELSH[:21]} {column}" for column in range(columns))
    told = {
        "key": "many",
        "heading": "Much of everything",
        "chart": RangeChart(
            description="Ranges.",
            panels=tuple(
                Panel(name=f"Level {panel}", lines=tuple(map(_line, names)))
                for panel in range(panels)
            ),
        ),
        "table": Table(caption="All of it", names=("Unit",), heads=heads, rows=made),
    }
    return background(**told | more)


def _line(name: str) -> Line:
    spot = Spot(value=29, said="29%", low=26, high=32)
    return Line(
        name=name,
        spot=spot,
        before=Spot(value=26, said="26%"),
        other=Spot(value=39, said="UK 39%"),
    )


def pages_of(told: Contents) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in read(pdf.made(told)).pages]


def where(pages: list[str], one: Finding) -> int:
    """The place of its page: the one with its title, its source and its method, after the list of
    what is inside."""
    title = " ".join(one.title.split())
    found = [place for place, words in enumerate(pages) if title in words and place > 1]
    assert len(found) == 1, one.key
    assert one.source in pages[found[0]], one.key
    assert not one.method or one.method[-1][1] in pages[found[0]], one.key
    return found[0]


def test_the_findings_of_a_pack_follow_each_other_page_by_page():
    told = examples.contents()

    pages = pages_of(told)

    places = [where(pages, one) for one in told.findings]
    assert places == list(range(places[0], places[0] + len(places)))
    assert where(pages, told.unsaid) == len(pages) - 1


@pytest.mark.parametrize(
    ("size", "is_whole"),
    [
        ({"rows": 8, "columns": 4, "panels": 1, "lines": 8}, True),  # pay by unit
        ({"rows": 5, "columns": 6, "panels": 5, "lines": 4}, True),  # units by levels
        ({"rows": 31, "columns": 4, "panels": 3, "lines": 30}, False),  # thirty units
        ({"rows": 31, "columns": 13, "panels": 12, "lines": 30}, False),  # by twelve grades
        ({"rows": 60, "columns": 3, "panels": 1, "lines": 60}, False),
    ],
    ids=["8 units", "intersections", "30 units", "30 units by 12 grades", "60 rows"],
)
def test_however_much_there_is_of_a_finding_it_has_one_page_and_all_of_it_is_somewhere(
    size, is_whole
):
    one, after = many(**size), background(key="after", title="What stands after it")
    told = examples.contents(findings=(one, after))

    pages = pages_of(told)

    at = where(pages, one)
    assert where(pages, after) == at + 1
    assert ("Rows that stand here:" not in pages[at]) is is_whole
    rows = {f"row{row}." for row in range(size["rows"])}
    assert rows <= set(re.findall(r"row\d+\.", " ".join(pages)))
    if is_whole:
        assert rows <= set(re.findall(r"row\d+\.", pages[at]))
    else:
        pointed = re.search(r"of (\d+)\. More of it in tables: page (\d+)", pages[at])
        assert pointed
        assert int(pointed[1]) == size["rows"]
        assert "row0." in pages[int(pointed[2]) - 1]


def test_a_chart_of_too_many_groups_is_drawn_in_part_and_says_so():
    told = examples.contents(findings=(many(rows=60, columns=2, panels=1, lines=60),))

    words = " ".join(pages_of(told))

    drawn = re.search(r"Drawn: the first (\d+) of 60 groups. The table has all of them.", words)
    assert drawn
    assert 5 < int(drawn[1]) < 30


def test_a_long_last_page_stays_the_last_page():
    rows = tuple(
        Row(names=(f"What {n}.",), cells=(Cell(said="Nobody has asked that yet. " * 3),))
        for n in range(60)
    )
    told = examples.contents()
    table = Table(caption="Not yet", names=("What",), heads=("Why",), rows=rows)
    long = replace(told, unsaid=replace(told.unsaid, table=table))

    pages = pages_of(long)

    assert where(pages, long.unsaid) == len(pages) - 1
    assert "Rows that stand here:" in pages[-1]
    assert all(f"What {n}." in " ".join(pages[:-1]) for n in range(60))
