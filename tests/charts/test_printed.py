"""Drawings for the pages of a document: words stand on paper, and lines end beside them."""

from xml.etree import ElementTree

import pytest

from charts.printed import printed
from charts.ranges import Line, Panel, RangeChart, Spot
from tests.charts.reading import of_class, parsed, words_of

NOW = Spot(value=49, low=35, high=62, said="about 50%")
NOTED = Line(name="North", note="about 65 people", spot=NOW, before=Spot(value=44, said="44%"))
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg"'


def drawing(*lines: Line, panels: int = 1) -> ElementTree.Element:
    panel = Panel(name="All", lines=lines, everybody=Spot(value=48, said="everybody 48%"))
    told = printed(RangeChart(description="x", panels=(panel,) * panels))
    return parsed(told.replace(SHAPE, "<svg"))[0]


@pytest.mark.parametrize("panels", [1, 3])
def test_all_words_that_have_a_halo_on_a_page_stand_on_paper_in_print(panels):
    made = drawing(NOTED, NOTED, Line(name="Fish & chips", spot=NOW), panels=panels)

    haloed = [words_of(made, one) for one in of_class(made, "c-halo")]
    grounds = of_class(made, "c-paper")
    assert len(haloed) == len(grounds) > 4
    for text in haloed:
        assert any(_covers(ground, text.box) for ground in grounds), text.text


def _covers(ground, box) -> bool:
    left, top, width, height = (float(ground.get(one)) for one in ("x", "y", "width", "height"))
    middle = (box.top + box.bottom) / 2
    return (
        abs(left - box.left) < 8
        and abs(left + width - box.right) < 8
        and top < middle < top + height
    )
