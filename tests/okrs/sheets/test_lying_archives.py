"""Archives that say less than they hold, or are packed as no spreadsheet program packs."""

import io
import tracemalloc
import zipfile

import pytest

from accounts.plain_sheets import CannotReadSheet
from okrs.sheets.reading import read_upload
from tests.okrs.sheets.test_reading import WORKBOOK

BOOK_XML = "xl/workbook.xml"
MILLION = 1_000_000
MIDDLE = b"PK\x01\x02"  # where the list of the parts begins to tell of one
SIZE = 24  # so far from there stands how much it unpacks to


def says_ten_bytes(name, *, beside=None):
    """An archive with a part of forty million bytes that says it has ten."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        with new.open(name, "w") as part:
            for _time in range(40):
                part.write(b" " * MILLION)
        for other, data in (beside or {}).items():
            new.writestr(other, data)
    content = bytearray(out.getvalue())
    place = content.index(MIDDLE) + SIZE
    content[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def workbook_that_says_ten_bytes():
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old:
        beside = {name: old.read(name) for name in old.namelist() if name != BOOK_XML}
    return says_ten_bytes(BOOK_XML, beside=beside)


@pytest.mark.parametrize("make", [workbook_that_says_ten_bytes, lambda: says_ten_bytes("a.csv")])
def test_a_part_that_says_less_than_it_holds_is_not_unpacked_whole(make):
    content = make()
    tracemalloc.start()
    try:
        with pytest.raises(CannotReadSheet, match="damaged"):
            read_upload(name="plan", content=content)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 10 * MILLION


@pytest.mark.parametrize("packed_as", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_packed_in_an_unusual_way_is_refused(packed_as):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed_as) as new:
        new.writestr("a.csv", "Key result\nA")

    with pytest.raises(CannotReadSheet, match="damaged"):
        read_upload(name="plan.zip", content=out.getvalue())


def test_an_archive_for_a_program_of_tomorrow_is_damaged():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("a.csv", "Key result\nA")
    content = bytearray(out.getvalue())
    content[content.index(MIDDLE) + 6] = 99  # the version that it takes to read it

    with pytest.raises(CannotReadSheet, match="damaged"):
        read_upload(name="plan.zip", content=bytes(content))
