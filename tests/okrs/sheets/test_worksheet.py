"""A worksheet read from its XML says what openpyxl says of it, and declares nothing."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlsxwriter import Workbook as Writer

from accounts.plain_sheets import CannotReadSheet
from okrs.sheets import workbooks
from okrs.sheets.lines import clean
from okrs.sheets.plain_xml import Declares, refuse_declarations
from okrs.sheets.reading import read_upload
from tests.okrs.sheets.test_reading import SHEET_XML, WORKBOOK, cells, repacked

NOON = datetime(2027, 3, 1, 12)  # noqa: DTZ001  # a sheet knows no time zone
VALUES = [
    "plain", " spaces ", "two\nlines", "_x0041_", "<&>\"", "é ✓ 日本", 0, -3, 12, 1.5, 1e21,
    0.1 + 0.2, True, False, date(2027, 3, 31), NOON, time(9, 30), timedelta(hours=30), "#N/A",
    "=1+1", None, "",
]  # fmt: skip
FORMATS = ["General", "0%", '"£"#,##0', "mmm-yy", "yyyy", "[h]:mm", "dd/mm/yyyy"]


def by_openpyxl(content):
    """Cells as openpyxl gives them one at a time, as text."""
    [sheet] = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets
    rows = [
        [clean(workbooks.as_text(cell.value, getattr(cell, "number_format", ""))) for cell in row]
        for row in sheet.iter_rows(max_col=60)
    ]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    return [tuple(row) for row in rows if row]


def of_openpyxl(*, epoch=None):
    book = Workbook()
    if epoch:
        book.epoch = epoch
    for look in FORMATS:
        book.active.append(VALUES)
        for cell in book.active[book.active.max_row]:
            if isinstance(cell.value, int | float):
                cell.number_format = look
    book.active["AC2"] = CellRichText("some ", TextBlock(InlineFont(b=True), "bold"), " words")
    book.active["B20"] = "after empty rows"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def of_xlsxwriter():
    """With shared strings, values beside formulas, and text whose parts look different."""
    out = io.BytesIO()
    book = Writer(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["a", "b", "a", "", "  c "])
    sheet.write_rich_string(1, 0, "some ", book.add_format({"bold": True}), "bold", " words")
    sheet.write_formula(2, 1, "=B1", None, "kept beside it")
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 3, "=1=1", None, True)
    sheet.write_datetime(4, 0, NOON, book.add_format({"num_format": "mmm yyyy"}))
    sheet.write_number(4, 1, 0.25, book.add_format({"num_format": "0.0%"}))
    sheet.write_number(4, 2, 1e300, book.add_format({"num_format": "0"}))
    book.close()
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Cell")  # of numbers that are no day
@pytest.mark.parametrize(
    "content",
    [of_openpyxl(), of_openpyxl(epoch=CALENDAR_MAC_1904), of_xlsxwriter()],
    ids=["openpyxl", "days counted from 1904", "xlsxwriter"],
)
def test_a_worksheet_says_what_openpyxl_says_of_it(content):
    [sheet] = read_upload(name="plan.xlsx", content=content)

    assert cells(sheet) == by_openpyxl(content)


def with_sheet(body):
    """A workbook whose sheet has this inside, and nothing else."""
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    xml = f"<x:worksheet {space}><x:sheetData>{body}</x:sheetData></x:worksheet>"
    return repacked(WORKBOOK, replace={SHEET_XML: xml.encode()})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<x:row r="1"><x:c r="B1"><x:v>7</x:v></x:c></x:row>', [("", "7")]),
        ("<x:row><x:c><x:v>1</x:v></x:c><x:c/><x:c><x:v>3</x:v></x:c></x:row>", [("1", "", "3")]),
        ('<x:row r="2.0"><x:c r="A2" t="b"><x:v>1</x:v></x:c></x:row>', [("True",)]),
        (
            '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>said</x:t><x:rPh sb="0" eb="1">'
            "<x:t>spoken</x:t></x:rPh></x:is></x:c></x:row>",
            [("said",)],
        ),
        (
            '<x:row r="1"><x:c r="A1" t="d"><x:v>2027-03-31</x:v></x:c></x:row>',
            [("31 March 2027",)],
        ),
        ('<x:row r="1"><x:c r="A1" t="e"><x:v>#REF!</x:v></x:c></x:row>', [("#REF!",)]),
        (
            '<x:row r="3"><x:c><x:v>3</x:v></x:c></x:row>'
            '<x:row r="2"><x:c><x:v>2</x:v></x:c></x:row>',
            [("3",)],
        ),
    ],
    ids=["prefix", "no places", "row 2.0", "spoken", "ISO day", "error", "out of order"],
)
def test_odd_sheets_are_read_as_openpyxl_reads_them(body, expected):
    content = with_sheet(body)

    [sheet] = read_upload(name="plan.xlsx", content=content)

    assert cells(sheet) == expected == by_openpyxl(content)


@pytest.mark.parametrize(
    "cell",
    ['r="A1"><x:v>many</x:v>', 'r="A1" t="s"><x:v>99</x:v>', 'r="A1" s="99"><x:v>1</x:v>',
     'r="1A"><x:v>1</x:v>', 'r="A1"><x:v>' + "9" * 5_000 + "</x:v>"],
)  # fmt: skip
def test_a_cell_that_no_program_writes_refuses_the_file(cell):
    with pytest.raises(CannotReadSheet, match="The file is damaged"):
        read_upload(name="plan.xlsx", content=with_sheet(f"<x:row><x:c {cell}</x:c></x:row>"))


def test_a_number_that_is_no_day_is_the_error_that_a_spreadsheet_shows():
    book = Workbook()
    book.active.append(["Due", 1e15])
    book.active["B1"].number_format = "dd/mm/yyyy"
    out = io.BytesIO()
    book.save(out)

    assert cells(read_upload(name="plan.xlsx", content=out.getvalue())[0]) == [("Due", "#VALUE!")]


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE w [<!ENTITY a "ha">]><w>&a;</w>',
        '<?xml version="1.0"?><!-- first --><!DOCTYPE w SYSTEM "file:///etc/hostname"><w/>',
        "<!DOCTYPE w><w/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_sheet_that_declares_anything_is_refused_before_it_is_read(xml, encoding):
    with pytest.raises(Declares):
        refuse_declarations(xml.encode(encoding))
    content = repacked(WORKBOOK, replace={SHEET_XML: xml.encode(encoding)})
    with pytest.raises(CannotReadSheet, match="The file is damaged"):
        read_upload(name="plan.xlsx", content=content)


def test_a_sheet_in_another_encoding_is_read():
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        xml = archive.read(SHEET_XML).decode()
    content = repacked(WORKBOOK, replace={SHEET_XML: xml.encode("utf-16")})

    assert cells(read_upload(name="plan.xlsx", content=content)[0])[0] == ("Key result", "From")
