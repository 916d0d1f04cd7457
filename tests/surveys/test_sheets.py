"""Uploaded sheets are read within limits, and hostile ones refused with a sentence."""

import contextlib
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from accounts import plain_sheets
from accounts.plain_sheets import CannotReadSheet
from surveys import sheets
from surveys.sheets import read

HEADER, ROW = ("fsm", "unit"), ("Yes", "Sales")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def archive(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"fsm,unit\nYes,Sales\n",
        b"fsm;unit\r\nYes;Sales\r\n",
        b'"fsm";"unit"\n"Yes";"Sales"\n',
        b"fsm\tunit\nYes\tSales",
        b"\xef\xbb\xbffsm,unit\n\n ,\nYes , Sales\n",
        "fsm,unit\nYes,Sales\n".encode("utf-16"),
        workbook(HEADER, ROW),
        workbook((), HEADER, (None, None), ROW),
    ],
)
def test_the_same_rows_from_every_form(content: bytes) -> None:
    assert read(content) == [HEADER, ROW]


def test_rows_are_as_wide_as_the_widest() -> None:
    assert read(b"a,b,c\n1\n1,2\n") == [("a", "b", "c"), ("1", "", ""), ("1", "2", "")]


@pytest.mark.parametrize("text", ["share;of\n1,5;20\n2,5;30", "share\tof\n1,5\t2,0\n2,5\t3,0"])
def test_a_decimal_comma_parts_no_cells(text: str) -> None:
    assert {len(row) for row in sheets.of_text(text)} == {2}


def test_cells_of_a_workbook_read_as_a_person_would_type_them() -> None:
    content = workbook(("a", "b", "c", "d"), (12.0, 1.5, date(2027, 3, 31), True))

    assert read(content)[1] == ("12", "1.5", "31/03/2027", "True")


def test_a_formula_is_text_and_is_never_worked_out() -> None:
    assert read(b"a\n=1+1\n")[1] == ("=1+1",)
    assert read(workbook(("a", "b"), ("=1+1", "x")))[1] == ("", "x")


def test_a_sheet_that_is_hidden_is_not_read() -> None:
    book = Workbook()
    book.active.append(("secret",))
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Shown")
    shown.append(HEADER)
    kept = io.BytesIO()
    book.save(kept)

    assert read(kept.getvalue()) == [HEADER]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a" * (sheets.MOST_MEGABYTES * sheets.MEGABYTE + 1), "larger than 6 MB"),
        (plain_sheets.EXCEL_97 + b"anything", "older Excel file"),
        (b"%PDF-1.7\x00\x01", "not a sheet we can read"),
        (b"", "no rows in it"),
        (b"\n , \n", "no rows in it"),
        (b"PK\x03\x04 not really", "damaged"),
        (archive(readme=b"hello"), "damaged"),
        (archive(xl__workbook__xml=b"<no/>"), "damaged"),
        (archive(**{"xl/workbook.xml": b"<workbook/>"}), "damaged"),
        (archive(**{"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"}), "macros"),
        (b",".join([b"a"] * 61), "more than 60 columns"),
        (b"a\n" + b"1\n" * 100_001, "more than 100,000 rows"),
        (b'a\n"' + b"x" * 200_000 + b'"\n', "could not be split"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_sheet_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(CannotReadSheet, match=sentence):
        read(content)


def test_an_archive_that_unpacks_to_far_more_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "UNPACKED_AT_MOST", 1_000)
    bomb = archive(**{"xl/workbook.xml": b"<a/>", "xl/sheet.xml": b" " * 100_000})

    with pytest.raises(CannotReadSheet, match="unpacks to far more"):
        read(bomb)


@pytest.mark.parametrize(
    "sheet",
    [
        b"<a>" * 300_000,
        b"<a>" * 1_000 + b"</a>" * 1_000,
        b"<row>" + b'<c r="A1"/>' * 300_000,
        b" " * 10_000_000,
    ],
    ids=["nested without end", "nested", "a row of too many", "ten million spaces"],
)
def test_what_would_fill_the_memory_is_refused_before_a_parser_makes_things_of_it(
    sheet: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openpyxl.load_workbook", None)
    content = archive(**{"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet})

    with pytest.raises(CannotReadSheet, match="unpacks to far more than a survey holds"):
        read(content)


def test_tags_are_counted_in_all_parts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "TAGS_AT_MOST", 50)

    with pytest.raises(CannotReadSheet, match="unpacks to far more"):
        read(workbook(HEADER, ROW))


def test_an_archive_of_thousands_of_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_sheets, "MOST_PARTS", 2)

    with pytest.raises(CannotReadSheet, match="unpacks to far more"):
        read(workbook(HEADER, ROW))


def test_what_a_sheet_claims_about_its_size_is_not_believed() -> None:
    """Said to be one cell, or to reach to the last row there can be: what is in it is read."""
    content = workbook(HEADER, ROW)
    for claim in (b"A1", b"A1:XFD1048576"):
        kept = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
            for part in old.infolist():
                text = old.read(part)
                if part.filename == "xl/worksheets/sheet1.xml":
                    assert b'<dimension ref="A1:B2"' in text
                    text = text.replace(b"A1:B2", claim)
                new.writestr(part, text)
        assert read(kept.getvalue()) == [HEADER, ROW]


def test_entities_that_grow_are_not_followed() -> None:
    content = workbook(HEADER, ROW)
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + text
            new.writestr(part, text)

    with pytest.raises(CannotReadSheet, match="damaged"):
        read(kept.getvalue())


@given(st.binary(max_size=300))
def test_nothing_that_is_sent_breaks_the_reader(content: bytes) -> None:
    with contextlib.suppress(CannotReadSheet):
        assert len({len(row) for row in read(content)}) == 1


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=2, max_size=5), min_size=1, max_size=9))
def test_digits_come_through_as_they_are(table: list[list[int]]) -> None:
    text = "\n".join(",".join(map(str, row)) for row in table)
    read_back = [[int(cell) for cell in row if cell] for row in read(text.encode())]

    assert read_back == table
