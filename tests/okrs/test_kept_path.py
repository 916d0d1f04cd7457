"""What is kept within limits has no way to walk: its range, and where it is now."""

from decimal import Decimal

import pytest

from okrs.kept_path import kept_drawing
from okrs.models import CheckIn, KeyResult
from okrs.paths import what_is_to_set
from okrs.rules.words import Kind


def drawn(value, *, low=None, high=None):
    key_result = KeyResult(kind=Kind.keep_at.value, low=low, high=high)
    key_result.latest = CheckIn(value=Decimal(value))
    return kept_drawing(key_result, str(value), "80 to 100", tone="ontrack")


@pytest.mark.parametrize(
    ("value", "limits", "place"),
    [
        (80, {"low": Decimal(80), "high": Decimal(100)}, "25.0%"),
        (90, {"low": Decimal(80), "high": Decimal(100)}, "50.0%"),
        (0, {"low": Decimal(80), "high": Decimal(100)}, "0.0%"),
        (500, {"low": Decimal(80), "high": Decimal(100)}, "100.0%"),
        (40, {"low": Decimal(40)}, "50.0%"),
        (30, {"high": Decimal(60)}, "25.0%"),
    ],
)
def test_its_dot_lies_where_the_figure_is_on_the_line_of_its_range(value, limits, place):
    assert f'class="t-now" cx="{place}"' in drawn(value, **limits)


def test_it_says_its_figure_and_its_range_and_has_no_rings():
    svg = drawn(88, low=Decimal(80), high=Decimal(100))

    assert ">88<" in svg
    assert ">80 to 100<" in svg
    assert "t-from" not in svg
    assert "t-to" not in svg


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.milestones, "Milestones to set"),
        (Kind.keep_at, "Limits to set"),
        (Kind.percent, "From and To to set"),
    ],
)
def test_what_is_to_set_is_what_it_is_measured_by(kind, words):
    assert what_is_to_set(KeyResult(kind=kind.value)) == words
