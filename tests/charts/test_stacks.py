"""Counts by status: a bar, its words and shapes, and a small line of how far something has come."""

from datetime import date
from itertools import accumulate, combinations

import pytest

from charts.alone import RULES, alone, plain
from charts.pictures import on_page
from charts.stack_svg import PHONE, WIDE, row_height
from charts.stacks import Part, Stack, StackChart
from tests.charts.reading import of_class, parsed, words, words_of

DAYS = tuple(date(2026, month, 28) for month in (3, 6, 9, 11))
STATUSES = ("achieved", "ontrack", "behind", "offtrack", "unset", "stale")
NUMBERS = (1, 5, 2, 1, 2, 1)


def stack(**more) -> Stack:
    parts = tuple(
        Part(status=status, number=number, said=f"{number} {status}")
        for status, number in zip(STATUSES, NUMBERS, strict=True)
    )
    told = {
        "name": "Hiring",
        "note": "10 of 12 key results measurable",
        "colour": "hiring",
        "value": 49,
        "said": "49%",
        "parts": parts,
        "trend": tuple(zip(DAYS, (38, 42, 45, 49), strict=True)),
        "moved": "+11 points since 28 March",
    }
    return Stack(**(told | more))


def drawings(*stacks):
    return parsed(on_page(StackChart(description="Hiring 49%", stacks=stacks)))


def test_both_drawings_say_every_word_and_nothing_else():
    one = stack()
    told = {one.name, one.note, one.said, one.moved, *(part.said for part in one.parts)}

    for drawing in drawings(one):
        assert set(words(drawing)) == told
        assert drawing.get("aria-label") == "Hiring 49%"


def test_how_far_it_moved_ends_on_the_paper_however_long_the_month_is_called():
    for drawing in drawings(stack(moved="+12 points since 22 September")):
        (text,) = [e for e in drawing.iter("text") if (e.text or "").startswith("+12")]
        box, width = words_of(drawing, text).box, float(drawing.get("viewBox").split()[2])
        assert 0 <= box.left < box.right <= width


def test_parts_are_as_wide_as_they_are_many_and_fill_the_bar():
    drawing = drawings(stack())[0]
    bars = list(drawing.iter("rect"))
    wide = sorted(float(bar.get("width")) + 3 for bar in bars)

    assert sum(wide) == pytest.approx(406, abs=3)
    assert wide == pytest.approx([406 * n / 12 for n in sorted(NUMBERS)], abs=0.6)


def test_each_status_has_a_shape_of_its_own_beside_its_words():
    drawing = drawings(stack())[0]
    shapes = [e for e in drawing.iter("path") if e.get("transform")]

    assert len(shapes) == len(STATUSES)
    assert len({e.get("d") for e in shapes}) == len(STATUSES) - 1  # ring and broken ring
    assert len(of_class(drawing, "s-stale")) == 1


def test_what_is_stale_is_hatched():
    (bar,) = of_class(drawings(stack())[0], "c-hatch-box")

    assert bar.get("fill") == "url(#hatch)"


@pytest.mark.parametrize("which", [0, 1])
def test_no_words_lie_on_others(which):
    drawing = drawings(stack(), stack(name="Data", parts=()), stack(moved="", trend=()))[which]
    every = [words_of(drawing, e) for e in drawing.iter("text")]

    for one, other in combinations(every, 2):
        assert not one.box.shared(other.box), (one, other)


def places(drawing):
    """Of each line its places, from its first to its last: each is told from the one before."""
    return [
        list(accumulate(batched_pairs(one), lambda at, by: (at[0] + by[0], at[1] + by[1])))
        for path in of_class(drawing, "c-spark")
        for one in path.get("d").strip("M").split("M")
    ]


def batched_pairs(line):
    numbers = iter(map(float, line.replace("l", " ").split()))
    return list(zip(numbers, numbers, strict=True))


def test_lines_that_move_as_far_rise_as_far_wherever_they_begin():
    high = stack(trend=tuple(zip(DAYS, (60, 64, 67, 71), strict=True)))
    half = stack(trend=tuple(zip(DAYS, (60, 60, 60, 66), strict=True)), colour="data")
    ((one, other, less),) = [places(drawings(stack(), high, half)[0])]
    one, other, less = (some[0][1] - some[-1][1] for some in (one, other, less))

    assert one == other
    assert less == pytest.approx(one * 6 / 11, abs=0.2)


def test_where_it_was_not_known_the_line_is_broken():
    drawing = drawings(stack(trend=tuple(zip(DAYS, (38, 40, None, 49), strict=True))))[0]

    assert len(places(drawing)) == 1
    assert len(of_class(drawing, "c-sparkd")) == 1


@pytest.mark.parametrize("trend", [(), ((DAYS[0], 40),), tuple((day, None) for day in DAYS)])
def test_without_two_days_there_is_no_line(trend):
    drawing = drawings(stack(trend=trend))[0]

    assert not of_class(drawing, "c-spark")
    assert not of_class(drawing, "c-sparkd")


def test_a_pillar_without_key_results_has_its_name_and_no_bar():
    empty = stack(parts=(), value=None, said="–", trend=(), moved="")
    drawing = drawings(empty)[0]

    assert "Hiring" in words(drawing)
    assert not list(drawing.iter("rect"))
    assert row_height(empty, WIDE) < row_height(empty, PHONE)


def test_a_file_alone_has_its_words_its_source_and_a_rule_for_every_class():
    chart = StackChart(description="", stacks=(stack(),))
    text = alone(chart, title="Hiring is behind", lines=("Key results",))
    used = {css for e in parsed(plain(chart))[0].iter() for css in (e.get("class") or "").split()}

    assert {"Hiring is behind", "Key results", "49%"} <= {e.text for e in parsed(text)[0].iter()}
    assert {f".{css}" for css in used} <= set(RULES)
    assert "var(" not in text
