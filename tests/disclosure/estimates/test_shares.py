"""Shares of protected counts: what they are made of, and that their intervals behave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.estimates.shares import SURE, Spread, share

SEB = (30, 20, 40, 7, 3)  # professional, intermediate, lower, unclassified, not disclosed
LOWER, CLASSIFIED = (2,), (0, 1, 2)


def of(row=SEB, *, part=LOWER, whole=CLASSIFIED, about=100, variance=2, invited=None):
    """A share of this row that can be said."""
    made = share(row, part=part, whole=whole, about=about, variance=variance, invited=invited)
    assert made
    return made


def test_a_share_is_of_those_who_could_be_placed():
    made = of()

    assert (made.part, made.whole, made.about) == (40, 90, 100)
    assert made.value == pytest.approx(40 / 90)


def test_several_categories_may_make_the_part():
    assert of(part=(1, 2)).part == 60


def test_nobody_placed_is_no_share():
    assert share((0, 0, 0, 9, 3), part=(2,), whole=(0, 1, 2), about=10, variance=2) is None


def test_a_part_outside_its_whole_is_refused():
    with pytest.raises(ValueError, match="within its whole"):
        of(part=(3,))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2535, 0.3682), (15, 148, 0.0598, 0.1644), (0, 20, 0, 0.2005), (29, 29, 0.8544, 1)],
)
def test_without_noise_the_ends_are_those_that_newcombe_prints(part, whole, low, high):
    made = of((whole - part, 0, part), variance=0)

    assert (made.low, made.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@pytest.mark.parametrize("row", [(30, 0, 0), (0, 0, 30), (1, 0, 2), (0, 0, 1), (400, 3, 5)])
@pytest.mark.parametrize("corrected", [True, False])
def test_each_end_solves_the_inequality_it_is_said_to_solve(row, corrected):
    made = of(row, about=410, invited=600)

    low, high = made.spread.interval(made.value, corrected=corrected)

    for end, off in ((low, -0.5), (high, 0.5)):
        if 0 < end < 1:
            gap = made.value + off / made.whole - end
            spread = made.spread.variance(end, corrected=corrected)
            assert gap**2 == pytest.approx(SURE**2 * spread)


def test_nobody_and_everybody_do_not_make_a_share_certain():
    nobody, everybody = of((15, 15, 0)), of((0, 0, 30))

    assert (nobody.low, everybody.high) == (0, 1)
    assert nobody.high > 0.1
    assert everybody.low < 0.9


def test_where_everybody_answered_only_the_noise_is_left():
    everybody = of((300, 200, 400), about=900, invited=900)
    sample = of((300, 200, 400), about=900, invited=9000)

    assert everybody.spread.correction == 0
    assert 0 < everybody.high - everybody.low < 0.01 < 0.05 < sample.high - sample.low


def test_more_answers_than_invitations_count_as_everybody():
    assert of(invited=60).spread.correction == 0


def test_a_share_of_one_person_of_one_says_nearly_nothing():
    made = of((0, 0, 1), about=10, invited=10)

    assert made.spread.correction == 0
    assert (made.low, made.high) == (0, 1)


def test_the_correction_is_cochrans():
    made = of((300, 200, 400, 0, 0), about=900, invited=1800)

    assert made.spread.correction == pytest.approx((1800 - 900) / (1800 - 1))


def test_more_categories_carry_more_noise():
    few = of((50, 0, 40), part=(2,), whole=(0, 2))
    many = of((30, 20, 40))

    assert many.spread.noise == (2, 4)
    assert many.high - many.low > few.high - few.low


def test_the_noise_has_the_variance_the_delta_method_says():
    spread = Spread(whole=50, correction=0.0, noise=(2, 4))

    assert spread.variance(0.3) == pytest.approx(2 * (0.7 / 50) ** 2 + 4 * (0.3 / 50) ** 2)
    assert spread.variance(0.3, corrected=False) == pytest.approx(spread.variance(0.3) + 0.21 / 50)


counts = st.integers(0, 2000)


@given(
    a=counts,
    b=counts.filter(bool),
    more=st.integers(1, 5),
    invited=st.none() | st.integers(1, 5000),
)
def test_an_interval_holds_its_share_and_stays_between_none_and_all(a, b, more, invited):
    about = max(10, (a + b) // 5 * 5)
    row = (b, *([0] * (more - 1)), a)
    made = share(row, part=(more,), whole=range(more + 1), about=about, variance=2, invited=invited)

    assert 0 <= made.low <= made.value <= made.high <= 1


@given(part=st.integers(0, 300), whole=st.integers(1, 300), invited=st.none() | st.just(500))
def test_more_in_the_part_never_lowers_an_end(part, whole, invited):
    part = min(part, whole - 1)
    fewer, more = (
        of((whole - a, 0, a), about=max(10, whole), invited=invited) for a in (part, part + 1)
    )

    assert fewer.low <= more.low + 1e-12
    assert fewer.high <= more.high + 1e-12
