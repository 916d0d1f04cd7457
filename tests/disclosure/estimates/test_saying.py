"""How precisely a share is said, by the size of what it is of."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.estimates import saying
from disclosure.estimates.saying import PERCENT, SCALE, WORD, Precision, said
from disclosure.estimates.shares import Share, Spread
from tests.disclosure.estimates.examples import a_share


@pytest.mark.parametrize(
    ("whole", "about", "precision"),
    [
        (400, 400, Precision.WHOLE),
        (98, 100, Precision.WHOLE),  # to the nearest 5, as many as are in the group
        (97, 100, Precision.FIVES),
        (97, 95, Precision.FIVES),
        (30, 100, Precision.FIVES),  # of a hundred people only thirty could be placed
        (18, 20, Precision.FIVES),
        (17, 20, Precision.WORDS),
        (100, 15, Precision.WORDS),
        (12, 10, Precision.WORDS),
        (8, 10, Precision.WORDS),
    ],
)
def test_the_smaller_of_the_group_and_the_placed_decides(whole, about, precision):
    assert said(a_share(whole // 3, whole, about)).precision is precision


@pytest.mark.parametrize(("whole", "about"), [(7, 10), (1, 400)])
def test_of_fewer_than_ten_who_could_be_placed_nothing_is_said(whole, about):
    assert said(a_share(0, whole, about)) is None


def share_of(part, whole, about, low, high):
    return Share(part, whole, about, low, high, Spread(whole, 1.0, (2, 2)))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high", "told"),
    [
        (76, 400, 0.155, 0.2301, (19, 15, 24)),
        (1, 200, 0.0, 0.03, (1, 0, 3)),  # 0.5 % goes up
        (199, 200, 0.97, 1.0, (100, 97, 100)),
        (0, 200, 0.0, 0.021, (0, 0, 3)),
        (30, 99, 0.2, 0.4, (30, 20, 40)),  # an end that is a whole step stays where it is
        (13, 40, 0.201, 0.399, (35, 20, 40)),  # 32.5 % goes up to the next 5
        (12, 40, 0.199, 0.401, (30, 15, 45)),
    ],
)
def test_ends_are_rounded_outward_and_the_share_to_the_nearest_step(part, whole, low, high, told):
    made = said(share_of(part, whole, whole, low, high))

    assert (made.value, made.low, made.high) == told


@pytest.mark.parametrize(
    ("part", "word"),
    [
        (0, "almost_none"),
        (1, "tenth"),
        (3, "quarter"),
        (4, "third"),
        (6, "half"),
        (8, "two_thirds"),
        (9, "three_quarters"),
        (11, "nine_tenths"),
        (12, "almost_all"),
    ],
)
def test_few_people_are_said_in_words(part, word):
    assert said(a_share(part, 12)).words[0] == word


def test_the_ends_of_few_people_are_words_too_and_lie_outward():
    made = said(share_of(5, 15, 15, 0.24, 0.51))

    assert made.words == ("third", "tenth", "two_thirds")
    assert (made.value, made.low, made.high) == (33, 10, 67)


def test_every_word_stands_for_one_percent_and_back():
    assert {WORD[percent] for percent in PERCENT.values()} == set(SCALE)
    assert list(PERCENT.values()) == sorted(PERCENT.values())


@pytest.mark.parametrize(
    ("value", "step", "nearest"),
    [
        ("5/2", 5, 5),
        ("-5/2", 5, -5),
        ("-12/5", 5, 0),
        ("31/2", 1, 16),
        ("-31/2", 1, -16),
        (0, 5, 0),
    ],
)
def test_halves_go_away_from_zero(value, step, nearest):
    assert saying.nearest(Fraction(value), step) == nearest


parts = st.integers(8, 1500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(parts)
def test_what_is_said_lies_in_its_interval_and_keeps_its_step(of):
    made, exact = said(a_share(*of)), a_share(*of)

    assert 0 <= made.low <= made.value <= made.high <= 100
    if made.precision is Precision.WORDS:
        assert {made.low, made.value, made.high} <= set(WORD)
    else:
        assert not any(at % made.precision.step for at in (made.low, made.value, made.high))
        assert made.low <= 100 * exact.low + 1e-6
        assert made.high >= 100 * exact.high - 1e-6


@given(parts)
def test_a_larger_part_is_never_said_to_be_less(of):
    part, whole = of
    fewer, more = said(a_share(max(0, part - 1), whole)), said(a_share(part, whole))

    assert (fewer.value, fewer.low, fewer.high) <= (more.value, more.low, more.high)
    assert fewer.low <= more.low
    assert fewer.high <= more.high
