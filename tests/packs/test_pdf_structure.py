"""The tree of tags of the PDF, walked as a reader of the screen does: what PDF/UA-1 (ISO 14289-1)
and its list of failures (the Matterhorn Protocol 1.1) ask, as far as a program can see it.

No checker of these can be had from the registries that we build from, so the points are here:
by their numbers there, what is marked (01), order (09), title, language and names of roles (02, 06,
11), alternatives (13), headings (14), tables (15), links (28) and fonts (31).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from packs import pdf
from packs.pdf import row_heads
from tests.packs import reading_pdf as reading
from tests.packs.examples import contents

STANDARD = {
    *("/Document", "/H1", "/H2", "/P", "/Span", "/Div", "/Figure", "/Link", "/Reference"),
    *("/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/TOC", "/TOCI"),
}
PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do"}
OPENS, CLOSES = {b"BDC", b"BMC"}, b"EMC"
Element = Any  # a dictionary of the library, whose keys its types know less of


@pytest.fixture(scope="module")
def document() -> PdfReader:
    return reading.read(pdf.made(contents()))


@pytest.fixture(scope="module")
def every(document: PdfReader) -> list[Element]:
    """Every element of the tree in the order in which it is read."""
    return list(_walked(_root(document)))


def _root(document: PdfReader) -> Element:
    catalogue: Any = document.trailer["/Root"]
    return catalogue["/StructTreeRoot"]


def _inside(element: Element) -> list[Any]:
    inside: Any = element.get("/K", [])
    inside = inside.get_object()
    return [one.get_object() for one in (inside if isinstance(inside, list) else [inside])]


def _walked(element: Element) -> Iterator[Element]:
    for one in _inside(element):
        if isinstance(one, DictionaryObject) and "/S" in one:
            yield one
            yield from _walked(one)


def _of(every: list[Element], kind: str) -> list[Element]:
    return [one for one in every if one["/S"] == kind]


def test_every_tag_is_of_a_kind_that_readers_know(every):
    assert {one["/S"] for one in every} <= STANDARD


def test_there_is_one_document_and_words_stand_in_paragraphs_of_it(document, every):
    (whole,) = _inside(_root(document))

    assert whole["/S"] == "/Document"
    loose = [one["/S"] for one in _inside(whole) if isinstance(one, DictionaryObject)]
    assert "/Span" not in loose
    assert "/Link" not in loose
    assert not any(isinstance(one, int) for one in _inside(whole))


def test_all_that_is_painted_is_in_the_tree_or_marked_as_decoration(document):
    for page in document.pages:
        open_marks = 0
        for _operands, operator in ContentStream(page.get_contents(), document).operations:
            open_marks += (operator in OPENS) - (operator == CLOSES)
            assert open_marks or operator not in PAINTS, page.page_number + 1
        assert open_marks == 0


def test_each_mark_of_a_page_is_in_the_tree_once(document, every):
    told: dict[int, list[int]] = {}
    for one in every:
        for mark in _inside(one):
            page: Any = mark.get("/Pg", one.get("/Pg")) if isinstance(mark, dict) else one["/Pg"]
            number = mark.get("/MCID") if isinstance(mark, dict) else mark
            if isinstance(number, int):
                told.setdefault(document.get_page_number(page.get_object()), []).append(number)

    for page in document.pages:
        marked = _marks(page, document)
        assert sorted(told.get(page.page_number or 0, [])) == sorted(marked)


def _marks(page: Any, document: PdfReader) -> list[int]:
    found = []
    for operands, operator in ContentStream(page.get_contents(), document).operations:
        if operator == b"BDC" and isinstance(operands[1], dict) and "/MCID" in operands[1]:
            found.append(int(operands[1]["/MCID"]))
    return found


def test_the_tree_is_read_page_by_page_from_the_first_to_the_last(document, every):
    headings = [
        document.get_page_number(one["/Pg"].get_object())
        for one in every
        if one["/S"] in ("/H1", "/H2")
    ]

    assert headings == sorted(headings)
    assert {page.get("/Tabs") for page in document.pages} == {"/S"}


def test_headings_go_down_one_step_at_a_time(every):
    levels = [int(one["/S"][2:]) for one in every if one["/S"] in ("/H1", "/H2")]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_figure_says_what_it_shows_and_where_it_is(every):
    figures = _of(every, "/Figure")

    assert figures
    for one in figures:
        assert len(str(one["/Alt"])) > 20
        attributes: Any = one["/A"]
        boxes = [box for box in _inside_of(attributes) if "/BBox" in box]
        assert len(boxes) == 1


def _inside_of(attributes: Any) -> list[Any]:
    found = attributes.get_object()
    return [one.get_object() for one in (found if isinstance(found, list) else [found])]


def test_every_table_is_a_grid_whose_columns_have_heads(every):
    tables = _of(every, "/Table")

    assert tables
    for table in tables:
        rows = [row for row in _walked(table) if row["/S"] == "/TR"]
        wide = {sum(_columns(cell) for cell in _walked(row)) for row in rows}
        assert len(wide) == 1
        heads = list(_walked(rows[0]))
        assert {cell["/S"] for cell in heads} == {"/TH"}
        scopes = {scope for cell in heads for scope in _attribute(cell, "/Scope")}
        assert scopes == {"/Column"}


def test_each_row_has_a_head_that_says_whose_its_figures_are(every):
    bodies = [row for body in _of(every, "/TBody") for row in _walked(body) if row["/S"] == "/TR"]
    rows = [list(_walked(row)) for row in bodies]
    told = [[cell for cell in row if cell["/S"] in ("/TH", "/TD")] for row in rows]
    plain = [cells for cells in told if len(cells) > 1]

    assert plain
    for first, *rest in plain:
        assert first["/S"] == "/TH"
        assert _attribute(first, "/Scope") == ["/Row"]
        assert {cell["/S"] for cell in rest} == {"/TD"}
        # a figure that named heads by itself would be read with those alone
        assert not any(_attribute(cell, "/Headers") for cell in (first, *rest))


def test_what_somebody_is_called_is_never_taken_for_a_tag():
    name = "<</Type/StructElem/S/TR/P 1 0 R/K[2 0 R 3 0 R]>>"
    made = pdf.made(contents(title=name, organisation=name))

    assert reading.read(made).metadata.title == name


@pytest.mark.parametrize(
    "document", [b"", b"%PDF-1.7 startxref 9 %%EOF", b"%PDF startxref\n0\n%%EOF"]
)
def test_what_is_no_plain_pdf_is_not_marked(document):
    with pytest.raises(ValueError, match="table"):
        row_heads.marked(document)


def _columns(cell: Element) -> int:
    if cell["/S"] not in ("/TH", "/TD"):
        return 0
    return next(iter(_attribute(cell, "/ColSpan")), 1)


def _attribute(element: Element, name: str) -> list[Any]:
    if "/A" not in element:
        return []
    return [one[name] for one in _inside_of(element["/A"]) if name in one]


def test_every_link_stands_in_the_tree_and_says_where_it_leads(document, every):
    links = [
        note.get_object()
        for page in document.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]

    assert links
    assert all(str(link.get("/Contents", "")).strip() for link in links)
    assert all("/StructParent" in link for link in links)
    inside = [one for link in _of(every, "/Link") for one in _inside(link)]
    in_tree = [one for one in inside if isinstance(one, dict) and one.get("/Type") == "/OBJR"]
    assert len(in_tree) == len(links)


def test_every_letter_is_in_the_file_and_can_be_copied_as_what_it_is(document):
    fonts = {
        name: font.get_object()
        for page in document.pages
        for name, font in page["/Resources"].get("/Font", {}).items()
    }

    assert fonts
    for font in fonts.values():
        assert "/ToUnicode" in font
        (of,) = font["/DescendantFonts"]
        told = of.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(told)
