"""A figure that somebody typed over one of the offline edition's: read, or asked about."""

from decimal import Decimal

import pytest

from okrs.offline.numbers import Figure
from okrs.rules.words import Kind
from okrs.sheets.cells import NotUnderstood


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1,234.5", "number", "1234.5"), ("−£5", "number", "-5"), ("19%", "percent", "19"),
        ("12 345", "number", "12345"), ("25", "percent", "25"), ("80%", "keep_at", "80"),
        ("0.5%", "percent", "0.5"), ("-10%", "percent_change", "-10"), ("1,5", "number", "1.5"),
        ("24,50 %", "percent", "24.5"), ("19,3456", "number", "19.3456"),
        ("0,250", "number", "0.25"),
        ("-14,5%", "percent_change", "-14.5"), ("19,345", "number", "19345"),
    ],
)  # fmt: skip
def test_a_figure_is_what_it_says(text, kind, value):
    assert Figure().read(text, kind, ()) == Decimal(value)


@pytest.mark.parametrize("text", ["1,5,0", "10 20", "1.234,5", "£1.5m", "1,23,456"])
@pytest.mark.parametrize("kind", [Kind.number.value, Kind.percent.value])
def test_what_could_be_another_figure_is_asked_about(text, kind):
    with pytest.raises(NotUnderstood, match="Write a number"):
        Figure().read(text, kind, ())


def test_a_fraction_in_a_share_and_a_percent_in_a_count_are_asked_about():
    with pytest.raises(NotUnderstood, match=r"Write 25% or 0\.25%"):
        Figure().read("0.25", Kind.percent.value, ())
    with pytest.raises(NotUnderstood, match=r"Write 25% or 0\.25%"):
        Figure().read("0,25", Kind.percent.value, ())
    with pytest.raises(NotUnderstood, match="Write it without %"):
        Figure().read("19%", Kind.number.value, ())
