"""Files that mean harm, or are only odd: each gets one sentence, or is read for what it says."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from xlsxwriter import Workbook as Writer

from accounts.plain_sheets import CannotReadSheet
from okrs.sheets import days
from okrs.sheets.cells import NotUnderstood, amount
from okrs.sheets.reading import read_upload
from tests.okrs.sheets.test_reading import SHEET_XML, WORKBOOK, cells, repacked, xlsx

BOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10))
    + b"]><sst><si><t>&k;</t></si></sst>"
)
EXTERNAL_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    b"<sst><si><t>&a;</t></si></sst>"
)


def million_rows():
    """A row a line, a million of them, in an archive of a few kilobytes."""
    row = b'<row><c t="inlineStr"><is><t>a</t></is></c></row>'
    rows = b"<worksheet><sheetData>" + row * 10**6 + b"</sheetData></worksheet>"
    return packed(WORKBOOK, SHEET_XML, rows)


def strings_of(xml):
    """A workbook whose table of strings is this."""
    out = io.BytesIO()
    book = Writer(out)
    book.add_worksheet().write_string(0, 0, "Key result")
    book.close()
    return packed(out.getvalue(), STRINGS, xml)


def packed(content, part, data):
    """The same archive with other data in a part that it has, as small as it goes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        assert part in old.namelist()
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return out.getvalue()


def sheet_named_twice():
    """Two sheets that are one part: it would be read as often as it is named."""
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        book = archive.read(BOOK)
    [sheet] = re.findall(rb"<(?:\w+:)?sheet [^>]*/>", book)
    again = re.sub(rb'sheetId="\d+"', b'sheetId="99"', re.sub(rb' name="\w+', b' name="B', sheet))
    return repacked(WORKBOOK, replace={BOOK: book.replace(sheet, sheet + again)})


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (sheet_named_twice, "The file is damaged"),
        (lambda: packed(WORKBOOK, SHEET_XML, b"<a>" * 3_000_001), "unpacks to far more"),
        (lambda: packed(WORKBOOK, SHEET_XML, b"<a>" * 1_000_000), "unpacks to far more"),
        (lambda: packed(WORKBOOK, SHEET_XML, b"<row>" + b"<c/>" * 300_000), "unpacks to far more"),
        (million_rows, "unpacks to far more than a plan holds"),
        (lambda: ("a,b\n" * 10**6).encode(), "more than 5,000 rows"),
        (lambda: xlsx(["a"] * 16_384), "Row 1 has more than 60 columns"),
        (lambda: strings_of(BILLION_LAUGHS), "The file is damaged"),
        (lambda: strings_of(EXTERNAL_ENTITY), "The file is damaged"),
        (lambda: strings_of(b"<sst><si><t>" + b"a" * 45_000_000), "unpacks to far more"),
        (lambda: strings_of(b"<sst><si><t>" + b"a" * 40_000), "The file is damaged"),
        (lambda: OLE + b"\x00" * 600 + b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d", "a password"),
        (lambda: OLE + b"\x00" * 600 + b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k", "(.xls)"),
        (lambda: repacked(WORKBOOK, add={"xl/vbaProject.bin": b"Sub"}), "holds macros"),
        (lambda: b"Key result,From\nA\x00B,1", "not a sheet we can read"),
    ],
    ids=[
        "one part twice", "three million tags", "a million tags in each other",
        "a row of too many", "a million rows", "a million lines",
        "16,384 columns", "entities", "a file of ours", "a bomb of strings",
        "half a table of strings", "encrypted", "xls", "macros", "nul",
    ],
)  # fmt: skip
def test_each_hostile_file_gets_a_sentence(make, sentence):
    with pytest.raises(CannotReadSheet) as refusal:
        read_upload(name="plan.xlsx", content=make())

    assert sentence in str(refusal.value)


def test_links_to_other_files_are_never_followed():
    link = b'<externalLink xmlns="x"><externalBook/></externalLink>'
    content = repacked(WORKBOOK, add={"xl/externalLinks/externalLink1.xml": link})

    [sheet] = read_upload(name="a.xlsx", content=content)

    assert cells(sheet) == [("Key result", "From"), ("A", "1")]


def test_a_formula_without_its_saved_value_is_an_empty_cell():
    content = xlsx(["Key result", "From"], ["A", "='[other.xlsx]Sheet1'!A1"])

    [sheet] = read_upload(name="a.xlsx", content=content)

    assert cells(sheet)[1] == ("A",)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!"])
def test_an_error_of_the_spreadsheet_is_named_as_such(error):
    book = Workbook()
    book.active.append(["Key result", "From"])
    book.active.append(["A", error])
    out = io.BytesIO()
    book.save(out)

    [sheet] = read_upload(name="a.xlsx", content=out.getvalue())

    with pytest.raises(NotUnderstood, match="your spreadsheet’s own error"):
        amount(sheet.lines[1].at(1))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", "Key result;From\nCafé;£1"),
        ("utf-16-le", "\ufeffKey result;From\nCafé;£1"),
        ("cp1252", "Key result;From\r\nCafé;£1\r\n"),
        ("utf-8-sig", "Key result;From\nCafé;£1"),
    ],
)
def test_a_csv_of_another_encoding_is_read_by_its_semicolons(encoding, text):
    [sheet] = read_upload(name="plan.csv", content=text.encode(encoding))

    assert cells(sheet) == [("Key result", "From"), ("Café", "£1")]


def test_a_day_that_lost_its_format_is_still_a_day():
    [sheet] = read_upload(name="a.xlsx", content=xlsx(["Due"], [46_477]))

    assert days.day(sheet.lines[1].at(0)).isoformat() == "2027-03-31"
