"""The pack as PDF: the figures of its contents and no other, tagged, and the same every time."""

from dataclasses import replace
from typing import Any

import pytest

from charts import letters
from charts.map import StrategyMap
from dashboards.finding import Cell, Finding, Row, Table
from packs import pdf
from packs.pdf import content as laid
from tests.packs import reading_pdf as reading
from tests.packs.example_findings import HIDDEN, background
from tests.packs.example_plan import changes
from tests.packs.examples import contents, first

HOSTILE = (
    '#eval(read("pack.typ")) *strong* $x$ _y_ @label <b> \\ " \' {{x}} <svg',
    "A" * 300,
    "Café 😀👩‍💻 漢字",
    "עברית and العربية \u202edesrever",
    "a bell \x07 and a half \ud800 of a pair",
    "marks that no letter here bears: A\u0345 7\u065b ;\u0951",
    "",
)


@pytest.fixture(scope="module")
def whole() -> bytes:
    return pdf.made(contents())


def test_every_number_of_its_findings_stands_in_it(whole):
    told = contents()
    found = reading.numbers(reading.text(whole))

    for one in (*told.findings, told.changes, told.unsaid):
        table = {cell.said for row in one.table.rows for cell in row.cells}
        wanted = reading.told((one.title, one.sentence, one.number, one.people, *table))
        assert wanted <= found, one.key
    assert reading.told(told.strategy) - {line.key for line in told.strategy} <= found


def test_no_number_stands_in_it_that_the_pack_does_not_say(whole):
    pages = {str(number + 1) for number in range(len(reading.read(whole).pages))}
    found = reading.numbers(reading.text(whole))

    number = {str(contents().number)}
    assert found - reading.told(contents()) - reading.AXIS - pages - number == set()


def test_a_number_that_nobody_said_would_be_found():
    words = "Likely between 26% and 32%. The UK has 39%, or 77.7."
    told = contents(findings=(background(sentence=words),))

    found = reading.numbers(reading.text(pdf.made(told)))

    assert "77.7" in found - reading.told(contents())


def test_its_parts_come_in_order_and_what_cannot_be_said_comes_last(whole):
    words = reading.text(whole)
    parts = (
        "Where you start should not decide how far you go.",
        "What to take away",
        "Page 2 of",
        "Every key result",
        "Key results that changed",
        "Response by unit",
        "Background by grade",
        "What words mean",
        "What cannot be said yet, and why",
    )

    places = [words.rindex(part) for part in parts]
    assert places == sorted(places)


def test_it_is_tagged_for_screen_readers_and_says_so(whole):
    document = reading.read(whole)
    root: Any = document.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata.title == "Social mobility: board pack"
    assert document.metadata.author == "Calder & Moor"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_every_picture_has_its_words_and_every_finding_a_heading(whole):
    told = contents()
    described = {one["/Alt"] for one in reading.elements(whole, "/Figure")}

    charts = {one.chart.description for one in told.findings if one.chart}
    assert described == charts | {told.map.description}
    assert len(reading.elements(whole, "/H1")) == 5 + len(told.findings) + 2
    assert len(reading.elements(whole, "/TH")) > 10


def test_the_same_contents_give_the_same_bytes(whole):
    assert pdf.made(contents()) == whole


def test_what_is_hidden_has_one_label_and_no_figure(whole):
    words = reading.text(pdf.made(contents(findings=(background(),), strategy=())))

    assert HIDDEN in words
    assert "Never worked Hidden to protect people Hidden to protect people –" in words


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_somebody_calls_a_thing_is_text(words):
    told = contents(
        title=words,
        organisation=words,
        vision=words,
        audience=words,
        issued_by=words,
        said=(words,),
        strategy=tuple(
            replace(one, pillar=words, objective=words, key_result=words, owner=words, said=words)
            for one in contents().strategy[:3]
        ),
        findings=(background(title=words, sentence=words, notes=(words,), table=_table(words)),),
        definitions=((words, words),),
    )

    document = pdf.made(told)

    if words.startswith("#eval"):
        said = reading.text(document)
        assert said.count("#eval(read(") >= 8
        assert "*strong* $x$ _y_ @label <b>" in said


def _table(words: str) -> Table:
    row = Row(names=(words,), cells=(Cell(said=words, likely=words),))
    return Table(caption=words, names=(words,), heads=(words,), rows=(row,))


def test_what_no_font_can_show_is_one_box_and_the_rest_stays():
    said = reading.text(pdf.made(contents(vision="Café 😀👩‍💻 goes on")), first=3)

    assert "Café □ goes on" in said


def test_where_a_script_cannot_be_set_the_rest_of_the_words_still_is():
    said = reading.text(pdf.made(contents(vision="עברית; and 7\u065b goes on")), first=3)

    assert "goes on" in said
    assert "□" in said


def test_a_failure_that_is_not_of_letters_is_not_hidden():
    def make(told):
        raise KeyError(told)

    with pytest.raises(KeyError):
        letters.compiled(make, "x")


def test_the_first_pack_names_no_owner_and_has_no_changes():
    said = reading.text(pdf.made(first()))

    assert "Sam Okafor" not in said
    assert "Owner" not in said
    assert "Changes" not in said


def test_a_pack_with_next_to_nothing_in_it_is_still_a_pack():
    bare = Finding(key="unsaid", heading="What we cannot say yet", title="Nothing can be said yet")
    told = first(
        said=(),
        strategy=(),
        map=StrategyMap(name="", description="", trunks=()),
        findings=(),
        definitions=(),
        unsaid=bare,
        issued_on=None,
        is_demo=False,
    )

    said = reading.text(pdf.made(told))

    assert "Nothing can be said yet" in said
    assert "Not issued yet: figures can still change" in said
    assert "Demo data" not in said


def test_a_finding_without_chart_or_table_and_one_that_is_only_a_chart():
    told = contents(findings=(background(chart=None, table=None), background(table=None)))

    assert len(reading.elements(pdf.made(told), "/Figure")) == 2


def test_a_long_table_goes_on_over_pages_with_its_heads_again():
    rows = tuple(
        Row(names=(f"Unit number {n}",), cells=(Cell(said=f"{n}%", number=n),)) for n in range(90)
    )
    table = Table(caption="Many", names=("A unit",), heads=("Its share",), rows=rows)

    document = pdf.made(contents(findings=(background(table=table),), strategy=()))

    assert reading.text(document).count("A unit Its share") >= 3
    assert "Unit number 89" in reading.text(document)


def test_a_few_rows_of_very_long_words_go_on_over_pages_too():
    rows = tuple(
        Row(names=(f"Row {n}",), cells=(Cell(said=f"It is told at length, {n}. " * 150),))
        for n in range(5)
    )
    table = Table(caption="Long", names=("A key result",), heads=("Its words",), rows=rows)
    told = contents(findings=(background(table=table),), changes=changes(table=table), strategy=())

    pages = [page.extract_text() for page in reading.read(pdf.made(told)).pages]

    headed = [page for page in pages if "A key result" in page]
    assert len(headed) >= 6
    assert max(page.count("It is told at length") for page in headed) < 300  # as a page holds


def test_a_table_with_very_many_columns_lies_on_its_side():
    heads = tuple(f"Grade {n}" for n in range(12))
    row = Row(names=("Lower",), cells=tuple(Cell(said=f"{n}%", number=n) for n in range(12)))
    table = Table(caption="Wide", names=("Background",), heads=heads, rows=(row,))

    document = reading.read(pdf.made(contents(findings=(background(table=table),))))

    lying = [page for page in document.pages if page.mediabox.width > page.mediabox.height]
    assert len(lying) > 1  # the map, and this one
    assert any("Grade 11" in page.extract_text() for page in lying[1:])


def test_a_drawing_is_not_broken_as_a_long_word_is():
    drawing = laid.content(contents())["findings"][1]["chart"]

    assert drawing.startswith("<svg")
    assert "\u200b" not in drawing


def test_further_tables_stand_behind_the_findings_and_are_pointed_to():
    further = Table(
        caption="By age",
        names=("Age",),
        heads=("Share",),
        rows=(Row(names=("16 to 24",), cells=(Cell(said="31%"),)),),
    )
    told = contents(findings=(background(more=(further,)),), definitions=())

    said = reading.text(pdf.made(told))

    page = len(reading.read(pdf.made(told)).pages) - 1
    assert f"More of it in tables: page {page}" in said
    behind = said.index("Further tables Who works here Rests on: 724 of 1,200")
    assert said.index("By age") > behind > said.index("How this was counted")


def test_sentences_in_a_table_stand_as_text_and_figures_in_line_at_the_right():
    sentence = Cell(said="3 points are inside what chance can do at this size.")
    hidden = Cell(said=HIDDEN, kind="hidden")
    rows = (
        Row(names=("A",), cells=(sentence, Cell(said="+2 points"), hidden)),
        Row(names=("B",), cells=(Cell(said="–"), hidden, hidden)),
    )
    table = Table(caption="", names=("What",), heads=("Why", "Move", "Board"), rows=rows)

    told = laid.content(contents(findings=(background(table=table),)))["findings"][0]["table"]

    assert told["figures"] == [False, True, True]
    assert told["widths"][1] > told["widths"][2] == told["widths"][3]
