"""What stands beyond what is read of a workbook: every upload of the product says so."""

import io
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from accounts import sheet_edges
from accounts.plain_sheets import CannotReadSheet
from okrs.sheets.reading import read_upload
from surveys import sheets
from surveys.inviting import reading
from tests.okrs.sheets.test_reading import SHEET_XML, WORKBOOK, repacked

ROOMS = ("accounts", "dashboards", "mobility", "okrs", "packs", "strategy", "surveys")
NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
READERS = {
    "plan": partial(read_upload, name="a.xlsx"),
    "survey": lambda content: sheets.read(content),
    "staff": lambda content: reading.read_upload(content),
}


def workbook(cells):
    """A workbook of one sheet with a header and a row, and what these cells say."""
    book = Workbook()
    book.active.append(["Key result", "From"])
    book.active.append(["A", 1])
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(params=READERS)
def read(request):
    return READERS[request.param]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"BJ2": "lost"}, "1 cell stands too far to the right to be read, in BJ2"),
        (
            {"CV1": 5, "XFD2": "b"},
            "2 cells stand too far to the right to be read, the first in CV1",
        ),
        ({"BI2": "x", "BJ2": "lost"}, "more than 60 columns"),
        ({"A150000": "lost"}, "1 row stands too far down to be read, row 150,000"),
        (
            {"B150000": 1, "A150001": " ", "A1048576": 2},
            "2 rows stand too far down to be read, from row 150,000 on: reading ends at row 1",
        ),
    ],
)
def test_what_stands_beyond_is_told_and_refused(read, cells, sentence):
    with pytest.raises(CannotReadSheet, match=sentence):
        read(content=workbook(cells))


def test_empty_cells_far_out_are_no_loss(read):
    book = Workbook()
    book.active.append(["Key result", "From"])
    book.active.append(["A", 1])
    for place in ("CV2", "A150000"):
        book.active[place].font = Font(bold=True)
    book.active["CW2"] = " "
    book.active.append(["", "  "])
    out = io.BytesIO()
    book.save(out)

    assert len(_lines(read(content=out.getvalue()))) == 2


def test_cells_that_say_no_place_are_counted(read):
    row = b"<row>" + b"<c/>" * 70 + b'<c t="inlineStr"><is><t>lost</t></is></c></row>'
    xml = b'<worksheet xmlns="%s"><sheetData><row><c><v>1</v></c></row>' % NAMESPACE
    content = repacked(WORKBOOK, replace={SHEET_XML: xml + row + b"</sheetData></worksheet>"})

    with pytest.raises(CannotReadSheet, match=r"more than 60 columns|in BS2"):
        read(content=content)


def test_rows_that_say_no_number_follow_each_other():
    row = b"<row><c><v>1</v></c></row>"

    with pytest.raises(CannotReadSheet, match="3 rows stand too far down to be read, from row 5"):
        sheet_edges.refuse_beyond(b"<sheetData>" + row * 7, last_row=4)


@pytest.mark.parametrize(
    "again", [b"<row ", b"<c ", b' r="BI1"', b'<row r="BI1"/>', b"<v ", b"<v>"]
)
def test_a_sheet_that_begins_and_never_says_takes_no_longer_than_its_length(again):
    """Looked through again from each beginning, these would take hours."""
    sheet_edges.refuse_beyond(b'<row r="9"><!--' + again * 200_000 + b"<x/>-->", last_row=4)
    assert sheet_edges.says_no_places(b'<c r="A1"/>' + b"<c " * 200_000 + b'r="A1">')


def test_a_formula_that_comes_to_nothing_is_nothing():
    row = b'<row r="9"><c r="A9" t="str"><f>IF(B9="","","x")</f><v></v></c></row>'

    sheet_edges.refuse_beyond(row, last_row=4)


@pytest.mark.parametrize("column", [1, 26, 27, 60, 61, 62, 78, 79, 702, 703, 16_384])
def test_the_columns_beyond_are_those_after_the_sixtieth(column):
    cell = f'<c r="{get_column_letter(column)}1"><v>1</v></c>'.encode()

    if column <= sheet_edges.MOST_COLUMNS:
        sheet_edges.refuse_beyond(cell, last_row=4)
    else:
        with pytest.raises(CannotReadSheet):
            sheet_edges.refuse_beyond(cell, last_row=4)


def test_one_sheet_of_several_is_named():
    book = Workbook()
    book.active.append(["Key result", "From"])
    book.create_sheet("Staff")["CV1"] = 5
    out = io.BytesIO()
    book.save(out)

    with pytest.raises(CannotReadSheet, match=r"Sheet “Staff”: 1 cell .* hide this one\."):
        read_upload(name="a.xlsx", content=out.getvalue())


@pytest.mark.parametrize("name", ["survey", "staff"])
def test_people_on_a_second_sheet_are_not_left_out_in_silence(name):
    book = Workbook()
    book.active.title = "Leeds"
    book.active.append(["E-mail"])
    book.active.append(["ann@example.org"])
    book.create_sheet("Empty")
    hull = book.create_sheet("Hull")
    hull.append([None])
    hull.append(["bob@example.org"])
    out = io.BytesIO()
    book.save(out)

    with pytest.raises(CannotReadSheet, match="Two sheets hold something: “Leeds” and “Hull”"):
        READERS[name](content=out.getvalue())

    hull.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert len(READERS[name](content=out.getvalue())) == 2


def test_a_list_of_text_that_is_too_wide_is_told_with_its_row():
    wide = "\t".join(["email", *[""] * 59, "lost"])

    with pytest.raises(CannotReadSheet, match="Row 2 has more than 60 columns"):
        reading.read_pasted(f"email\n{wide}\n")


def test_every_reader_of_uploaded_workbooks_is_among_those_tried_here():
    root = Path(__file__).parents[2]
    found = {
        str(path.relative_to(root))
        for room in ROOMS
        for path in (root / room).rglob("*.py")
        if "load_workbook" in path.read_text(encoding="utf-8")
    }

    assert found == {"okrs/sheets/workbooks.py", "surveys/sheets.py"}


def _lines(found):
    """The lines of a plan's only sheet, or the rows of a list."""
    return found[0].lines if hasattr(found[0], "lines") else found
