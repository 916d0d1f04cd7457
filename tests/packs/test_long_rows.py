"""A row of many words ends where its slide does, says so, and is whole in the notes."""

from dashboards.finding import Cell, Row, Table
from packs.slides.tables import high
from tests.packs import reading_slides as reading
from tests.packs.example_findings import background
from tests.packs.test_slides import only

INCH = 914400
LONG = " ".join(f"word{n}" for n in range(400))
PART = "Shown in part: all the words of this row are in the notes of this slide."


def made(words: str) -> bytes:
    rows = tuple(
        Row(names=(f"Measure {n}",), cells=(Cell(said="Off track"), Cell(said=one)))
        for n, one in enumerate(("Short.", words, "Short too."))
    )
    heads = ("Status", "What its owner says")
    return only(
        background(
            title="Red",
            chart=None,
            table=Table(caption="Red", names=("Key result",), heads=heads, rows=rows),
        )
    )


def tables(document: bytes):
    for slide in reading.read(document).slides:
        for shape in slide.shapes:
            if slide.shapes.title.text_frame.text == "Red" and shape.has_table:
                yield slide, shape


def reach(shape) -> float:
    """Inches from the top at which a table ends with its words broken into lines."""
    wide = [column.width / INCH for column in shape.table.columns]
    sizes = (
        (row, row.cells[0].text_frame.paragraphs[0].runs[0].font.size.pt)
        for row in shape.table.rows
    )
    return shape.top / INCH + sum(high([c.text for c in row.cells], wide, s) for row, s in sizes)


def test_a_row_of_many_words_is_cut_to_its_slide_and_whole_in_the_notes():
    document = made(LONG)

    (cut,) = (slide for slide, _shape in tables(document) if PART in reading.words(slide))

    assert all(reach(shape) <= 6.8 for _slide, shape in tables(document))
    assert "word0 word1 word2" in reading.words(cut)
    assert "word399" not in reading.words(cut)
    assert " …" in reading.words(cut)
    assert LONG in cut.notes_slide.notes_text_frame.text
    below = next(s for s in cut.shapes if s.has_text_frame and s.text_frame.text == PART)
    assert (below.top + below.height) / INCH <= 6.8


def test_lines_that_somebody_broke_are_counted():
    document = made("\n".join(f"line {n}" for n in range(60)))

    assert all(reach(shape) <= 6.8 for _slide, shape in tables(document))
    assert PART in reading.whole(document)


def test_a_row_that_fits_is_said_whole_and_nothing_is_said_of_it():
    document = made("Schools do not lead to applications. " * 5)

    assert PART not in reading.whole(document)
    assert "…" not in reading.whole(document)
