"""The chart that is there before any script: both drawings, every mark in its place."""

import re
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import svg
from charts.series import Band, PathChart, Stretch, Tick
from tests.charts.examples import point, senior_grades

NUMBER = re.compile(r'(?:x|y|cx|cy|x1|x2|y1|y2)="(-?[\d.]+)"')


def drawings(chart: PathChart) -> list[ElementTree.Element]:
    """Both drawings, read back as XML: a page with a broken one would not even parse."""
    return list(ElementTree.fromstring(f"<both>{svg.path_chart(chart)}</both>"))  # noqa: S314


def of_class(drawing: ElementTree.Element, css: str) -> list[ElementTree.Element]:
    return [e for e in drawing.iter() if css in (e.get("class") or "").split()]


def test_there_is_one_drawing_for_a_wide_page_and_one_for_a_phone():
    wide, phone = drawings(senior_grades())

    assert wide.get("class") == "chart chart-wide"
    assert phone.get("class") == "chart chart-phone"
    assert {d.get("aria-label") for d in (wide, phone)} == {"From 17% to 19%, on the way to 25%"}


@pytest.mark.parametrize("which", [0, 1])
def test_nothing_joins_readings_across_a_break(which):
    drawing = drawings(senior_grades())[which]

    lines = of_class(drawing, "w-line")
    assert len(lines) == 1  # the old stretch has one reading, so it has no line
    assert lines[0].get("d").count("L") == 1
    assert len(of_class(drawing, "w-old")) == 1
    assert len(of_class(drawing, "w-dot")) == 2
    assert len(of_class(drawing, "w-break")) == 1


def test_the_expected_path_goes_in_steps_where_readings_are_seldom():
    (path,) = of_class(drawings(senior_grades())[0], "w-exp")

    assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){2}", path.get("d"))


def test_likely_ranges_are_drawn_only_where_they_are_known():
    assert len(of_class(drawings(senior_grades())[0], "w-whisk")) == 2


def test_marks_are_named_in_place_and_there_is_no_legend():
    words = [e.text for e in drawings(senior_grades())[0].iter("text")]

    assert {"17%", "19%", "12%", "Target 25%", "Expected", "New baseline"} <= set(words)


def test_a_higher_figure_is_drawn_higher():
    first, second = of_class(drawings(senior_grades())[0], "w-dot")

    assert float(second.get("cy")) < float(first.get("cy"))
    assert float(second.get("cx")) > float(first.get("cx"))


def test_what_people_wrote_cannot_become_markup():
    chart = senior_grades(description='"><script>alert(1)</script>')

    assert "<script" not in svg.path_chart(chart)


def test_there_is_no_inline_style_and_no_colour():
    drawn = svg.path_chart(senior_grades())

    assert "style=" not in drawn
    assert "#" not in drawn


@pytest.mark.parametrize(
    ("low", "high"), [(Decimal(10), Decimal(20)), (None, Decimal(20)), (Decimal(10), None)]
)
def test_limits_to_keep_to_are_a_band(low, high):
    chart = senior_grades(
        band=Band(low=low, high=high, label="Keep"), target=None, expected=None, breaks=()
    )

    (band,) = of_class(drawings(chart)[0], "w-keep")
    assert float(band.get("height")) > 0
    assert of_class(drawings(chart)[0], "t-to") == []


def test_many_readings_have_small_dots():
    days = [date(2026, 1, 1) + timedelta(weeks=n) for n in range(60)]
    chart = senior_grades(stretches=(Stretch(points=tuple(point(day, "9") for day in days)),))

    dots = of_class(drawings(chart)[0], "w-dot")
    assert len(dots) == 60
    assert {dot.get("r") for dot in dots} == {"3"}


def test_a_chart_without_readings_still_shows_where_it_should_go():
    drawing = drawings(senior_grades(stretches=(), breaks=()))[0]

    assert len(of_class(drawing, "w-exp")) == 1
    assert of_class(drawing, "w-dot") == []


DAYS = st.dates(date(2020, 1, 1), date(2034, 12, 31))
SHARES = st.decimals(0, 100, places=1)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(DAYS, SHARES), min_size=1, max_size=30))
def test_every_mark_is_on_the_paper(readings):
    points = tuple(point(day, str(value)) for day, value in sorted(readings))
    chart = senior_grades(
        stretches=(Stretch(points=points),),
        breaks=(),
        ticks=tuple(Tick(value=Decimal(n), label=f"{n}%") for n in (0, 50, 100)),
    )

    for drawing in drawings(chart):
        _zero, _zero, width, height = map(float, drawing.get("viewBox").split())
        for dot in of_class(drawing, "w-dot") + of_class(drawing, "t-to"):
            assert 0 <= float(dot.get("cx")) <= width
            assert 0 <= float(dot.get("cy")) <= height
