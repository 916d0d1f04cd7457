"""Every page, slide and sheet with a figure says from where it is, of which day, and of whom."""

import io
import re

import pytest
from openpyxl import load_workbook

from packs import pdf, sheet, slides
from packs.wording import said_rests
from tests.packs import examples, reading_slides
from tests.packs.example_findings import background, response
from tests.packs.reading_pdf import read
from tests.packs.test_one_page import many

WITHOUT_FIGURES = ("What words mean", "Hidden to protect people:")  # and the cover
PEOPLE = re.compile(r"Rests on: [\w:% ]*\d")


def told():
    """More of everything than has room: pages, slides and tables that go on."""
    large = many(rows=60, columns=3, panels=2, lines=20)
    return examples.contents(findings=(response(), background(), large))


@pytest.fixture(scope="module")
def pages():
    return [" ".join(page.extract_text().split()) for page in read(pdf.made(told())).pages[1:]]


@pytest.fixture(scope="module")
def laid():
    found = [
        reading_slides.words(slide) for slide in reading_slides.read(slides.made(told())).slides
    ]
    return found[1:]


def with_figures(parts):
    return [one for one in parts if not any(words in one for words in WITHOUT_FIGURES)]


@pytest.mark.parametrize("kind", ["pages", "laid"])
def test_each_page_and_slide_says_its_source_and_its_day(kind, request):
    parts = with_figures(request.getfixturevalue(kind))

    assert len(parts) >= 10
    for one in parts:
        assert "Source: " in one, one
        assert re.search(r"As at:? \d+ \w+ 20\d\d|\d+ \w+ 20\d\d", one), one


@pytest.mark.parametrize("kind", ["pages", "laid"])
def test_each_page_and_slide_of_shares_says_on_how_many_they_rest(kind, request):
    parts = with_figures(request.getfixturevalue(kind))
    shares = [one for one in parts if "%" in one and "Both packs" not in one]

    assert len(shares) >= 8
    for one in shares:
        assert PEOPLE.search(one) or "Pack 1 and 2" in one or "Packs" in one, one


def test_each_sheet_says_it_too():
    for one in load_workbook(io.BytesIO(sheet.made(told()))).worksheets:
        words = " ".join(str(cell.value) for row in one for cell in row if cell.value is not None)
        if one.title != "What words mean":
            assert "Source" in words, one.title
            assert re.search(r"As at \d+ \w+ 20\d\d", words), one.title


def test_the_sentences_to_take_away_name_each_source_once():
    words = said_rests(told())

    assert words.count("Mobility survey 2027, version 1") == 1
    assert words.endswith("As at 31 March 2027")
    assert said_rests(examples.contents(findings=())) == "As at 31 March 2027"
