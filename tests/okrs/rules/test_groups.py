"""Section 11: few people, and waves of a survey."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules import groups
from okrs.rules.progress import CannotBeAShare

D = Decimal
shares = st.decimals(0, 100, places=1)
sizes = st.integers(10, 5000)


@pytest.mark.parametrize(("n", "few"), [(0, True), (9, True), (10, False), (400, False)])
def test_fewer_than_ten_are_too_few(n, few):
    assert groups.too_few(n) is few


def test_the_minimum_can_be_raised():
    assert groups.too_few(19, 20)
    assert groups.hides_too_few(shown_total=100, value_n=85, minimum=20)


@pytest.mark.parametrize(
    ("n", "hides"), [(100, False), (99, True), (91, True), (90, False), (50, False), (104, True)]
)
def test_a_figure_just_short_of_a_shown_total_gives_the_rest_away(n, hides):
    assert groups.hides_too_few(shown_total=100, value_n=n) is hides


def test_the_response_rate_is_responses_of_all_invited():
    assert groups.response_rate(responses=792, invited=1200) == 66
    assert groups.response_rate(responses=0, invited=0) is None
    with pytest.raises(CannotBeAShare):
        groups.response_rate(responses=3, invited=2)


@pytest.mark.parametrize(
    ("n", "points", "places"),
    [(50, "15", "1"), (100, "11", "1"), (250, "7", "1"), (500, "5", "1"), (1000, "3.4", "0.1")],
)
def test_small_waves_need_many_points_to_beat_chance(n, points, places):
    found = groups.points_to_exceed_chance(D(19), n)

    assert found.quantize(D(places)) == D(points)


@pytest.mark.parametrize(("after", "clear"), [(30, False), (32, True), (10, False), (8, True)])
def test_a_change_is_clear_only_beyond_chance(after, clear):
    found = groups.clear_change(before=D(19), before_n=100, after=D(after), after_n=100)

    assert found is clear


def test_nobody_to_everybody_is_a_clear_change_and_no_change_is_none():
    assert groups.clear_change(before=D(0), before_n=10, after=D(100), after_n=10)
    assert not groups.clear_change(before=D(0), before_n=10, after=D(0), after_n=10)


@given(shares, sizes, shares, sizes)
def test_a_change_is_as_clear_backwards_and_for_the_other_answer(before, before_n, after, after_n):
    forth = groups.clear_change(before=before, before_n=before_n, after=after, after_n=after_n)

    assert forth == groups.clear_change(
        before=after, before_n=after_n, after=before, after_n=before_n
    )
    assert forth == groups.clear_change(
        before=100 - before, before_n=before_n, after=100 - after, after_n=after_n
    )


@given(shares, sizes, st.integers(1, 1000))
def test_more_answers_never_need_more_points(share, n, more):
    fewer, larger = (groups.points_to_exceed_chance(share, size) for size in (n, n + more))

    assert larger <= fewer


@pytest.mark.parametrize(
    ("part", "n", "low", "high"), [(26, 140, 13, 26), (20, 118, 11, 25), (0, 10, 0, 28)]
)
def test_a_likely_range_is_wilsons(part, n, low, high):
    found = groups.likely_range(share=D(100) * part / n, n=n)

    assert [round(end) for end in found] == [low, high]


@given(shares, sizes)
def test_a_likely_range_holds_its_share_and_stays_within_0_to_100(share, n):
    low, high = groups.likely_range(share=share, n=n)

    assert 0 <= low <= share + D("1E-9")
    assert share - D("1E-9") <= high <= 100


def test_the_points_to_beat_are_those_that_a_clear_change_beats():
    needed = groups.points_to_beat(before=D(17), before_n=118, after=D(19), after_n=140)

    assert round(needed) == 9
