"""The workbook of a pack: every figure of it, as text and as a number, and not a digit more."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dashboards.finding import Cell
from packs import sheet
from packs.sheet_names import sheet_names
from tests.packs import examples
from tests.packs.example_findings import HIDDEN, background


def book_of(contents):
    return load_workbook(BytesIO(sheet.made(contents)))


def values(page):
    return [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]


def flat(page):
    return [cell for row in values(page) for cell in row]


def test_there_is_a_sheet_for_each_page_of_the_pack():
    assert book_of(examples.contents()).sheetnames == [
        "Pack",
        "Strategy",
        "Since the last pack",
        "1 Who answered",
        "2 Who works here",
        "3 Every grade",
        "4 The plan",
        "What words mean",
        "What we cannot say yet",
    ]


def test_every_word_and_figure_of_every_table_is_in_it():
    told = examples.contents()
    book = book_of(told)

    for number, finding in enumerate(told.findings, start=1):
        page = flat(book[f"{number} {finding.heading}"])
        assert finding.title in page
        assert finding.source in page
        assert not finding.people or page[page.index("Rests on") + 1] == finding.people
        for row in finding.table.rows:
            for cell in row.cells:
                assert cell.said in page
                assert not cell.likely or cell.likely in page
    assert told.unsaid.title in flat(book["What we cannot say yet"])


def test_shares_are_numbers_in_percent_beside_what_is_said():
    page = book_of(examples.contents())["2 Who works here"]
    row = next(row for row in page.iter_rows() if row[0].value == "Intermediate background")

    said, number, likely = row[1], row[2], row[3]
    assert (said.value, number.value, likely.value) == ("about 15%", 0.15, "11% to 20%")
    assert number.number_format == "0%"


def test_what_is_hidden_has_no_number():
    page = book_of(examples.contents())["2 Who works here"]
    row = next(row for row in page.iter_rows() if row[0].value == "Never worked")

    assert [cell.value for cell in row[1:4]] == [HIDDEN, None, None]


def test_the_strategy_stands_on_one_sheet():
    rows = values(book_of(examples.contents())["Strategy"])

    assert rows[3][:4] == ["Pillar", "Objective", "Key result", "From"]
    assert rows[3][-1] == "Owner"
    assert len(rows) == 4 + 37
    assert rows[4][-1] == "Sam Okafor"


def test_a_pack_for_everybody_has_no_column_of_owners():
    page = flat(book_of(examples.first())["Strategy"])

    assert "Owner" not in page
    assert "Sam Okafor" not in page


def test_what_looks_like_a_formula_is_text():
    table = background().table
    assert table
    row = replace(table.rows[0], names=("=1+1",), cells=(Cell(said="=HYPERLINK(1)"),))
    odd = background(title='=CMD("x")', table=replace(table, rows=(row,)))

    page = book_of(examples.contents(findings=(odd,)))["1 Who works here"]

    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert page["A1"].value == '=CMD("x")'
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_the_same_pack_is_the_same_file():
    assert sheet.made(examples.contents()) == sheet.made(examples.contents())


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("Pay", "pay", "Pay"), ["Pay", "pay (2)", "Pay (3)"]),
        (("a/b: c?", "[x]*"), ["a b c", "x"]),
        (("x" * 40, "x" * 40), ["x" * 31, "x" * 27 + " (2)"]),
        (("'quoted'", "History", "", "//"), ["quoted", "History_", "_", "_ (2)"]),
    ],
)
def test_sheets_have_names_that_every_program_takes(titles, names):
    assert sheet_names(titles) == names


def test_columns_are_as_wide_as_their_tables_and_no_wider():
    long = "A method that goes on for longer than any column should be wide. " * 3
    page = book_of(
        examples.contents(findings=(background(method=(("Method", long),), notes=(long,)),))
    )["1 Who works here"]

    assert page.column_dimensions["A"].width < 40
    assert page.column_dimensions["B"].width < 30
