"""The interactive chart: the same marks as the drawing, in plain values plotly accepts."""

import json
from datetime import date
from decimal import Decimal

from charts.plotly_figures import path_figure
from charts.series import Band
from charts.svg import path_chart
from tests.charts.examples import senior_grades


def traces(**more):
    return {trace["meta"]: trace for trace in path_figure(senior_grades(**more))["data"]}


def test_the_figure_is_plain_json_and_small():
    told = json.dumps(path_figure(senior_grades()))

    assert len(told) < 4_000


def test_each_baseline_has_its_own_line_so_nothing_joins_across_a_break():
    found = traces()

    assert found["old"]["x"] == ["2024-10-31"]
    assert found["reading"]["x"] == ["2025-10-31", "2026-10-30"]
    assert found["reading"]["y"] == [17.0, 19.0]


def test_the_expected_path_is_a_staircase_when_it_is_stepped():
    assert traces()["expected"]["line"]["shape"] == "hv"


def notes_of(chart):
    return {note["name"]: note for note in path_figure(chart)["layout"]["annotations"]}


def test_the_target_is_named():
    assert notes_of(senior_grades())["target"]["text"] == "Target 25%"


def test_the_first_figure_stands_off_the_line_of_the_break_as_in_the_drawing():
    first = notes_of(senior_grades())["first"]

    assert (first["text"], first["xanchor"], first["xshift"]) == ("17%", "right", -12)


def test_the_dates_below_are_those_of_the_drawing():
    layout = path_figure(senior_grades())["layout"]
    wide, phone = path_chart(senior_grades()).split("</svg>")[:2]

    for drawing, days in (
        (wide, layout["xaxis"]["tickvals"]),
        (phone, layout["meta"]["phone"]["tickvals"]),
    ):
        assert days
        assert all(f">{date.fromisoformat(day):%b %Y}<" in drawing for day in days)


def test_the_expected_path_is_named_where_it_is():
    notes = notes_of(senior_grades())

    assert (notes["expected"]["text"], notes["expected"]["y"]) == ("Expected", 19.0)


def test_likely_ranges_reach_as_far_as_they_do():
    ranges = traces()["reading"]["error_y"]

    assert ranges["array"] == [8.0, 7.0]
    assert ranges["arrayminus"] == [6.0, 6.0]


def test_a_break_is_a_line_with_words():
    layout = path_figure(senior_grades())["layout"]

    assert [shape["name"] for shape in layout["shapes"]] == ["old", "break"]
    assert layout["annotations"][0]["text"] == "New baseline"


def test_limits_to_keep_to_are_behind_the_line():
    band = Band(low=Decimal(10), high=None, label="Keep")
    (shape,) = path_figure(senior_grades(band=band, breaks=()))["layout"]["shapes"]

    assert (shape["name"], shape["layer"], shape["y0"], shape["y1"]) == (
        "band",
        "below",
        10.0,
        30.0,
    )


def test_no_label_holds_html_and_no_colour_is_named():
    told = json.dumps(path_figure(senior_grades()))

    assert "<" not in told
    assert "color" not in told
