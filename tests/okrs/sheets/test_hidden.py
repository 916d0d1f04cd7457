"""What a sheet does not show at once: hidden parts, months that Excel keeps as days, formats."""

import io
from datetime import UTC, date, datetime

import pytest
from xlsxwriter import Workbook as Writer

from accounts.plain_sheets import CannotReadSheet
from okrs.importing import drafts
from okrs.sheets import days, workbooks
from okrs.sheets.reading import read_pasted, read_upload
from tests.factories import StrategyFactory
from tests.okrs.sheets.test_hostile import packed
from tests.okrs.sheets.test_reading import SHEET_XML, WORKBOOK, cells

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def content():
    out = io.BytesIO()
    book = Writer(out, {"in_memory": True})
    sheet = book.add_worksheet("Plan")
    for row, line in enumerate([("Key result", "Target", "Target"), ("A", 1, 2), ("B", 3, 4)]):
        sheet.write_row(row, 0, line)
    sheet.set_column("B:B", None, None, {"hidden": True})
    sheet.set_row(2, None, None, {"hidden": True})
    book.add_worksheet("Old plan").hide()
    book.close()
    return out.getvalue()


TOLD = (
    "Row 3 is hidden in the sheet. It is read as well.",
    "Column B is hidden in the sheet. It is read as well.",
    "A hidden sheet is not read: “Old plan”. Unhide it and send the file again if it counts.",
)


def test_what_a_workbook_hides_is_told(content):
    [sheet] = read_upload(name="plan.xlsx", content=content)

    assert sheet.hidden == TOLD
    assert cells(sheet)[2] == ("B", "3", "4")


@pytest.mark.django_db
def test_the_rows_are_shown_with_what_is_hidden(content, client, lead):
    draft = drafts.start(
        sheets=read_upload(name="plan.xlsx", content=content),
        name="plan.xlsx", strategy=StrategyFactory(), by=lead, at=NOW,
    )  # fmt: skip
    client.force_login(lead)

    text = client.get(f"/okrs/import/{draft.key}/").content.decode()

    assert all(sentence in text for sentence in TOLD)


@pytest.mark.parametrize(
    ("number_format", "day", "meant"),
    [
        ("mmm-yy", date(2027, 3, 1), date(2027, 3, 31)),
        (r"[$-809]mmmm\ yyyy;@", date(2027, 3, 1), date(2027, 3, 31)),
        ("mm/yyyy", date(2027, 1, 1), date(2027, 1, 31)),
        ("yyyy", date(2027, 1, 1), date(2027, 12, 31)),
        ("dd/mm/yyyy", date(2027, 3, 1), date(2027, 3, 1)),
        ("mmm-yy", date(2027, 3, 15), date(2027, 3, 15)),
        ("General", date(2027, 3, 4), date(2027, 3, 4)),
    ],
)
def test_a_month_that_excel_keeps_as_its_first_day_is_still_that_month(number_format, day, meant):
    assert days.day(workbooks.as_text(day, number_format)) == meant


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ('"£"#,##0', "£25"), ("[$€-407]#,##0", "€25"), ("[$$-409]#,##0", "$25"),
        ("[$-809]#,##0", "25"), ('0"%"', "25%"), (r"0\%", "25%"), ("0%", "2500%"),
        (r"\$#,##0", "$25"),
    ],
)  # fmt: skip
def test_money_and_a_percent_that_was_only_written_are_read_as_shown(number_format, expected):
    assert workbooks.as_text(25, number_format) == expected


def test_merges_without_end_are_refused_before_they_fill_the_memory():
    merges = b"".join(b'<mergeCell ref="A%d:A10000"/>' % n for n in range(1, 5_000))
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    xml = head + b"<sheetData/><mergeCells>" + merges + b"</mergeCells></worksheet>"

    with pytest.raises(CannotReadSheet, match="more merged cells than a plan needs"):
        read_upload(name="plan.xlsx", content=packed(WORKBOOK, SHEET_XML, xml))


def test_many_sheets_of_one_long_text_are_refused_together():
    out = io.BytesIO()
    book = Writer(out, {"in_memory": True})
    for _sheet in range(4):
        book.add_worksheet().write_row(0, 0, ["a" * 32_000] * 59)
    book.close()

    with pytest.raises(CannotReadSheet, match="The workbook holds more text than a plan needs"):
        read_upload(name="plan.xlsx", content=out.getvalue())


def test_the_line_that_tells_excel_what_parts_cells_is_no_objective():
    [sheet] = read_pasted("sep=;\nKey result;To\nA, and more, of it;1")

    assert [(line.number, line.cells) for line in sheet.lines] == [
        (2, ("Key result", "To")), (3, ("A, and more, of it", "1")),
    ]  # fmt: skip


def test_a_tab_inside_one_cell_does_not_part_the_whole_sheet():
    [sheet] = read_pasted('Key result,To\n"A\twith a tab",1\nB,2\nC,3')

    assert cells(sheet)[0] == ("Key result", "To")
