"""Words of a chart stand at their marks, and off each other."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from charts.labels import labels
from charts.paper import PHONE, WIDE, scale_of
from charts.scales import round_ticks
from charts.series import Stretch
from tests.charts.examples import point, senior_grades


def spot(chart, paper):
    scale, _months = scale_of(chart, paper)
    return {one.name: one for one in labels(chart, scale, small=paper.text)}["expected"].on


@pytest.mark.parametrize("paper", [WIDE, PHONE])
def test_the_name_of_the_expected_path_gives_way_to_the_current_figure(paper):
    free = spot(senior_grades(), paper)
    start = point(date(2025, 10, 31), "17")
    there = point(free - timedelta(days=180), "22.5")  # its words would lie on the name
    crowded = senior_grades(stretches=(Stretch(points=()), Stretch(points=(start, there))))

    assert spot(crowded, paper) != free


def test_what_is_counted_has_whole_numbers_on_its_axis():
    assert round_ticks([Decimal(0), Decimal(2)], counts=True) == [0, 1, 2]
    assert round_ticks([Decimal(0), Decimal(12)], counts=True) == [0, 3, 6, 9, 12]
