"""Strategy maps: nothing overlaps, every key result is there once, no status is colour alone."""

import json
import re
from xml.etree import ElementTree

import pytest

from charts import map_columns, map_ink, map_svg
from charts.light import TOKENS
from charts.map import FADED, HIT, Branch, Leaf, StrategyMap, Trunk
from charts.map_columns import laid, on_sheet, scale
from charts.map_paper import PAGE, PHONE, Box
from charts.map_sheet import LYING, STANDING, sheets_of
from charts.measure import SAFE, WIDTHS, wide, wrapped
from charts.pillar_icons import ICONS
from scripts.measure_letters import WEIGHTS, widths
from tests.charts.maps import STATUSES, strategy

A3 = 1497, 900  # pixels within the margins of a sheet that lies
LONG = "Opportunity for everybody, wherever they come from and whatever their parents did, " * 3
SVG = "{http://www.w3.org/2000/svg}"


def placed(many: int, **more: str) -> list[map_columns.LaidMap]:
    told = strategy(many, **more)
    return [laid(told, PAGE), laid(told, PHONE), on_sheet(told, *A3)]


def touch(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.bottom and other.y < one.bottom


@pytest.mark.parametrize("name", ["", LONG, "W" * 90, "漢字" * 40])
@pytest.mark.parametrize("many", [1, 10, 37, 120])
def test_no_box_touches_another_and_none_leaves_the_paper(many, name):
    for one in placed(many, name=name):
        boxes = list(one.boxes)
        for number, box in enumerate(boxes):
            assert box.x >= 0
            assert box.x + box.width <= one.paper.width
            assert box.bottom <= one.height
            assert not any(touch(box, other) for other in boxes[number + 1 :])


@pytest.mark.parametrize("many", [0, 1, 37, 120])
def test_every_key_result_stands_on_it_once_in_the_order_of_the_strategy(many):
    told = strategy(many)
    wanted = [leaf.address for t in told.trunks for b in t.branches for leaf in b.leaves]
    for one in placed(many):
        found = [leaf.leaf.address for t in one.trunks for b in t.branches for leaf in b.leaves]
        assert found == wanted


@pytest.mark.parametrize(("many", "points"), [(37, 7.5), (120, 6)])
def test_a_sheet_of_a3_can_be_read(many, points):
    one = on_sheet(strategy(many), *A3)
    times = scale(one.paper, one.height, *A3)

    assert one.paper.size * times * 0.75 >= points
    assert one.paper.width * times <= A3[0]
    assert one.height * times <= A3[1]


def test_a_few_key_results_keep_their_paths_and_very_many_leave_them_to_the_table():
    few, many = (map_svg.plain(on_sheet(strategy(n), *A3)) for n in (37, 120))

    assert "0% → 19%" in few
    assert "→" not in many
    assert "Off track" in many


def test_what_goes_on_in_the_next_column_says_so():
    told = strategy(120)
    one = laid(StrategyMap(name="", description="", trunks=told.trunks[:1]), PHONE)
    assert "continued" not in map_svg.plain(one)

    assert "Data, continued" in map_svg.plain(
        on_sheet(StrategyMap(name="", description="", trunks=told.trunks[:1]), 1500, 300)
    )


def test_each_status_is_a_shape_a_word_and_a_colour_of_its_own():
    drawn = ElementTree.fromstring(map_svg.plain(laid(strategy(6), PHONE)))  # noqa: S314
    words = {text.text.split(" · ")[0] for text in drawn.iter(f"{SVG}text")}
    shapes = {
        (path.get("d"), path.get("fill"), path.get("stroke-dasharray"))
        for path in drawn.iter(f"{SVG}path")
        if path.get("transform")
    }

    assert {said for _status, said in STATUSES} <= words
    assert len(shapes) == len(STATUSES)


def test_what_is_stale_stands_in_a_hatched_frame_and_what_has_no_baseline_in_a_dashed_one():
    page = map_svg.on_page(strategy(12))

    assert page.count('fill="url(#hatch)"') == 2
    assert page.count('class="map-on-unset map-dashed"') == 2


def test_on_a_page_boxes_lead_to_what_they_name_and_alone_nowhere():
    page = map_svg.strategy_map(strategy(6))

    assert page.count('<a href="/okrs/key-results/0/"') == 2
    assert "<a " not in map_svg.plain(laid(strategy(6), PHONE))


def test_each_box_is_called_by_all_that_is_drawn_in_it():
    leaf = Leaf(
        name="Roles",
        status="behind",
        said="Behind",
        path="4, now 9, to 12",
        short="4 → 9 → 12",
        also=("Data",),
        address="/kr/",
    )
    goal = Branch(name="Know", leaves=(leaf,), address="/o/", share="76%", said="On track")
    trunk = Trunk(name="Data", colour="data", branches=(goal,), address="/p/", share="71% progress")
    page = map_svg.on_page(StrategyMap(name="", description="", trunks=(trunk,)))

    assert re.findall(r'<a href="([^"]*)" aria-label="([^"]*)" data-level="(\d)"', page) == [
        ("/p/", "Pillar: Data. 71% progress", "1"),
        ("/o/", "Objective: Know. Progress 76%. On track", "2"),
        ("/kr/", "Key result: Roles. 4, now 9, to 12. Behind. Also supports Data", "3"),
    ]
    assert ">4 → 9 → 12<" in page
    assert ">+ Data</text>" in page


def test_what_was_cut_says_all_of_it_to_who_rests_on_it():
    page = map_svg.on_page(strategy(1, name=LONG))

    assert page.count(f"<title>{LONG}</title>") == page.count("…</text>") == 11


def test_one_status_is_brought_out_and_the_others_are_held_back():
    leaves = (
        Leaf(name="One", status="behind", said="Behind", mark=HIT),
        Leaf(name="Two", status="offtrack", said="Off track", mark=FADED),
    )
    trunk = Trunk(name="Data", colour="data", branches=(Branch(name="Know", leaves=leaves),))
    page = map_svg.on_page(StrategyMap(name="", description="", trunks=(trunk,)))

    assert page.count("map-hit") == 1
    assert "map-on-offtrack" not in page
    assert "map-is-offtrack" not in page
    assert ">Off track</text>" in page


@pytest.mark.parametrize("name", ["", LONG])
def test_alone_it_carries_its_colours_its_name_and_its_words(name):
    drawn = map_svg.alone(strategy(12, name=name), line="As of today", source="Example Ltd")
    read = ElementTree.fromstring(drawn)  # noqa: S314

    assert read.find(f"{SVG}title").text == "Strategy map"
    assert read.find(f"{SVG}desc").text == "Five pillars and what is in them"
    assert {"As of today", "Example Ltd"} <= {text.text for text in read.iter(f"{SVG}text")}
    assert "Inter" in read.get("font-family")
    assert re.search(r'fill="#[0-9a-f]{6}"', drawn)
    assert not {"class=", "style", "m-"} & set(re.findall(r"class=|style|m-", drawn))


def test_alone_its_boxes_lead_where_the_map_says_in_new_programs_and_in_old():
    told = strategy(3)
    drawn = ElementTree.fromstring(map_svg.alone(told, line="", source=""))  # noqa: S314
    links = list(drawn.iter(f"{SVG}a"))

    assert [one.get("href") for one in links if one.get("data-level") == "3"] == [
        leaf.address for trunk in told.trunks for goal in trunk.branches for leaf in goal.leaves
    ]
    assert all(one.get("href") == one.get("{http://www.w3.org/1999/xlink}href") for one in links)
    assert drawn.get("role") == "group"  # an image has no links


@pytest.mark.parametrize("many", [37, 120])
def test_alone_no_word_leaves_its_box_whatever_font_there_is(many):
    """Each text says how long it is: a program with a wider font makes its letters narrower."""
    drawn = ElementTree.fromstring(map_svg.alone(strategy(many), line="", source=""))  # noqa: S314

    for link in drawn.iter(f"{SVG}a"):
        box = link.find(f"{SVG}rect")
        right = float(box.get("x")) + float(box.get("width"))
        for one in (text for text in link.iter(f"{SVG}text") if text.text):
            assert one.get("lengthAdjust") == "spacingAndGlyphs"
            x, long = float(one.get("x")), float(one.get("textLength"))
            ends = x if one.get("text-anchor") == "end" else x + long
            assert float(box.get("x")) <= ends <= right
            assert long == pytest.approx(
                wide(one.text, float(one.get("font-size")), bold="font-weight" in one.attrib)
                / SAFE,
                abs=0.1,
            )


def test_every_class_that_is_used_has_a_rule():
    drawn = map_svg.strategy_map(strategy(37))
    used = {css for names in re.findall(r'class="([^"]*)"', drawn) for css in names.split()}

    assert {f".{css}" for css in used} - {".map", ".map-wide", ".map-phone"} <= set(map_ink.RULES)


def test_the_icons_are_those_of_the_pages():
    sprite = (TOKENS.parent.parent / "img" / "sprite.svg").read_text()

    for name in set(ICONS) - {"collaboration"}:  # which has circles there
        assert f'id="i-{name}" viewBox="0 0 20 20"><path d="{ICONS[name]}"/>' in sprite


SHEETS = [(1, 1, True), (37, 1, True), (60, 1, False), (120, 2, False), (300, 4, False)]


@pytest.mark.parametrize(("many", "sheets", "standing"), SHEETS)
def test_printed_it_can_be_read_on_as_few_sheets_of_a3_as_it_takes(many, sheets, standing):
    told = strategy(many)
    found = sheets_of(told)
    drawn = [sheet.drawn("Map") for sheet in found]

    assert len(found) == sheets
    assert len({sheet.times for sheet in found}) == 1
    for sheet in found:
        width, height = STANDING if sheet.standing else LYING
        assert sheet.standing is standing
        assert sheet.points >= 6.5
        assert sheet.placed.paper.width * sheet.times <= width
        assert (sheet.placed.height + map_svg.headed(sheet.placed.paper)) * sheet.times <= height
    with_path = [leaf for t in told.trunks for b in t.branches for leaf in b.leaves if leaf.short]
    assert sum(one.count("0% → 19% → 33%") for one in drawn) == len(with_path)


def test_every_key_result_is_on_one_of_the_sheets_and_what_goes_on_says_so():
    told = strategy(120)
    first, second = sheets_of(told)

    assert [
        leaf.leaf.address
        for sheet in (first, second)
        for t in sheet.placed.trunks
        for b in t.branches
        for leaf in b.leaves
    ] == [leaf.address for t in told.trunks for b in t.branches for leaf in b.leaves]
    last, next_one = first.placed.trunks[-1], second.placed.trunks[0]
    goes_on = last.trunk.name == next_one.trunk.name
    assert (" ".join(next_one.box.lines).endswith("continued")) is goes_on


def test_a_name_is_text():
    told = strategy(1, name="<b>R&D</b>")

    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in map_svg.strategy_map(told)


def test_a_status_that_nobody_knows_is_drawn_as_not_set_and_keeps_its_word():
    leaf = Leaf(name="Listen", status="odd", said="Odd")
    trunk = Trunk(name="Data", colour="odd", branches=(Branch(name="Know", leaves=(leaf,)),))

    drawn = map_svg.on_page(StrategyMap(name="", description="", trunks=(trunk,)), PHONE)

    assert 'class="map-ring"' in drawn
    assert ">Odd</text>" in drawn


def test_widths_are_those_of_the_fonts_that_come_with_documents():
    told = json.loads(WIDTHS.read_text())

    assert told == {weight: widths(file) for weight, file in WEIGHTS.items()}
    assert wide("W", 100) > wide("i", 100) * 3
    assert wide("1", 100) == wide("0", 100)
    assert wide("e\u0301", 100) == wide("e", 100)
    assert wide("漢", 100) > 100


def test_words_are_broken_where_the_room_ends_and_what_is_left_is_said_to_be_left():
    lines = wrapped("one two three four five six", 60, 12, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(wide(line, 12) <= 60 for line in lines)
    assert wrapped("", 60, 12, most=2) == ("",)


def test_a_page_and_a_document_give_each_class_the_same_rule():
    sheet = (TOKENS.parent / "map.css").read_text()
    found = dict(re.findall(r"^(\.map-[\w-]+) \{ (.*?);? \}$", sheet, re.M))

    wanted = {
        css: re.sub(r"\bm-[\w-]+", r"var(--\g<0>)", rule) for css, rule in map_ink.RULES.items()
    }
    assert {css: found.get(css) for css in wanted} == wanted
