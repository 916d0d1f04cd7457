"""The pack as slides: native charts with the said values, and a title, words and notes for each."""

import re
from dataclasses import replace
from datetime import date

import pytest

from charts.map import StrategyMap
from charts.ranges import Line, Panel, RangeChart, Spot
from charts.stacks import Part, Stack, StackChart
from dashboards.finding import Cell, Finding, Row, Table
from packs import slides
from packs.slides.deck import below
from tests.charts.maps import strategy
from tests.packs import reading_slides as reading
from tests.packs.example_findings import HIDDEN, background, grades, response
from tests.packs.example_plan import plan_finding
from tests.packs.examples import contents, first
from tests.packs.reading_pdf import numbers, told
from tests.packs.test_pdf import HOSTILE


@pytest.fixture(scope="module")
def whole() -> bytes:
    return slides.made(contents())


def only(*findings: Finding) -> bytes:
    bare = StrategyMap(name="", description="", trunks=())
    return slides.made(contents(findings=findings, strategy=(), map=bare, changes=None))


def test_every_number_of_its_findings_stands_on_a_slide_or_in_its_notes(whole):
    said = contents()
    found = numbers(reading.whole(whole))

    for one in (*said.findings, said.changes, said.unsaid):
        table = {(cell.said, cell.likely) for row in one.table.rows for cell in row.cells}
        wanted = told((one.title, one.sentence, one.number, one.people, one.method, *table))
        assert wanted <= found, one.key


def test_each_slide_says_of_whom_of_what_and_of_when_its_finding_is(whole):
    slides = list(reading.read(whole).slides)

    for one in contents().findings:
        (slide,) = (each for each in slides if each.shapes.title.text_frame.text == one.title)
        assert one.about in reading.words(slide)
        assert not one.people or f"Rests on: {one.people}" in reading.words(slide)


def test_no_number_stands_there_that_the_pack_does_not_say(whole):
    pages = {str(number + 1) for number in range(len(reading.read(whole).slides))}

    found = numbers(reading.whole(whole))

    assert found - told(contents()) - pages - {str(contents().number)} == set()


def test_charts_and_the_workbooks_inside_hold_the_said_values_and_no_finer_ones(whole):
    said = contents()
    charts = [one.chart for one in said.findings if isinstance(one.chart, RangeChart)]
    wanted = [
        [line.spot.value if line.spot else None for line in panel.lines]
        for chart in charts
        for panel in chart.panels
    ]
    drawn = reading.charts(whole)[: len(wanted)]

    assert [list(chart.plots[0].series[0].values) for chart in drawn] == wanted
    inside = [[row[1] for row in reading.workbook(chart)[1:]] for chart in drawn]
    assert inside == wanted


def test_ranges_are_error_bars_of_the_said_ends():
    (chart,) = reading.charts(only(background()))
    xml = chart._chartSpace.xml

    plus, minus = (
        re.findall(
            r"<c:v>([\d.]+)</c:v>", "".join(re.findall(rf"<c:{end}>.*?</c:{end}>", xml, re.S))
        )
        for end in ("plus", "minus")
    )
    assert plus == ["3", "5", "4"]
    assert minus == ["3", "4", "4"]


def test_each_figure_is_said_in_its_own_words_beside_its_bar():
    (chart,) = reading.charts(only(background()))
    now, before, other, goal = chart.plots[0].series

    assert now.points[1].data_label.text_frame.text == "about 15%"
    assert now.points[1].data_label.text_frame.word_wrap is False
    assert before.points[0].data_label.text_frame.text == "27%"
    assert other.points[0].data_label.text_frame.text == "UK 39%"
    assert goal.points[0].data_label.text_frame.text == "33%"


def test_a_hidden_group_has_no_value_and_the_one_label_beside_its_name():
    document = only(background())
    (chart,) = reading.charts(document)

    assert chart.plots[0].series[0].values[3] is None
    assert list(chart.plots[0].categories)[3] == f"Never worked: {HIDDEN}"
    assert reading.workbook(chart)[4][1] is None
    assert f"Never worked | Survey 2027: {HIDDEN} | Change: {HIDDEN}" in reading.whole(document)


def test_small_multiples_are_a_chart_each_on_the_same_axis_with_their_own_words():
    document = only(grades())
    charts = reading.charts(document)
    frames = [shape for shape in reading.shapes(document) if shape.has_chart]

    assert len(charts) == 3
    assert {chart.value_axis.maximum_scale for chart in charts} == {80}
    described = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in frames]
    assert (
        described[0] == f"Lower. Entry 38%; Mid level 32%; Manager 27%; "
        f"Senior leader 18%; Board {HIDDEN}"
    )
    assert frames[0].left < frames[1].left < frames[2].left


def test_counts_by_status_are_one_stacked_bar_for_each_pillar():
    (chart,) = reading.charts(only(plan_finding()))

    assert [series.name for series in chart.plots[0].series] == [
        "Achieved",
        "On track",
        "Behind",
        "Off track",
        "Baseline to set",
    ]
    assert chart.plots[0].categories[0] == "Data, 70%"
    assert list(chart.plots[0].series[1].values) == [3] * 5
    assert chart.value_axis.maximum_scale == 8


def test_what_is_grey_for_several_reasons_names_each_of_them():
    parts = [
        (Part(status="unset", number=3, said="3 no baseline"),),
        (
            Part(status="unset", number=1, said="1 no baseline"),
            Part(status="unset", number=2, said="2 too early"),
        ),
    ]
    stacks = tuple(
        Stack(name=name, note="", colour="data", value=None, said="–", parts=some, trend=())
        for name, some in zip(("Data", "Hiring"), parts, strict=True)
    )
    document = only(plan_finding(chart=StackChart(description="Told.", stacks=stacks)))

    (chart,) = reading.charts(document)

    assert [series.name for series in chart.plots[0].series] == ["No baseline, too early"]
    assert list(chart.plots[0].series[0].values) == [3, 3]


def test_every_slide_has_a_title_that_is_one_and_it_is_read_first(whole):
    for slide in reading.read(whole).slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text.strip()
        assert slide.shapes[0].is_placeholder


def test_its_parts_come_in_order_and_what_cannot_be_said_comes_last(whole):
    titles = [slide.shapes.title.text_frame.text for slide in reading.read(whole).slides]

    assert titles[:3] == [
        "Social mobility: board pack",
        "What to take away",
        "The strategy on a page",
    ]
    assert titles[3] == "Data: every key result"
    assert titles[8] == contents().changes.title
    assert titles[9:13] == [one.title for one in contents().findings]
    assert titles[13:] == ["What words mean", contents().unsaid.title]


def test_every_chart_and_table_has_its_words_for_who_cannot_see_it(whole):
    for shape in reading.shapes(whole):
        if shape.has_chart or shape.has_table:
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_notes_hold_the_table_as_text_the_source_and_the_method():
    document = only(response())
    notes = reading.read(document).slides[2].notes_slide.notes_text_frame.text

    assert "People | Invited: about 400 | Response: 71%" in notes
    assert "Source: Mobility survey 2027, version 1" in notes
    assert "Question: What was the occupation of your main household earner" in notes


def test_key_results_stand_in_native_tables_with_their_status_as_shape_and_word(whole):
    slide = reading.read(whole).slides[3]
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)

    assert table.first_row
    heads = [cell.text_frame.text for cell in table.rows[0].cells]
    assert heads == ["Key result", "From", "Now", "To", "Status", "Owner"]
    assert [cell.text_frame.text for cell in table.rows[1].cells][1:] == [
        "10%",
        "11%",
        "31%",
        "● Achieved",
        "Sam Okafor",
    ]


@pytest.mark.parametrize("many", [6, 37, 120])
def test_the_map_is_of_native_shapes_that_stay_on_the_slide(many):
    document = slides.made(contents(map=strategy(many), strategy=(), findings=()))
    slide = reading.read(document).slides[2]

    assert all(shape.top + shape.height <= 7.5 * 914400 for shape in slide.shapes)
    said = reading.words(slide)
    assert "Culture & leadership" in said
    assert "Off track" in said
    assert ("▲ Listen" in said or "Learn and share" in said) == (many < 120)


def test_it_says_who_made_it_in_which_language_and_when(whole):
    about = reading.read(whole).core_properties

    assert (about.title, about.author) == ("Social mobility: board pack", "Calder & Moor")
    assert about.language == "en-GB"
    assert about.created.date() == date(2027, 4, 2)
    langs = re.findall(rb'lang="([^"]+)"', reading.files(whole)["ppt/slides/slide2.xml"])
    assert set(langs) == {b"en-GB"}


def test_its_letters_are_everywhere():
    files = reading.files(only(background()))
    named = b"".join(
        files[name] for name in files if name.startswith(("ppt/slides/", "ppt/theme/theme1"))
    )

    assert b"Calibri" not in named
    assert b'typeface="Arial"' in named


def test_the_same_contents_give_the_same_bytes(whole):
    assert slides.made(contents()) == whole


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_somebody_calls_a_thing_is_text(words):
    line = Line(name=words, instead=words)
    chart = RangeChart(description=words, panels=(Panel(lines=(line,), name=words),))
    row = Row(names=(words,), cells=(Cell(said=words, likely=words),))
    table = Table(caption=words, names=(words,), heads=(words,), rows=(row,))
    finding = Finding(key="x", heading=words, title=words, chart=chart, table=table, source=words)

    document = slides.made(
        contents(
            title=words,
            organisation=words,
            audience=words,
            said=(words,),
            strategy=(replace(contents().strategy[0], pillar=words, key_result=words, said=words),),
            map=strategy(10, name=words),
            findings=(finding, replace(finding, chart=None)),
            definitions=((words, words),),
        )
    )

    said = reading.whole(document)
    if words.startswith("#eval"):
        assert said.count('#eval(read("pack.typ")) *strong* $x$ _y_ @label <b>') > 10


def test_the_first_pack_names_no_owner_and_has_no_changes():
    said = reading.whole(slides.made(first()))

    assert "Sam Okafor" not in said
    assert "Owner" not in said
    assert contents().changes.title not in said


def test_a_pack_with_next_to_nothing_in_it_is_still_a_pack():
    bare = Finding(key="unsaid", heading="What we cannot say yet", title="Nothing can be said yet")
    map_ = StrategyMap(name="", description="", trunks=())
    document = slides.made(
        first(said=(), strategy=(), map=map_, findings=(), definitions=(), unsaid=bare)
    )

    assert len(reading.read(document).slides) == 3


def test_what_does_not_fit_on_one_slide_goes_on_under_the_same_title():
    spot = Spot(value=5, said="5%")
    lines = tuple(Line(name=f"Unit {n}", spot=spot) for n in range(30))
    panels = tuple(Panel(name=f"Panel {n}", lines=lines[:2]) for n in range(8))
    rows = tuple(Row(names=(f"Unit {n}",), cells=(Cell(said="5%"),)) for n in range(20))
    table = Table(caption="Units", names=("Unit",), heads=("Share",), rows=rows)
    document = only(
        response(title="Long", chart=RangeChart(description="x", panels=(Panel(lines=lines),))),
        response(title="Wide", chart=RangeChart(description="x", panels=panels)),
        response(title="Tall", chart=None, table=table),
    )

    titles = [slide.shapes.title.text_frame.text for slide in reading.read(document).slides]
    assert [titles.count(title) for title in ("Long", "Wide", "Tall")] == [3, 3, 2]
    assert len(reading.charts(document)) == 3 + 8


def test_many_groups_in_several_panels_are_shared_out_evenly_and_each_is_named():
    spot = Spot(value=5, said="5%")
    lines = tuple(Line(name=f"Unit {n}", spot=spot, before=spot, other=spot) for n in range(31))
    panels = tuple(Panel(name=f"Panel {n}", lines=lines) for n in range(4))

    found = reading.charts(only(response(chart=RangeChart(description="x", panels=panels))))

    told = [tuple(chart.plots[0].categories) for chart in found]
    assert [len(names) for names in told] == [6] * 3 + [5] * 15 + [6] + [5] * 5
    assert {name for names in told for name in names} == {line.name for line in lines}
    for chart in found:
        assert chart._chartSpace.xpath("//c:tickLblSkip/@val") == ["1"]


@pytest.mark.parametrize(
    ("many", "wanted"), [(14, [7, 7]), (15, [8, 7]), (25, [9, 8, 8]), (3, [3])]
)
def test_a_table_is_shared_out_evenly_so_that_no_slide_holds_a_row_left_over(many, wanted):
    rows = tuple(Row(names=(f"Unit {n}",), cells=(Cell(said="5%"),)) for n in range(many))
    table = Table(caption="Units", names=("Unit",), heads=("Share",), rows=rows)
    made = reading.read(only(response(title="Tall", chart=None, table=table)))

    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert [len(one.rows) - 1 for one in tables[:-1]] == wanted


def test_a_title_that_arial_breaks_in_two_is_given_two_lines():
    title = "Lower socio-economic background: no clear difference by unit and level"

    assert below(title).top > below("No clear difference by unit and level").top


def test_nothing_stands_below_the_edge_of_a_slide():
    long = "A sentence that goes on for a while, and then for a while more. " * 4
    rows = tuple(Row(names=(f"{n} {long}",), cells=(Cell(said=long),)) for n in range(9))
    table = Table(caption="Long", names=("What",), heads=("Why",), rows=rows)
    told = contents(changes=response(chart=None, table=table, source=long, sentence=long))

    for shape in reading.shapes(slides.made(told)):
        assert shape.top + shape.height <= 7.5 * 914400
        assert shape.left + shape.width <= 13.34 * 914400


def test_no_part_of_a_series_stands_twice_or_out_of_order(whole):
    """What PowerPoint would offer to repair: the order is that of ECMA-376, 21.2.2.170."""
    order = ["idx", "order", "tx", "spPr", "invertIfNegative", "dPt", "dLbls", "errBars", "cat"]
    for chart in reading.charts(whole):
        for series in chart.plots[0].series:
            names = [part.tag.partition("}")[2] for part in series._element]
            assert names == [one for one in (*order, "val") if one in names]
            labels = series._element.find("{*}dLbls")
            parts = [part.tag for part in labels if not part.tag.endswith("}dLbl")]
            assert len(parts) == len(set(parts))
