"""Lines of one class as one way, told step by step."""

import pytest

from charts.layers import from_there
from tests.charts.reading import absolute


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("M5 10V20", "M5 10v10"),
        ("M5 10V20M8 10V20M11 10V20", "M5 10v10m3 -10v10m3 -10v10".replace(" -", "-")),
        ("M5 10H3M5 30H9", "M5 10h-2m2 20h4"),
        ("M6 6l6 6-6 6zM9 6l6 6-6 6z", "M6 6l6 6-6 6zm3 0l6 6-6 6z"),
        ("M5 39l17 -8 18 0V39H5z", "M5 39l17 -8 18 0v8h-35z"),
        ("M1 1a5 5 0 1 0 2 2", "M1 1a5 5 0 1 0 2 2"),
    ],
)
def test_each_step_is_told_from_the_end_of_the_one_before(way, told):
    assert from_there(way) == told
    assert absolute(told) == way
