"""What a part of a workbook would weigh in memory is known before a parser makes things of it."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from accounts import sheet_weight
from accounts.sheet_weight import DEEPEST, MAIN, Heavy, is_light, refuse_heavy

ROOT = b'<worksheet xmlns="%s">' % MAIN.encode()
ROWS = ROOT + b"<sheetData>"
END = b"</sheetData></worksheet>"
ALIVE, ENDS = 2_000, 11_000
MANY = ALIVE + 1
TOKENS = [
    b"<row>", b"</row>", b"<row/>", b'<row a="/>">', b"<row>/>", b"<row />", b"<rowBreaks>",
    b"<!-- </x></x> -->", b"<![CDATA[</x>]]>", b"<si>", b"</si>", b"<x>", b"</x>", b"<x/>",
    b"<x a='/>'/>", b"<x a='/>'>", b"<y:row>", b"</y:row>", b'<x xmlns="other">',
    b"<x xmlns = 'other'>",
    b"<?of x?>", b"text", b" ", b"/>", b"<c><v>1</v></c>",
]  # fmt: skip


@pytest.fixture
def hundredth(monkeypatch):
    """Limits a hundred times as small, so that little XML is much."""
    monkeypatch.setattr(sheet_weight, "MOST_ALIVE", ALIVE)
    monkeypatch.setattr(sheet_weight, "MOST_ENDS", ENDS)


def in_chunks(xml, size=1024):
    return [xml[start : start + size] for start in range(0, len(xml), size)]


def is_heavy(xml):
    try:
        refuse_heavy(in_chunks(xml))
    except Heavy:
        return True
    return False


def in_code_page(xml):
    return b'<?xml version="1.0" encoding="cp037"?>' + xml.decode().encode("cp037")


HEAVY = {
    "nested": ROWS + b"<a>" * 600,
    "nested and closed": ROWS + b"<a>" * 450 + b"</a>" * 450 + END,
    "nested, seen as closed in quotes": ROWS + b'<a b="/>">' * 600,
    "nested, seen as closed in remarks": ROWS + b"<a><!--</a></a>-->" * 200,
    "nested, in another alphabet": (ROWS + b"<a>" * 600).decode().encode("utf-16"),
    "wide": ROWS + b"<row>" + b"<a/>" * MANY + b"</row>" + END,
    "wide, between rows": ROWS + b"<row></row><a/>" * MANY + END,
    "wide, in a row of rows": ROWS + b"<row>" + b"<row></row><a/>" * MANY + b"</row>" + END,
    "wide, in a row that seems to end": ROWS + b"<row>/>" + b"<a/><row></row>" * MANY,
    "wide, with rows of another name": b"<w xmlns='x'>" + b"<row><a/></row>" * MANY,
    "wide, with rows renamed midway": ROWS + b"<b xmlns = 'x'>" + b"<row><a/></row>" * MANY,
    "rows without end": ROWS + b"<row></row>" * (ENDS + 1),
}


@pytest.mark.usefixtures("hundredth")
@pytest.mark.parametrize("xml", HEAVY.values(), ids=HEAVY)
def test_what_would_fill_the_memory_is_heavy_and_never_light(xml):
    assert is_heavy(xml)
    assert not is_light(in_chunks(xml))


def test_what_is_written_in_other_bytes_is_followed_tag_by_tag():
    assert not is_light([in_code_page(ROWS + b"<a>" * 300)])


@pytest.mark.usefixtures("hundredth")
@pytest.mark.parametrize(
    "xml",
    [
        ROWS + b'<row r="1"><c r="A1"><v>1</v></c></row>' * 900 + END,
        ROWS + b'<row r="1">' + b'<c r="A1" s="2"/>' * 163 + b"</row>" + END,
        ROWS + b'<row r="1"/>\n' * 10 + b"</sheetData>" + b'<mergeCell ref="A1"/>' * 500,
        ROOT.replace(b"worksheet", b"sst") + b"<si><t>a</t></si>" * 1_000 + b"</sst>",
    ],
    ids=["many rows", "a wide row", "many merged cells", "many shared texts"],
)
def test_what_spreadsheet_programs_write_is_light(xml):
    assert is_light(in_chunks(xml))
    assert not is_heavy(xml)


@pytest.mark.usefixtures("hundredth")
def test_what_is_only_unusual_is_followed_and_passes():
    rows = b'<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>' * 400
    xml = b'<x:worksheet xmlns:x="%s">' % MAIN.encode() + rows + b"</x:worksheet>"

    assert not is_light(in_chunks(xml))
    assert not is_heavy(xml)


def test_every_part_that_openpyxl_writes_is_let_pass():
    import zipfile

    book = Workbook()
    for number in range(300):
        book.active.append([number, "a", "<b>", None])
    kept = io.BytesIO()
    book.save(kept)
    with zipfile.ZipFile(kept) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    assert not any(map(is_heavy, parts.values()))
    assert is_light([parts["xl/worksheets/sheet1.xml"]])


@pytest.mark.parametrize("xml", [b"", b"\x89PNG\r\n<<<<", b"<a", b"<a></b>" + b"<c>" * 300])
def test_what_is_no_xml_is_left_to_its_reader(xml):
    assert not is_heavy(xml)


def test_entities_are_left_to_the_reader_who_refuses_them():
    grows = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>' + b"&b;" * 10 + b"<a>" * 300

    assert not is_light([grows])
    assert not is_heavy(grows)


def test_a_document_type_hides_nothing():
    assert is_heavy(b"<!DOCTYPE a><a>" + b"<a>" * DEEPEST)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=60))
def test_what_is_light_is_never_heavy(tokens):
    xml = ROWS + b"".join(tokens)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet_weight, "DEEPEST", 6)
        patch.setattr(sheet_weight, "MOST_ALIVE", 12)
        if is_light(in_chunks(xml, 3)):
            assert not is_heavy(xml), re.findall(rb"<[^<]*", xml)
