"""Every number on the page of a subject and in its files is the published one, said alike."""

import re
import struct

import pytest

from charts.alone import alone
from charts.ranges import Line, Panel, RangeChart
from dashboards.subjects.listing import SUBJECTS
from disclosure import figures, reading
from disclosure.control.plan import TOTAL
from surveys.results import wording
from tests.dashboards.outlets import (
    beside,
    body,
    in_csv,
    lines,
    main,
    on_page,
    svg_texts,
    told,
    words,
)
from tests.dashboards.two_waves import two_waves
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
BY_ONE = {"units": ("UNIT",), "grades": ("GRADE",)}
CATEGORIES = (
    "Professional background",
    "Intermediate background",
    "Lower socio-economic background",
)
NAME = "Main earner’s job when you were 14"
NOT_SAID = "Preferred not to say, or left it out"


@pytest.fixture
def reader(client):
    two_waves()
    client.force_login(UserFactory.create(role="viewer"))
    return client


def published(label, cut):
    """By the names of a group and a category: how the stored figure is said."""
    stored = reading.latest(label)
    return {
        (*row.names, category): wording.share(figure)
        for row in figures.rows(stored, reading.table(stored, cut), "SEB1")
        for category, figure in zip(CATEGORIES, row.figures, strict=True)
    }


@pytest.mark.parametrize("slug", BY_ONE)
def test_page_and_file_say_each_published_share_of_both_waves(slug, reader):
    now, then = published("w2", BY_ONE[slug]), published("w1", BY_ONE[slug])
    page, file = on_page(main(reader, f"{slug}/")), in_csv(body(reader, f"{slug}/{slug}.csv"))

    assert page == file
    caption = next(iter(page))[0]
    for (group, category), said in now.items():
        assert page[caption, group, category] == said
        assert page[f"{caption}: {category}", group, "October 2026"] == said
        assert page[f"{caption}: {category}", group, "October 2025"] == then[group, category]


@pytest.mark.parametrize("slug", BY_ONE)
def test_the_drawing_and_its_alternative_say_them_too(slug, reader):
    now, then = published("w2", BY_ONE[slug]), published("w1", BY_ONE[slug])
    drawn, alternative = (
        svg_texts(body(reader, f"{slug}/{slug}.svg")),
        told(main(reader, f"{slug}/")),
    )

    for (group, category), said in now.items():
        if group == NOT_SAID:
            continue  # no group of the organisation: in the table only
        before = then[group, category]
        assert said in drawn
        assert before in drawn
        assert f"{category} {said}, was {before}" in alternative


def test_two_groups_at_once_are_said_alike_in_every_category(reader):
    cut = ("UNIT", "GRADE")
    page = on_page(main(reader, "intersections/?groups=unit-grade"))
    file = in_csv(body(reader, "intersections/intersections.csv?groups=unit-grade"))
    name = f"{NAME}: by unit and level"

    assert page == file
    for (unit, grade, category), said in published("w2", cut).items():
        assert page[f"{name}: {wording.inside(category)}", unit, grade] == said


@pytest.mark.parametrize("category", ["professional", "intermediate", "lower"])
def test_the_category_that_is_chosen_is_drawn(category, reader):
    drawn = svg_texts(body(reader, f"intersections/intersections.svg?category={category}"))

    (name,) = [one for one in CATEGORIES if one.lower().startswith(category)]
    assert f"Drawn: {name}." in " ".join(drawn)
    for (unit, grade, of), said in published("w2", ("UNIT", "GRADE")).items():
        if of == name and NOT_SAID not in (unit, grade):
            assert said in drawn


@pytest.mark.parametrize("path", ["units/", "grades/", "intersections/", "representation/"])
def test_no_page_has_a_percent_that_was_not_published(path, reader):
    """Shares, the ends of their ranges, those of a benchmark and of an axis: nothing else."""
    html = main(reader, path)
    shown = set(re.findall(r"\d+(?:\.\d+)?%", words(html) + told(html)))

    assert shown <= every_percent() | {f"{n}%" for n in range(0, 101, 5)} | {"37%", "24%", "39%"}


def every_percent():
    """Those of every figure of the background question, by every cut of both waves."""
    found = set()
    for label in ("w1", "w2"):
        stored = reading.latest(label)
        for cut in (TOTAL, ("UNIT",), ("GRADE",), ("UNIT", "GRADE")):
            for row in figures.rows(stored, reading.table(stored, cut), "SEB1"):
                for said in (figure.said for figure in row.figures):
                    found |= {said.value, said.low, said.high} if said else set()
        found.add(
            round(
                100
                * figures.coverage(stored, reading.table(stored, TOTAL), "SEB1").classified
                / 1000
            )
        )
    return {f"{n}%" for n in found}


def test_numbers_of_a_file_are_those_of_its_words(reader):
    seen = set()
    for line in lines(body(reader, "grades/grades.csv")):
        said, number = line["Figure"], line["Number"]
        seen.add(line["Number in"])
        if line["Number in"] == "%":
            assert said in (f"{number}%", f"about {number}%")
            assert line["Range"] == f"{line['Likely from']}% to {line['Likely to']}%"
        elif line["Number in"]:
            assert number in said
        elif number:
            assert said == f"about {number}"
        else:
            assert not re.search(r"\d", said)
            assert (line["Likely from"], line["Likely to"]) == ("", "")
    assert {"%", ""} <= seen


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.slug)
def test_every_file_that_is_linked_opens_and_names_its_wave(subject, reader):
    html = main(reader, f"{subject.slug}/")
    links = set(
        re.findall(rf'href="/dashboards/({subject.slug}/[^"]+\.(?:csv|svg|png)[^"]*)"', html)
    )

    for link in links:
        answer = reader.get(f"/dashboards/{link}".replace("&amp;", "&"))
        assert answer.status_code == 200
        name = answer.headers["Content-Disposition"]
        assert name.startswith(f'attachment; filename="w2-{subject.slug}')


def test_a_file_says_what_it_found_of_when_and_how(reader):
    told_beside = beside(body(reader, "grades/grades.csv"))
    drawn = " ".join(svg_texts(body(reader, "grades/grades.svg")))

    assert told_beside["Finding"] == "Lower socio-economic background: no clear difference by level"
    assert told_beside["As at"] == "30 October 2026"
    assert told_beside["Beside"].startswith("October 2025, version 1, as at 3 November 2025")
    assert "moved a little" in told_beside["Method"]
    assert told_beside["Finding"] in drawn
    assert "October 2026. Everybody invited to “October 2026”" in drawn
    assert "30 October 2026. Version 1, as at " in drawn
    assert "As at 30 October 2026." not in drawn, "two days as at which a picture is would puzzle"
    assert "Ring: October 2025." in drawn


def test_a_picture_has_two_dots_for_each_pixel_of_the_drawing(reader):
    drawn = body(reader, "grades/grades.svg").decode()
    picture = body(reader, "grades/grades.png")

    wide, high = struct.unpack(">II", picture[16:24])  # PNG, IHDR (ISO/IEC 15948, 11.2.2)
    (size,) = re.findall(r'<svg[^>]* width="(\d+)" height="([\d.]+)"', drawn)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert wide == 2 * int(size[0])
    assert abs(high - 2 * float(size[1])) <= 2
    assert picture == body(reader, "grades/grades.png")


def test_files_are_named_after_what_was_chosen(reader):
    def name(path):
        return reader.get(f"/dashboards/{path}").headers["Content-Disposition"].split('"')[1]

    assert name("grades/grades.csv") == "w2-grades.csv"
    assert name("grades/grades.svg?wave=w1&question=seb2") == "w1-grades-seb2.svg"
    assert (
        name("intersections/intersections.csv?groups=unit-grade&category=lower")
        == "w2-intersections-unit-grade-lower.csv"
    )


def test_a_long_title_breaks_above_the_drawing_and_loses_no_word():
    title = "A group whose name is long: " + "42% in a place with many words in its name, " * 4
    chart = RangeChart(description="Told.", panels=(Panel(lines=(Line(name="North"),)),))

    short, long = (
        alone(chart, title=one, lines=("Source",)).encode() for one in ("Short", title.strip())
    )

    texts = svg_texts(long)
    assert title.strip() in " ".join(texts)
    assert max(map(len, texts)) <= 84
    assert height(long) == height(short) + 2 * 26


def height(drawn: bytes) -> float:
    return float(re.findall(rb'height="([\d.]+)"', drawn)[0])
