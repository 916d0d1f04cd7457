"""Files and pasted text become lines of cells; hostile ones become a sentence."""

import io
import zipfile
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from accounts.plain_sheets import CannotReadSheet
from okrs.sheets import lines, workbooks
from okrs.sheets.reading import read_pasted, read_upload
from tests.okrs.sheets.trying import refused


def xlsx(*rows, name="Plan", then=lambda book: None):
    book = Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    then(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells(sheet):
    return [line.cells for line in sheet.lines]


def repacked(content, *, replace=None, add=None):
    """The same archive with some of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, (replace or {}).get(part, old.read(part)))
        for part, data in (add or {}).items():
            new.writestr(part, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_a_workbook_is_read_as_its_reader_sees_it():
    book = Workbook()
    book.active.append(["Key result", 0.19, 4736, date(2027, 3, 31), True, 0.1 + 0.2, 1200.0])
    book.active["B1"].number_format = "0%"
    book.active["C1"].number_format = '"£"#,##0'
    file = io.BytesIO()
    book.save(file)

    [sheet] = read_upload(name="a.xlsx", content=file.getvalue())

    assert cells(sheet) == [("Key result", "19%", "£4736", "31 March 2027", "True", "0.3", "1200")]


def test_rows_keep_the_numbers_they_have_in_the_spreadsheet():
    [sheet] = read_upload(name="a.xlsx", content=xlsx(["Title"], [], [None, " "], ["x", "y"]))

    assert [(line.number, line.cells) for line in sheet.lines] == [(1, ("Title",)), (4, ("x", "y"))]


def test_cells_merged_downwards_hold_their_text_in_each_row():
    content = xlsx(
        ["A", "B"], ["Both", "1"], [None, "2"], ["Own", "3"],
        then=lambda book: book.active.merge_cells("A2:A3"),
    )  # fmt: skip

    [sheet] = read_upload(name="a.xlsx", content=content)

    assert cells(sheet) == [("A", "B"), ("Both", "1"), ("Both", "2"), ("Own", "3")]


def test_every_sheet_with_content_is_offered_and_hidden_ones_are_not():
    def more(book):
        book.create_sheet("Empty")
        book.create_sheet("Second").append(["b"])
        hidden = book.create_sheet("Secret")
        hidden.append(["c"])
        hidden.sheet_state = "hidden"

    sheets = read_upload(name="a.xlsx", content=xlsx(["a"], name="First", then=more))

    assert [sheet.name for sheet in sheets] == ["First", "Second"]


def test_a_formula_is_never_worked_out():
    [sheet] = read_upload(
        name="a.xlsx", content=xlsx(["=1+1", "kept"], ["=cmd|'/C calc'!A0", "too"])
    )

    assert cells(sheet) == [("", "kept"), ("", "too")]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [("Key result,From\nCafé,£1", "utf-8"), ("Key result,From\nCafé,£1", "utf-8-sig"),
     ("Key result,From\nCafé,£1", "cp1252"), ("Key result,From\nCafé,£1", "utf-16")],
)  # fmt: skip
def test_a_csv_is_read_in_the_encoding_it_was_saved_in(content, encoding):
    [sheet] = read_upload(name="plan.csv", content=content.encode(encoding))

    assert cells(sheet) == [("Key result", "From"), ("Café", "£1")]
    assert sheet.name == "plan.csv"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(sign):
    text = f"Key result{sign}From{sign}To\nOne{sign}1{sign}2"

    assert cells(read_pasted(text)[0]) == [("Key result", "From", "To"), ("One", "1", "2")]


def test_a_pasted_cell_may_hold_lines_quotes_and_commas():
    [sheet] = read_pasted('Key result\tFrom\n"Say ""hello"",\nthen leave"\t1\nLast\t2')

    assert cells(sheet) == [
        ("Key result", "From"),
        ('Say "hello",\nthen leave', "1"),
        ("Last", "2"),
    ]


def test_text_that_would_be_a_formula_stays_text():
    [sheet] = read_pasted("Key result\tFrom\n=cmd|'/C calc'!A0\t1")

    assert cells(sheet)[1] == ("=cmd|'/C calc'!A0", "1")


def test_what_cannot_be_printed_is_dropped():
    [sheet] = read_pasted("Key\x00 result\x07\tFrom\ufffe\nA\u200b\t1")

    assert cells(sheet)[0] == ("Key result", "From")


WORKBOOK = xlsx(["Key result", "From"], ["A", 1])
SHEET_XML = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w>&b;</w>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There are no rows in it"),
        (b"\n\n , ,\n", "There are no rows in it"),
        (b"PK\x03\x04 not really a zip", "The file is damaged"),
        (WORKBOOK[: len(WORKBOOK) // 2], "The file is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "an older Excel file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a sheet we can read"),
        (b"%PDF-1.7\x00\x00", "not a sheet we can read"),
        (b"a" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (repacked(WORKBOOK, add={"xl/vbaProject.bin": b"Sub"}), "holds macros"),
        (repacked(WORKBOOK, add={"xl/media/x.bin": b"0" * 50_000_000}), "unpacks to far more"),
        (repacked(WORKBOOK, add={f"x{n}": b"" for n in range(2_001)}), "unpacks to far more"),
        (repacked(WORKBOOK, replace={SHEET_XML: b"<worksheet"}), "The file is damaged"),
        (repacked(WORKBOOK, replace={SHEET_XML: BOMB}), "The file is damaged"),
        (repacked(WORKBOOK, replace={"xl/workbook.xml": BOMB}), "The file is damaged"),
        (("a\n" * 5_021).encode(), "more than 5,000 rows"),
        (xlsx(*[["a"]] * 5_021), "more than 5,000 rows"),
        (",".join(["a"] * 61).encode(), "Row 1 has more than 60 columns"),
        (xlsx(["a"] * 61), "Row 1 has more than 60 columns"),
        (("a" * 32_768).encode(), "a cell of more than 32,767 letters"),
        (("a," + "b" * 200_000).encode(), "could not be split into cells"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_with_what_to_do(content, sentence):
    with pytest.raises(CannotReadSheet, match=sentence):
        read_upload(name="plan.xlsx", content=content)


def test_an_archive_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(CannotReadSheet, match="not an Excel workbook"):
        read_upload(name="plan.ods", content=out.getvalue())


@pytest.mark.parametrize("claim", [b"A1:XFD1048576", b"A1:A1000000000", b"ZZZ9"])
def test_what_a_sheet_claims_about_its_size_is_not_believed(claim):
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        xml = archive.read(SHEET_XML)
    lying = xml.replace(b'<dimension ref="A1:B2"', b'<dimension ref="' + claim + b'"')
    assert lying != xml

    [sheet] = read_upload(name="a.xlsx", content=repacked(WORKBOOK, replace={SHEET_XML: lying}))

    assert cells(sheet) == [("Key result", "From"), ("A", "1")]


def test_a_row_a_thousand_million_lines_down_is_never_walked_to():
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        xml = archive.read(SHEET_XML)
    far = xml.replace(b'<row r="2"', b'<row r="1000000000"').replace(b'r="A2"', b'r="A1000000000"')

    with pytest.raises(CannotReadSheet, match=r"1 row stands too far down .* row 1,000,000,000"):
        read_upload(name="a.xlsx", content=repacked(WORKBOOK, replace={SHEET_XML: far}))


def test_more_letters_than_a_plan_needs_are_refused():
    line = "\t".join(["w" * 32_000] * 53)

    with pytest.raises(CannotReadSheet, match="more text than a plan needs"):
        read_pasted("\n".join([line] * 3))


@given(st.binary(max_size=600))
@settings(deadline=None)
def test_no_file_crashes_the_reader(content):
    for prefix in (b"", b"PK\x03\x04"):
        refusal = refused(CannotReadSheet, partial(read_upload, name="x", content=prefix + content))
        assert refusal is None or str(refusal)


@given(st.text(max_size=300))
def test_no_paste_crashes_the_reader(text):
    refusal = refused(CannotReadSheet, lambda: read_pasted(text))

    assert refusal is None or str(refusal)


TYPED = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=20)


@given(st.lists(st.lists(TYPED, min_size=2, max_size=5), min_size=1, max_size=6))
@settings(deadline=None)
def test_what_was_typed_into_a_workbook_is_what_is_read(rows):
    """Beginning "=" is a formula to the workbook, and white space is nothing to us."""
    rows = [[f"a{cell}a" for cell in row] for row in rows]

    [sheet] = read_upload(name="a.xlsx", content=xlsx(*rows))

    assert [[lines.clean(cell) for cell in row] for row in rows] == [
        list(line.cells) for line in sheet.lines
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (0.366, "0.0%", "36.6%"),
        (0.19, "General", "0.19"),
        (1 / 3, "General", "0.3333"),
        (12, '0" % done"', "12"),
        (1e22, "General", "10000000000000000000000"),
        (float("nan"), "General", "nan"),
        (None, "0%", ""),
    ],
)
def test_a_number_is_written_by_its_format(value, number_format, expected):
    assert workbooks.as_text(value, number_format) == expected
