"""Charts to be touched: the same marks, words and figures as the drawing, and not a digit more."""

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from plotly.graph_objs import Figure

from charts.pictures import figures, on_page
from charts.range_paper import WIDE, laid
from charts.ranges import Line, Panel, RangeChart, Spot
from charts.stacks import Part, Stack, StackChart
from tests.charts.reading import parsed, words
from tests.charts.test_marks_beside import EVERYTHING, HIDDEN, full

DAYS = (date(2026, 3, 28), date(2026, 6, 28), date(2026, 11, 28))
EVERYBODY = Spot(value=33, said="everybody 33%")
SHARES = RangeChart(
    description="",
    panels=(Panel(name="Lower", lines=(EVERYTHING, HIDDEN), everybody=EVERYBODY),) * 3,
)
BARS = RangeChart(description="", panels=(Panel(lines=(EVERYTHING, HIDDEN)),), bars=True)
STACKS = StackChart(
    description="",
    stacks=tuple(
        Stack(
            name=name,
            note="3 key results",
            colour="data",
            value=49,
            said="49%",
            parts=(
                Part(status="achieved", number=2, said="2 achieved"),
                Part(status="stale", number=1, said="1 stale"),
            ),
            trend=tuple(zip(DAYS, (38, None, 49), strict=True)),
            moved="+11 points",
        )
        for name in ("Data", "Hiring")
    ),
)
KINDS = {"dots": SHARES, "bars": BARS, "stacks": STACKS}
every_kind = pytest.mark.parametrize("chart", KINDS.values(), ids=KINDS)


def of(chart, role, paper="wide"):
    return [trace for trace in figures(chart)[paper]["data"] if trace["meta"] == role]


@every_kind
@pytest.mark.parametrize("paper", ["wide", "phone"])
def test_plotly_takes_every_figure_as_it_is(chart, paper):
    """It is sent without plotly having looked at it: that takes half a second to start."""
    told = figures(chart)[paper]

    assert json.loads(Figure(told).to_json())["data"] == json.loads(json.dumps(told))["data"]


@every_kind
@pytest.mark.parametrize(("which", "paper"), [(0, "wide"), (1, "phone")])
def test_it_has_the_words_of_the_drawing_and_no_others(chart, which, paper):
    drawing = parsed(on_page(chart))[which]
    notes = figures(chart)[paper]["layout"]["annotations"]

    assert sorted(note["text"] for note in notes) == sorted(words(drawing))


@every_kind
def test_no_colour_is_named_and_no_word_is_markup(chart):
    told = json.dumps(figures(chart))

    assert "color" not in told
    assert "<" not in told


def test_every_share_stands_where_it_is_said_to_stand():
    assert {role: of(SHARES, role)[0]["x"] for role in ("share", "before", "goal", "other")} == {
        "share": [29],
        "before": [25],
        "goal": [33],
        "other": [39],
    }
    assert of(SHARES, "range")[0]["x"] == [24, 34, None]
    assert of(SHARES, "move")[0]["x"] == [25, 29, None]


def test_each_panel_has_axes_of_its_own_with_the_same_percent():
    layout = figures(SHARES)["wide"]["layout"]

    assert [layout[axis]["range"] for axis in ("xaxis", "xaxis2", "xaxis3")] == [[0, 40]] * 3
    assert {trace["xaxis"] for trace in of(SHARES, "share")} == {"x", "x2", "x3"}


def test_a_bar_is_as_long_as_its_share_on_the_whole():
    assert of(BARS, "bar")[0]["x"] == [29]
    assert of(BARS, "ground")[0]["x"] == [100]
    assert not of(BARS, "range")


def test_a_hidden_share_is_hatched_across_and_says_only_that_it_is_hidden():
    (hidden,) = of(BARS, "hidden")

    place = laid(BARS, WIDE).places[0]
    assert hidden["base"] == [round(place.left)]
    assert hidden["x"] == [round(place.end - place.left)]
    assert hidden["marker"]["pattern"]["shape"] == "/"
    assert hidden["hovertext"] == ["East: Hidden to protect people"]


def test_counts_and_trends_are_those_that_are_said():
    assert [one["x"] for one in of(STACKS, "s-achieved") if one["type"] == "bar"] == [[2], [2]]
    trend = of(STACKS, "p-data")[0]
    assert trend["y"] == [38, None, 49]
    assert trend["hovertext"][2] == "Data, 28 November 2026: 49%"


@settings(deadline=None, max_examples=40)
@given(full)
def test_what_is_said_on_touch_has_no_number_that_was_not_told(line):
    spot = line.spot
    chart = RangeChart(description="", panels=(Panel(lines=(line,)),))
    every = (spot, line.before, line.other, line.goal)
    told = {number for one in every if one for number in re.findall(r"\d+", one.said)}
    said = [text for trace in figures(chart)["wide"]["data"] for text in trace.get("hovertext", ())]

    found = {number for text in said for number in re.findall(r"\d+", text)}
    assert found <= told | {str(spot.low), str(spot.high)}


def test_words_in_the_place_of_a_digit_stay_words():
    line = Line(name="North", spot=Spot(value=33, said="about a third"))
    (share,) = of(RangeChart(description="", panels=(Panel(lines=(line,)),)), "share")

    assert share["hovertext"] == ["North: about a third"]
