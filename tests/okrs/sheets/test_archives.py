"""A .zip of .csv files is read file by file; any other archive is told what it is."""

import io
import zipfile

import pytest

from accounts.plain_sheets import CannotReadSheet
from okrs.sheets import archives
from okrs.sheets.reading import archived, read_upload
from tests.okrs.sheets.test_reading import WORKBOOK, cells


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def test_each_csv_file_is_a_sheet_of_its_name():
    content = packed(b_csv="Key result;From\nB;2", Plans__a_CSV="Key result\nA", read_txt="Read me")

    sheets = read_upload(name="plan.zip", content=content)

    assert [(sheet.name, cells(sheet)) for sheet in sheets] == [
        ("a.CSV", [("Key result",), ("A",)]),
        ("b.csv", [("Key result", "From"), ("B", "2")]),
    ]


def test_what_a_computer_puts_beside_files_of_its_own_is_passed_over():
    out = io.BytesIO(packed(a_csv="Key result\nA"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("__MACOSX/._a.csv", b"\x00\x05")
        archive.writestr(".DS_Store", b"\x00")

    assert [name for name, _text in archived(out.getvalue())] == ["a.csv"]


def test_a_workbook_is_no_archive_of_text():
    assert archived(WORKBOOK) == []
    assert archived(b"Key result\nA") == []


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: packed(a_csv="x", b_pdf="y"), "also holds “b.pdf”, which is not a .csv file"),
        (lambda: packed(**{f"a{n}_csv": "x" for n in range(21)}), "unpacks to far more"),
        (lambda: packed(a_csv=b"x" * (archives.UNPACKED_AT_MOST + 1)), "unpacks to far more"),
        (lambda: packed(a_csv=b"A\x00B"), "not a sheet we can read"),
        (lambda: packed(a_txt="x"), "damaged, or is not an Excel workbook"),
        (lambda: packed(a_csv="a,b\n" * 6000), "more than 5,000 rows"),
    ],
    ids=["another file", "many files", "a bomb", "a NUL", "no csv", "rows"],
)
def test_each_hostile_archive_gets_a_sentence(make, sentence):
    with pytest.raises(CannotReadSheet, match=sentence):
        read_upload(name="plan.zip", content=make())


def test_half_an_archive_is_damaged():
    content = bytearray(packed(a_csv="Key result,From\n" + "A,1\n" * 500))
    content[60] ^= 0xFF

    with pytest.raises(CannotReadSheet, match="damaged"):
        read_upload(name="plan.zip", content=bytes(content))
