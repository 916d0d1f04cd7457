"""What came back is known by its ids; what of the file is not read is told."""

import pytest

from okrs.offline import arriving, pages
from tests.okrs.offline.making import TODAY, brought, compared

pytestmark = pytest.mark.django_db


def told(offline, strategy, lead):
    draft = brought(offline.saved(), strategy=strategy, by=lead)
    return draft, pages.differences(pages.look(draft, today=TODAY, page=None))


def test_a_sheet_added_to_the_workbook_is_told(offline, strategy, lead):
    offline.book.create_sheet("Notes").append(["Ask Jo"])
    offline.book.copy_worksheet(offline.book["Key results"])

    _draft, page = told(offline, strategy, lead)

    assert page["told"] == [
        "Nothing is read from the sheet “Notes”: it has no Id and Version. Import it by itself.",
        "Nothing is read from the sheet “Key results Copy”: another has the same columns. Put its"
        " rows there.",
    ]


def test_what_is_hidden_is_told_where_the_differences_are(offline, strategy, lead, client):
    offline.key_results.sheet.row_dimensions[3].hidden = True
    offline.book["Objectives"].sheet_state = "hidden"
    client.force_login(lead)

    draft, page = told(offline, strategy, lead)

    assert page["told"] == [
        "A hidden sheet is not read: “Objectives”. Unhide it and send the file again if it counts.",
        "Row 3 is hidden in the sheet. It is read as well.",
    ]
    seen = client.get(f"/okrs/import/{draft.key}/differences/").content.decode()
    assert all(sentence in seen for sentence in page["told"])


def test_sheets_renamed_and_moved_are_known_by_their_ids(offline, strategy, lead):
    offline.book["Milestones"].title = "Meilensteine"
    offline.book["Key results"].title = "KR 2027"
    offline.book.move_sheet("KR 2027", 2)

    draft, page = told(offline, strategy, lead)

    assert [table.letter for table, _rows in arriving.tables_of(draft)] == ["KR", "O", "M"]
    assert (page["told"], page["unchanged"]) == ([], 11)


@pytest.mark.parametrize("column", ["Key result", "Pillar", "Owner"])
def test_a_column_renamed_is_named_as_gone_and_as_unknown(offline, strategy, lead, column):
    sheet = offline.key_results
    sheet.sheet.cell(1, sheet.columns[column]).value = "Our own word"

    _draft, page = told(offline, strategy, lead)

    assert (page["missing"], page["unknown"]) == ([column], ["Our own word"])
    assert page["differ"] == 0


def test_rows_sorted_by_another_column_are_the_same_rows(offline, strategy, lead):
    sheet = offline.key_results.sheet
    rows = [[(c.value, c.number_format) for c in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[4]), reverse=True), start=2):
        for column, (value, number_format) in enumerate(row, start=1):
            sheet.cell(number, column).value = value
            sheet.cell(number, column).number_format = number_format

    assert compared(brought(offline.saved(), strategy=strategy, by=lead)).differences == ()
