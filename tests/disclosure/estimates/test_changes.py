"""Changes between waves: what is called one, what is not, and what cannot be compared."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.estimates import changes
from disclosure.estimates.changes import Change, End, Reason, Verdict, change
from disclosure.estimates.saying import Precision
from disclosure.estimates.shares import SURE, Share, Spread
from tests.disclosure.estimates.examples import a_share

WHOLE, FIVES = Precision.WHOLE, Precision.FIVES
UP, DOWN, NOT_CLEAR = Verdict.UP, Verdict.DOWN, Verdict.NOT_CLEAR


def end(part: int, whole: int) -> End:
    return End(a_share(part, whole), "SEB1 of SMC-2020-11", "SMC-2020-11", "seb/classified")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((80, 400), (160, 400), Change(UP, WHOLE, 20)),
        ((160, 400), (80, 400), Change(DOWN, WHOLE, -20)),
        ((80, 400), (88, 400), Change(NOT_CLEAR, WHOLE, 2)),
        ((80, 400), (80, 400), Change(NOT_CLEAR, WHOLE, 0)),
        ((5, 50), (30, 50), Change(UP, FIVES, 50)),
        ((10, 50), (15, 50), Change(NOT_CLEAR, FIVES, 10)),
        ((100, 400), (30, 50), Change(UP, FIVES, 35)),  # the coarser steps of the two
        ((0, 12), (12, 12), Change(UP)),  # in words: no points
        ((4, 12), (200, 400), Change(NOT_CLEAR)),  # of four among twelve little is known
        (
            (200_000, 1_000_000),
            (203_000, 1_000_000),
            Change(NOT_CLEAR, WHOLE, 0),
        ),  # clear, and nothing
        ((203_000, 1_000_000), (200_000, 1_000_000), Change(NOT_CLEAR, WHOLE, 0)),
    ],
)
def test_a_change_is_called_one_where_it_beats_chance_and_noise(before, after, expected):
    assert change(end(*before), end(*after)) == expected


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"question": "another"}, Reason.QUESTION),
        ({"mapping": "another"}, Reason.MAPPING),
        ({"definition": "another"}, Reason.DEFINITION),
        ({"share": None, "hidden": True}, Reason.HIDDEN),
        ({"share": None}, Reason.NOT_PLACED),
        ({"share": a_share(2, 6)}, Reason.NOT_PLACED),
    ],
)
def test_what_cannot_be_compared_says_why_whichever_wave_it_is_in(other, reason):
    usual = end(80, 400)
    unlike = replace(usual, **other)

    expected = Change(Verdict.CANNOT_COMPARE, reason=reason)
    assert change(usual, unlike) == expected
    assert change(unlike, usual) == expected


def test_another_question_is_said_even_where_a_group_is_hidden():
    hidden = replace(end(80, 400), share=None, hidden=True, question="another")

    assert change(end(80, 400), hidden).reason is Reason.QUESTION


def test_without_noise_the_difference_is_newcombes():
    """56 of 70 and 48 of 80: 0.0524 to 0.3339 in his table, here with continuity a little wider."""

    def plain(part: int, whole: int) -> Share:
        return Share(part, whole, whole, 0, 1, Spread(whole, 1.0, (0, 0)))

    low, high = changes.difference(plain(48, 80), plain(56, 70))

    assert (low, high) == (pytest.approx(0.0428, abs=1e-3), pytest.approx(0.3422, abs=1e-3))
    assert low < 0.0524 < 0.3339 < high


def test_everybody_having_answered_does_not_make_a_change_clearer():
    everybody = a_share(80, 400, invited=400)
    later = a_share(95, 400, invited=400)

    assert later.low > everybody.high  # of these very people it is certain
    assert changes.difference(everybody, later)[0] < 0  # of the employer it is not
    unknown = a_share(80, 400), a_share(95, 400)
    assert changes.difference(everybody, later) == changes.difference(*unknown)


@pytest.mark.parametrize(
    ("part", "whole", "points"),
    [(80, 400, 9), (800, 4000, 3), (20, 50, 30), (0, 400, 3), (6, 12, 60)],
)
def test_the_smallest_change_that_would_show(part, whole, points):
    assert changes.detectable(a_share(part, whole)) == points


def test_the_smallest_change_is_that_of_two_proportions():
    """Without noise, of 400 at a half: (1.96 + 0.84) · √(½ · ½ / 400 + .4 · .6 / 400) is 9.8."""
    at_half = Share(200, 400, 400, 0, 1, Spread(400, 1.0, (0, 0)))
    moved = 0.5 - 2.8016 * math.sqrt(0.5 / 400)

    expected = 100 * (SURE + 0.8416) * math.sqrt((0.25 + moved * (1 - moved)) / 400)

    assert changes.detectable(at_half) == math.ceil(expected) == 10


shares = st.integers(8, 900).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares, shares)
def test_seen_from_the_other_side_it_is_the_same_change(one, other):
    there, back = change(end(*one), end(*other)), change(end(*other), end(*one))

    assert back.verdict is {UP: DOWN, DOWN: UP}.get(there.verdict, there.verdict)
    assert there.points is None or back.points == -there.points


@given(shares)
def test_the_same_again_is_no_change(of):
    assert change(end(*of), end(*of)).verdict is NOT_CLEAR
