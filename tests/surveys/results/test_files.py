"""Files of results: what they carry, that they are safe to open, and that they stay the same."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from pypdf import PdfReader

from tests.disclosure.tables import AT, words
from tests.factories import UserFactory
from tests.surveys.results.publishing import published
from tests.surveys.results.reading import KINDS, body, pdf_text, svg_words

pytestmark = pytest.mark.django_db

CARRIED = ("Survey, autumn", "Everybody invited to “Survey, autumn”", "4 January 2027")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}


@pytest.fixture
def reader(client):
    client.force_login(UserFactory.create(role="viewer"))
    return client


def file(reader, kind: str, cut: str = "unit") -> bytes:
    return body(reader, f"w1/results/{cut}/seb1.{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_taken_away_under_a_name_that_says_what_it_is(kind, reader):
    published()

    answer = reader.get(f"/surveys/w1/results/unit/seb1.{kind}")

    assert answer.headers["Content-Type"] == TYPES[kind]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="w1-unit-seb1.{kind}"'


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_has_not_changed_is_not_sent_again(kind, reader):
    published()
    first = reader.get(f"/surveys/w1/results/unit/seb1.{kind}")

    again = reader.get(
        f"/surveys/w1/results/unit/seb1.{kind}", headers={"if-none-match": first.headers["ETag"]}
    )

    assert again.status_code == 304


def readable(kind: str, content: bytes) -> str:
    if kind == "pdf":
        return pdf_text(content)
    if kind == "svg":
        return " ".join(svg_words(content))
    if kind == "xlsx":
        book = openpyxl.load_workbook(BytesIO(content))
        return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return (
        json.dumps(json.loads(content), ensure_ascii=False) if kind == "json" else content.decode()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_says_whose_it_is_of_when_and_which_version(kind, reader):
    published()

    said = readable(kind, file(reader, kind))

    for one in (*CARRIED, "as at 20 January 2027"):
        assert one in said


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "pdf"])
def test_a_file_of_figures_says_out_of_how_many(kind, reader):
    published()

    said = readable(kind, file(reader, kind))

    for one in ("600", "400", "about 375", "about 350", "C0FF EEC0"):
        assert one in said


FORMULA = '=HYPERLINK("http://elsewhere","North")'


@pytest.fixture
def named_like_a_formula():
    told = words()
    told["attributes"]["UNIT"]["categories"]["NORTH"] = {"en-gb": FORMULA}
    published(words=told)


def test_no_cell_of_a_text_file_becomes_a_formula(named_like_a_formula, reader):
    rows = list(csv.reader(StringIO(file(reader, "csv").decode("utf-8-sig"))))

    assert rows[1][0] == f"'{FORMULA}"


def test_no_cell_of_a_workbook_becomes_a_formula_or_a_link(named_like_a_formula, reader):
    cell = openpyxl.load_workbook(BytesIO(file(reader, "xlsx"))).worksheets[0]["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (FORMULA, "s", None)


def test_numbers_of_a_workbook_are_numbers(reader):
    published()

    sheet = openpyxl.load_workbook(BytesIO(file(reader, "xlsx"))).worksheets[0]

    assert [cell.value for cell in sheet[1]][-4:] == [
        "Share, %",
        "Likely from, %",
        "Likely to, %",
        "Range",
    ]
    assert [cell.value for cell in sheet[2]][4:7] == [49, 41, 57]


def test_a_pdf_has_tags_a_title_and_a_language(reader):
    """PDF/UA-1: what a screen reader needs. The compiler refuses what lacks any of it."""
    published()

    pdf = PdfReader(BytesIO(file(reader, "pdf")))

    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert pdf.metadata.title == "Lower socio-economic background: from 13% (South) to 49% (North)"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_only_date_in_a_pdf_is_that_of_its_version(reader):
    published()

    pdf = PdfReader(BytesIO(file(reader, "pdf")))

    assert pdf.metadata.creation_date == pdf.metadata.modification_date == AT


def test_a_pdf_has_its_chart_in_words(reader):
    published()

    structure = str(alternatives(PdfReader(BytesIO(file(reader, "pdf")))))

    assert "North: Lower socio-economic background 49%" in structure


def alternatives(pdf: Any) -> list[str]:
    every = (pdf.get_object(number) for number in range(1, pdf.trailer["/Size"]))
    return [one["/Alt"] for one in every if isinstance(one, dict) and "/Alt" in one]


@pytest.mark.parametrize("name", ["#let x = 1", "*North* _and_ $x$", "@label <b> \\ [", "= North"])
def test_names_are_never_markup_in_print(name, reader):
    told = words()
    told["attributes"]["UNIT"]["categories"]["NORTH"] = {"en-gb": name}
    published(words=told)

    assert name in pdf_text(file(reader, "pdf"))


def test_a_picture_is_a_document_of_its_own_with_words_for_who_cannot_see_it(reader):
    published()

    drawing = ElementTree.fromstring(file(reader, "svg"))  # noqa: S314

    space = {"s": "http://www.w3.org/2000/svg"}
    assert "from 13% (South)" in drawing.find("s:title", space).text
    assert "North: Lower socio-economic background 49%" in drawing.find("s:desc", space).text
    assert b"href" not in file(reader, "svg")


def test_two_attributes_stand_in_two_columns(reader):
    published()

    rows = list(csv.reader(StringIO(file(reader, "csv", "unit-grade").decode("utf-8-sig"))))

    assert rows[0][:3] == ["Unit", "Level", "Main earner’s job when you were 14"]
    assert rows[1][:3] == ["North", "Entry", "Lower socio-economic background"]


def test_everybody_together_are_one_group_in_a_file(reader):
    published()

    rows = list(csv.reader(StringIO(file(reader, "csv", "everybody").decode("utf-8-sig"))))

    assert rows[0][:2] == ["Group", "Main earner’s job when you were 14"]
    assert rows[1][0] == "Everybody together"


def test_json_has_the_same_names_whether_there_is_a_figure_or_not(reader):
    published()

    groups = json.loads(file(reader, "json"))["groups"]

    assert len({tuple(share) for group in groups for share in group["shares"]}) == 1


def test_a_unit_may_be_called_anything_and_its_pdf_is_still_made(reader):
    told = words()
    told["attributes"]["UNIT"]["categories"]["NORTH"] = {"en-gb": "Café 😀 漢字 #eval(1)"}
    published(words=told)

    assert "Café □ □ #eval(1)" in pdf_text(file(reader, "pdf"))
