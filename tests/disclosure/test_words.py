"""Estimates in sentences: right in number, direction and name, also at the edges."""

from decimal import Decimal

import pytest

from disclosure import words
from disclosure.benchmarks import catalogue
from disclosure.estimates.changes import Change, Reason, Verdict
from disclosure.estimates.gaps import Gap, Side, gap
from disclosure.estimates.saying import SCALE, Precision, Said
from tests.factories import BenchmarkFactory

WHOLE, FIVES, WORDS = Precision.WHOLE, Precision.FIVES, Precision.WORDS
UK_LOWER = catalogue.by_key("uk_workforce_lower")


@pytest.mark.parametrize(
    ("said", "value", "whole"),
    [
        (Said(WHOLE, 19, 15, 24), "19%", "19%, likely between 15% and 24%"),
        (Said(WHOLE, 0, 0, 3), "0%", "0%, likely between 0% and 3%"),
        (Said(WHOLE, 100, 100, 100), "100%", "100%"),
        (Said(FIVES, 20, 10, 30), "about 20%", "about 20%, likely between 10% and 30%"),
        (
            Said(WORDS, 33, 10, 50),
            "about a third",
            "about a third, likely between a tenth and half",
        ),
        (
            Said(WORDS, 0, 0, 25),
            "none or almost none",
            "none or almost none, likely between none and a quarter",
        ),
        (
            Said(WORDS, 100, 75, 100),
            "almost all or all",
            "almost all or all, likely between three quarters and all",
        ),
    ],
)
def test_a_share_in_words(said, value, whole):
    assert words.value(said) == value
    assert words.share(said) == whole


def test_the_ends_alone():
    assert words.ends(Said(WHOLE, 19, 15, 24)) == "15% to 24%"
    assert words.ends(Said(WORDS, 67, 50, 90)) == "half to nine tenths"


def test_every_part_has_words_as_a_value_and_as_an_end():
    assert set(words.PARTS) == set(words.ENDS) == set(SCALE)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said(WHOLE, 27, 23, 31), "12 points below the UK workforce (39%, 2021)"),
        (Said(WHOLE, 38, 38, 38), "1 point below the UK workforce (39%, 2021)"),
        (Said(WHOLE, 51, 47, 55), "12 points above the UK workforce (39%, 2021)"),
        (Said(WHOLE, 41, 36, 46), "no clear difference from the UK workforce (39%, 2021)"),
        (Said(FIVES, 20, 10, 30), "about 20 points below the UK workforce (39%, 2021)"),
        (Said(WORDS, 10, 0, 33), "below the UK workforce (39%, 2021)"),
        (Said(WORDS, 75, 50, 100), "above the UK workforce (39%, 2021)"),
    ],
)
def test_a_gap_names_how_far_which_way_and_from_whom(said, sentence):
    assert words.gap(gap(said, UK_LOWER.value), UK_LOWER) == sentence


@pytest.mark.django_db
def test_a_gap_to_a_benchmark_of_ones_own_names_its_population():
    own = BenchmarkFactory.create(value=Decimal("7.50"), year="2023/24").as_benchmark()

    sentence = words.gap(Gap(Side.ABOVE, WHOLE, 16, 12, 20), own)

    assert sentence == "16 points above UK logistics employers (7.5%, 2023/24)"


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Change(Verdict.UP, WHOLE, 3), "up 3 points"),
        (Change(Verdict.DOWN, WHOLE, -1), "down 1 point"),
        (Change(Verdict.UP, FIVES, 15), "up about 15 points"),
        (Change(Verdict.DOWN, WORDS), "down"),
        (Change(Verdict.UP, WORDS), "up"),
        (Change(Verdict.NOT_CLEAR, WHOLE, 2), "no clear change"),
        (Change(Verdict.NOT_CLEAR, WORDS), "no clear change"),
    ],
)
def test_a_change_names_how_far_and_which_way(found, sentence):
    assert words.change(found) == sentence


@pytest.mark.parametrize("reason", Reason)
def test_what_cannot_be_compared_says_why(reason):
    sentence = words.change(Change(Verdict.CANNOT_COMPARE, reason=reason))

    assert sentence.startswith("Cannot be compared: ")
    assert sentence.endswith(".")
