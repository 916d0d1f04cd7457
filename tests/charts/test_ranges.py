"""Charts of shares: every mark in its place, nothing off the paper, hidden groups in their rows."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.alone import RULES, alone, plain, style
from charts.range_figures import range_figures
from charts.range_paper import PHONE, WIDE, laid, phone_of
from charts.range_svg import range_chart
from charts.ranges import Line, Panel, RangeChart, Spot
from tests.charts.reading import box_of, css_of, lines_of, of_class, parsed, words, words_of

SHARE = Spot(value=29, low=24, high=34, said="29%")
HIDDEN = Line(name="East", instead="Hidden to protect people")


def chart(*lines: Line, panels: int = 1, **more) -> RangeChart:
    panel = Panel(lines=lines or (Line(name="North", note="about 65 people", spot=SHARE),), **more)
    return RangeChart(description="North 29%", panels=(panel,) * panels)


def drawings(one: RangeChart) -> list[ElementTree.Element]:
    """Both drawings, read back as XML: a page with a broken one would not even parse."""
    return parsed(range_chart(one))


def test_there_is_one_drawing_for_a_wide_page_and_one_for_a_phone_with_the_same_alternative():
    wide, phone = drawings(chart())

    assert (wide.get("class"), phone.get("class")) == ("chart chart-wide", "chart chart-phone")
    assert {drawing.get("aria-label") for drawing in (wide, phone)} == {"North 29%"}
    assert {drawing.get("role") for drawing in (wide, phone)} == {"img"}


@pytest.mark.parametrize("which", [0, 1])
def test_a_share_is_a_dot_on_its_likely_range_with_its_words_beside_it(which):
    drawing = drawings(chart())[which]

    (dot,), (band,) = of_class(drawing, "c-dot"), lines_of(drawing, "c-int")
    assert band[0] < float(dot.get("cx")) < band[2]
    assert {"North", "about 65 people", "29%"} <= set(words(drawing))


@settings(deadline=None)
@given(
    ends=st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted),
    said=st.sampled_from(["9%", "about 75%", "about three quarters", "none or almost none"]),
)
def test_the_words_of_a_share_never_cover_its_dot(ends: list[int], said: str) -> None:
    low, value, high = ends
    spot = Spot(value=value, low=low, high=high, said=said)
    for drawing in drawings(chart(Line(name="North", spot=spot), panels=3)):
        texts = [words_of(drawing, e) for e in drawing.iter("text") if e.text == said]
        for dot, text in zip(of_class(drawing, "c-dot"), texts, strict=True):
            assert not text.box.shared(box_of(dot))


@pytest.mark.parametrize("which", [0, 1])
def test_a_group_without_a_share_has_a_box_with_words_and_no_mark(which):
    drawing = drawings(chart(HIDDEN))[which]

    assert len(of_class(drawing, "c-hatch-box")) == 1
    assert not of_class(drawing, "c-dot")
    assert "Hidden to protect people" in words(drawing)


def test_why_there_is_no_share_changes_the_words_and_nothing_else():
    hidden, not_asked = (
        range_chart(chart(Line(name="East", instead=why))) for why in ("Hidden", "Not asked")
    )

    assert hidden.replace("Hidden", "Not asked") == not_asked


def test_a_hidden_group_does_not_move_its_neighbours():
    """Were its row lower or higher than others, or the axis another, its place would tell."""
    shown = laid(chart(Line(name="North", spot=SHARE), Line(name="East", spot=SHARE)), WIDE)
    hidden = laid(chart(Line(name="North", spot=SHARE), HIDDEN), WIDE)

    assert shown == hidden


def test_panels_stand_beside_each_other_when_wide_and_below_each_other_on_a_phone():
    three = chart(panels=3, name="Lower background")

    wide, phone = laid(three, WIDE), laid(three, PHONE)

    assert len({place.top for place in wide.places}) == 1
    assert len({place.top for place in phone.places}) == 3
    assert len({round(place.right - place.left) for place in wide.places}) == 1


def test_groups_are_named_once_in_a_row_of_panels():
    wide, phone = drawings(chart(panels=3, name="Lower background"))

    assert words(wide).count("North") == 1
    assert words(phone).count("North") == 3


def test_what_everybody_come_to_is_a_faint_line_behind_each_panel():
    everybody = Spot(value=33, said="everybody 33%")

    drawing = drawings(chart(panels=2, everybody=everybody))[0]

    assert len(lines_of(drawing, "c-ref")) == 2
    assert words(drawing).count("everybody 33%") == 2


def test_a_benchmark_is_a_diamond_with_its_words():
    other = Spot(value=7.5, said="UK 7.5%")

    drawing = drawings(chart(Line(name="Fee-paying", spot=SHARE, other=other)))[0]

    assert len(of_class(drawing, "c-bench")) == 1
    assert "UK 7.5%" in words(drawing)


def test_small_multiples_have_nearly_the_whole_width_of_their_panels():
    long = Spot(value=75, low=50, high=100, said="about three quarters")
    one = chart(Line(name="Executive / board", spot=long, before=SHARE), panels=3)

    for paper in (WIDE, phone_of(one)):
        for place in laid(one, paper).places:
            assert (place.right - place.left) / (place.end - place.left) > 0.9
    for drawing in drawings(one):
        said = next(e for e in drawing.iter("text") if e.text == long.said)
        dot = of_class(drawing, "c-dot")[0]
        assert float(said.get("y")) < float(dot.get("cy")) - float(dot.get("r"))


def test_bars_begin_at_zero_on_the_whole_and_have_no_range():
    bars = RangeChart(description="", panels=chart().panels, bars=True)

    drawing = drawings(bars)[0]
    (ground,), (bar,) = of_class(drawing, "c-bar0"), of_class(drawing, "c-bar1")

    assert ground.get("x") == bar.get("x")
    assert float(bar.get("width")) == pytest.approx(0.29 * float(ground.get("width")), 0.01)
    assert not lines_of(drawing, "c-int")


def test_a_bar_of_more_than_the_whole_goes_on_past_its_ground():
    longer = Line(name="North", spot=Spot(value=105, said="about 5% more"))
    bars = RangeChart(description="", panels=chart(longer).panels, bars=True)

    for drawing in drawings(bars):
        (ground,), (bar,) = of_class(drawing, "c-bar0"), of_class(drawing, "c-bar1")
        assert float(bar.get("width")) == pytest.approx(1.05 * float(ground.get("width")), 0.01)
        (said,) = (e for e in drawing.iter("text") if e.text == "about 5% more")
        assert float(said.get("x")) > float(bar.get("x")) + float(bar.get("width"))
    (trace,) = (one for one in range_figures(bars)["wide"]["data"] if one["meta"] == "ground")
    assert trace["x"] == [100]


def test_long_names_are_wrapped_and_never_run_into_the_chart():
    name = "The department of everything that has no department of its own, and of all the rest"

    drawing = drawings(chart(Line(name=name, spot=SHARE)))[0]

    first, second = (word for word in words(drawing) if word in name or word[0] == "…")
    assert len(first) < 32
    assert (name.startswith(first), name.endswith(second.lstrip("…"))) == (True, True)


@pytest.mark.parametrize("which", [0, 1])
def test_long_names_that_begin_alike_are_told_apart_by_their_ends(which):
    names = [f"Directorate of works, dredging and compliance in the harbour of {n}" for n in "AB"]
    lines = [Line(name=f"{name}-town, all of it", spot=SHARE) for name in names]

    said = words(drawings(chart(*lines, panels=3))[which])

    for ending in ("A-town, all of it", "B-town, all of it"):
        assert any(word.endswith(ending) for word in said)


spots = (
    st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
    .map(sorted)
    .map(lambda three: Spot(value=three[1], low=three[0], high=three[2], said="about two thirds"))
)
lines = st.builds(Line, name=st.sampled_from(["N", "A name of some length"]), spot=spots)


@settings(deadline=None, max_examples=40)
@given(st.lists(lines, min_size=1, max_size=5), st.integers(1, 5))
def test_nothing_is_drawn_off_the_paper(some, panels):
    one = chart(*some, panels=panels, name="Panel", everybody=Spot(value=100, said="everybody"))

    for drawing in drawings(one):
        _left, _top, width, height = map(float, drawing.get("viewBox").split())
        for element in drawing.iter():
            for side, most in (("x", width), ("x1", width), ("x2", width), ("cx", width)):
                assert -0.1 <= float(element.get(side, 0)) <= most
            for side in ("y", "y1", "y2", "cy"):
                assert -0.1 <= float(element.get(side, 0)) <= height
        for text in drawing.iter("text"):
            if text.text == "about two thirds" and "c-end" in css_of(drawing, text):
                assert float(text.get("x")) > 60


@settings(deadline=None)
@given(spots)
def test_the_axis_ends_at_a_round_figure_beyond_everything(spot):
    most = chart(Line(name="N", spot=spot)).most

    assert most % 10 == 0
    assert max(20, spot.high) <= most <= max(20, spot.high + 9)


def test_an_axis_of_nothing_but_hidden_groups_is_like_any_other():
    assert chart(HIDDEN).most == 20


def test_a_drawing_alone_has_title_words_source_and_its_colours_in_it():
    text = alone(chart(), title="29% & more", lines=("Survey, autumn",))

    drawing = ElementTree.fromstring(text)  # noqa: S314
    told = [e.text for e in drawing.iter() if e.text]
    assert "29% & more" in told
    assert "North 29%" in told
    assert "Survey, autumn" in told


def test_every_class_of_a_drawing_has_a_rule_where_it_stands_alone():
    everything = chart(
        Line(name="North", note="65", spot=SHARE, other=SHARE),
        HIDDEN,
        panels=2,
        name="Panel",
        everybody=SHARE,
    )
    bars = RangeChart(description="", panels=chart().panels, bars=True)

    used = set(
        re.findall(r'class="([^"]+)"', alone(everything, title="", lines=("",)) + plain(bars))
    )

    assert {f".{css}" for names in used for css in names.split()} <= set(RULES)


def test_a_drawing_alone_has_the_light_colours_of_the_tokens():
    assert re.search(r"\.c-dot\{fill: #[0-9a-f]{6}\}", style())
    assert "m-" not in style()


def test_a_phone_shows_the_very_panels_of_the_wide_page_and_they_are_written_once():
    drawn = range_chart(chart(Line(name="North", spot=SHARE), HIDDEN, panels=3, name="Lower"))

    assert drawn.count("<use ") == 3 + 2  # the panels, and the names of groups before two of them
    assert drawn.count("c-dot") == 3
    for drawing in parsed(drawn):
        assert len(of_class(drawing, "c-dot")) == 3
        assert len(of_class(drawing, "c-hatch-box")) == 3
        assert words(drawing).count("Lower") == 3


def test_charts_on_one_page_use_their_own_panels():
    one, other = (
        range_chart(chart(Line(name=name, spot=SHARE), panels=3, name=name)) for name in "AB"
    )
    ids = re.findall(r'id="([^"]+)"', one + other)

    assert len(ids) == len(set(ids)) == 2 * (3 + 1)  # panels, and names of groups


def test_charts_with_the_same_figures_and_other_groups_have_their_own_names():
    drawn = "".join(
        range_chart(chart(Line(name=name, spot=SHARE), panels=3, name="Lower"))
        for name in ("North", "South")
    )

    phones = parsed(drawn)[1::2]
    assert [
        words(phone).count(name) for phone, name in zip(phones, ("North", "South"), strict=True)
    ] == [3, 3]


def test_a_used_panel_ends_where_the_paper_of_a_phone_ends():
    three = chart(panels=3, name="Lower background")
    wide, phone = laid(three, WIDE), laid(three, phone_of(three))

    assert [place.end - place.left for place in wide.places] == pytest.approx(
        [place.end - place.left for place in phone.places]
    )
    assert phone.places[0].end == pytest.approx(phone.paper.width)
    here, there = wide.places[0], phone.places[2]
    assert [row - here.top for row in here.rows] == [row - there.top for row in there.rows]
