"""What stands beside a share: what it was before, what it is compared with, what is aimed for."""

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.alone import alone
from charts.range_paper import PHONE, WIDE, laid
from charts.range_svg import range_chart
from charts.ranges import Line, Panel, RangeChart, Spot
from tests.charts.reading import box_of, lines_of, of_class, parsed, words, words_of

NOW = Spot(value=29, low=24, high=34, said="29%")
BEFORE = Spot(value=25, said="25% in 2025")
GOAL = Spot(value=33, said="target 33%")
UK = Spot(value=39, said="UK 39%")
EVERYTHING = Line(name="Lower", note="210 of 724", spot=NOW, before=BEFORE, goal=GOAL, other=UK)
HIDDEN = Line(name="East", instead="Hidden to protect people", before=BEFORE, other=UK)


def chart(*lines: Line, bars: bool = False, panels: int = 1) -> RangeChart:
    return RangeChart(description="", panels=(Panel(lines=lines),) * panels, bars=bars)


def drawings(*lines, **more):
    return parsed(range_chart(chart(*lines, **more)))


def in_percent(x, chart, paper):
    place = laid(chart, paper).places[0]
    return (x - place.left) / (place.right - place.left) * place.most


@pytest.mark.parametrize(("which", "paper"), [(0, WIDE), (1, PHONE)])
def test_every_mark_stands_at_its_figure(which, paper):
    drawing = drawings(EVERYTHING)[which]
    (ring,), (dot,) = of_class(drawing, "c-prev"), of_class(drawing, "c-dot")
    (goal,), (move,) = lines_of(drawing, "c-tick-t"), lines_of(drawing, "c-move")
    places = [float(ring.get("cx")), float(dot.get("cx")), goal[0], move[0], move[2]]

    found = [in_percent(x, chart(EVERYTHING), paper) for x in places]

    assert found == pytest.approx([25, 29, 33, 25, 29], abs=0.15)


def test_every_mark_has_its_words_and_the_share_is_the_largest():
    for drawing in drawings(EVERYTHING):
        assert {"29%", "25% in 2025", "target 33%", "UK 39%"} <= set(words(drawing))
        (large,) = of_class(drawing, "c-16")
        assert large.text == "29%"


def test_a_share_that_did_not_move_has_a_ring_and_no_line():
    still = Line(name="Lower", spot=NOW, before=Spot(value=29, said="29%"))
    drawing = drawings(still)[0]

    assert len(of_class(drawing, "c-prev")) == 1
    assert not lines_of(drawing, "c-move")


def test_a_hidden_share_has_nothing_beside_it():
    """What it was before would say where it is about."""
    for drawing in drawings(HIDDEN, EVERYTHING):
        assert len(of_class(drawing, "c-prev")) == 1
        assert len(of_class(drawing, "c-hatch-box")) == 1


def test_a_row_is_as_high_whether_its_share_is_hidden_or_not():
    for paper in (WIDE, PHONE):
        one, other = (laid(chart(EVERYTHING, it), paper) for it in (HIDDEN, EVERYTHING))
        (first, second, third), (_, same, last) = (it.places[0].rows for it in (one, other))
        assert (second, last - same) == (same, last - same)
        assert paper is PHONE or third - second == second - first


@pytest.mark.parametrize("bars", [False, True])
def test_a_file_alone_has_the_same_marks(bars):
    one = chart(EVERYTHING, bars=bars)
    (wide, _phone), (file,) = parsed(range_chart(one)), parsed(alone(one, title="", lines=()))

    for css in ("c-tick-t", "c-bench", "c-tick-prev" if bars else "c-prev"):
        (there,), (here,) = of_class(file, css), of_class(wide, css)
        assert there.attrib == here.attrib


def test_in_a_bar_what_was_before_is_a_gap_with_its_words_inside():
    (gap,), (bar,) = (
        of_class(drawings(EVERYTHING, bars=True)[0], css) for css in ("c-tick-prev", "c-bar1")
    )
    inside = [one.text for one in of_class(drawings(EVERYTHING, bars=True)[0], "c-on")]

    assert gap is not None
    assert bar is not None
    assert inside == ["25% in 2025"]


def test_beyond_the_end_of_a_bar_what_was_before_is_written_on_the_ground():
    fallen = Line(name="Lower", spot=NOW, before=Spot(value=50, said="50% in 2025"))
    drawing = drawings(fallen, bars=True)[0]

    assert lines_of(drawing, "c-tick-out")
    assert not of_class(drawing, "c-on")
    assert "50% in 2025" in words(drawing)


def test_where_a_bar_is_too_short_for_words_they_stand_below_it():
    short = Line(
        name="Lower", spot=Spot(value=4, said="4%"), before=Spot(value=3, said="3% in 2025")
    )
    drawing = drawings(short, bars=True)[0]
    (below,) = [e for e in drawing.iter("text") if e.text == "3% in 2025"]
    (bar,) = of_class(drawing, "c-bar1")

    assert float(below.get("y")) > float(bar.get("y")) + float(bar.get("height"))


shares = st.integers(0, 100)
spots = (
    st.tuples(shares, shares, shares)
    .map(sorted)
    .map(lambda three: Spot(value=three[1], low=three[0], high=three[2], said=f"{three[1]}%"))
)
full = st.builds(
    Line,
    name=st.sampled_from(["Lower", "Entry and apprentice"]),
    note=st.sampled_from(["", "about 65 people"]),
    spot=spots,
    before=st.none() | shares.map(lambda at: Spot(value=at, said=f"{at}% in 2025")),
    other=st.none() | shares.map(lambda at: Spot(value=at, said=f"UK {at}%")),
    goal=st.none() | shares.map(lambda at: Spot(value=at, said=f"target {at}%")),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(full, min_size=1, max_size=4), st.booleans())
def test_no_words_lie_on_others_nor_on_a_dot_and_none_leave_the_paper(lines, bars):
    for drawing in drawings(*lines, bars=bars):
        wide = float(drawing.get("viewBox").split()[2])
        every = [words_of(drawing, e) for e in drawing.iter("text")]
        for one, other in combinations(every, 2):
            assert not one.box.shared(other.box), (one, other)
        for dot in of_class(drawing, "c-dot"):
            assert not any(one.box.shared(box_of(dot)) for one in every)
        for one in every:
            assert one.box.left > -30
            assert one.box.right < wide + 30


@settings(deadline=None, max_examples=40)
@given(st.lists(full, min_size=1, max_size=3), st.booleans(), st.integers(1, 3))
def test_every_number_in_the_words_of_a_drawing_was_told(lines, bars, panels):
    told = {
        one.said for line in lines for one in (line.spot, line.before, line.other, line.goal) if one
    }
    told |= {text for line in lines for text in (line.name, line.note)}
    numbers = {number for text in told for number in re.findall(r"\d+", text)}
    axis = {str(percent) for percent in range(0, 101, 5)}

    for drawing in drawings(*lines, bars=bars, panels=panels):
        assert set(re.findall(r"\d+", " ".join(words(drawing)))) <= numbers | axis
