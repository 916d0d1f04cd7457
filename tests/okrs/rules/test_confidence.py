"""Section 6: confidence, which is never mixed into progress."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules import confidence
from okrs.rules.confidence import Band

scores = st.integers(0, 10)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0, Band.low),
        (1, Band.low),
        (3, Band.low),
        (4, Band.middle),
        (7, Band.middle),
        (8, Band.high),
        (10, Band.high),
    ],
)
def test_eleven_scores_make_three_bands(score, band):
    assert confidence.band(score) is band


@pytest.mark.parametrize("score", [-1, 11])
def test_other_scores_are_refused(score):
    with pytest.raises(ValueError, match="between 0 and 10"):
        confidence.band(score)


@pytest.mark.parametrize(
    ("previous", "now", "fell"),
    [(8, 5, True), (8, 6, False), (5, 8, False), (None, 0, False), (9, None, False)],
)
def test_a_drop_of_three_asks_why(previous, now, fell):
    assert confidence.fell(previous, now) is fell


@given(scores, scores)
def test_it_never_falls_both_ways(one, other):
    assert not (confidence.fell(one, other) and confidence.fell(other, one))
