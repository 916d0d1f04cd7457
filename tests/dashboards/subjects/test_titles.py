"""The sentence above a chart: right in number and direction, short, and no more than is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.subjects.titles import title
from disclosure.estimates.changes import Change, Reason, Verdict
from disclosure.estimates.gaps import Gap, Side
from disclosure.estimates.saying import Precision

LEAD = "29% come from lower backgrounds"
WHOLE, FIVES, WORDS = Precision.WHOLE, Precision.FIVES, Precision.WORDS
UP, DOWN, SAME = Verdict.UP, Verdict.DOWN, Verdict.NOT_CLEAR
BELOW, ABOVE, BESIDE = Side.BELOW, Side.ABOVE, Side.NOT_CLEAR
NOTHING = None


def moved(verdict: Verdict, points: int | None = 4, precision: Precision = WHOLE) -> Change:
    return Change(verdict, precision, points)


def apart(side: Side, points: int | None = -10, precision: Precision = WHOLE) -> Gap:
    return Gap(side, precision, points, None, None)


@pytest.mark.parametrize(
    ("change", "gap", "said"),
    [
        (NOTHING, NOTHING, LEAD),
        (moved(SAME), NOTHING, f"{LEAD}, no clear change"),
        (moved(UP), NOTHING, f"{LEAD}, up 4 points"),
        (moved(DOWN, -1), NOTHING, f"{LEAD}, down 1 point"),
        (moved(DOWN, -5, FIVES), NOTHING, f"{LEAD}, down about 5 points"),
        (moved(UP, None, WORDS), NOTHING, f"{LEAD}, more than before"),
        (moved(DOWN, None, WORDS), NOTHING, f"{LEAD}, fewer than before"),
        (NOTHING, apart(BELOW), f"{LEAD}, 10 points below the UK"),
        (NOTHING, apart(ABOVE, 1), f"{LEAD}, 1 point above the UK"),
        (NOTHING, apart(BELOW, None, WORDS), f"{LEAD}, below the UK"),
        (NOTHING, apart(BESIDE, 2), f"{LEAD}, no clear difference from the UK"),
        (moved(UP), apart(BELOW), f"{LEAD}, up 4 points, still 10 points below the UK"),
        (moved(DOWN, -4), apart(ABOVE, 3), f"{LEAD}, down 4 points, still 3 points above the UK"),
        (moved(DOWN, -4), apart(BELOW), f"{LEAD}, down 4 points; 10 points below the UK"),
        (moved(UP), apart(ABOVE, 3), f"{LEAD}, up 4 points; 3 points above the UK"),
        (moved(UP), apart(BESIDE), f"{LEAD}, up 4 points; no clear difference from the UK"),
        (moved(SAME), apart(BELOW), f"{LEAD}, 10 points below the UK; no clear change"),
        (Change(Verdict.CANNOT_COMPARE, reason=Reason.QUESTION), NOTHING, LEAD),
    ],
)
def test_it_says_what_moved_and_where_that_is(change, gap, said):
    assert title(LEAD, change=change, gap=gap, whose="the UK") == said


def changes() -> st.SearchStrategy[Change | None]:
    verdicts = st.sampled_from(Verdict)
    points, precision = st.integers(-100, 100), st.sampled_from(Precision)
    return st.none() | st.builds(Change, verdicts, precision, st.none() | points)


def gaps() -> st.SearchStrategy[Gap | None]:
    points, precision = st.integers(-100, 100), st.sampled_from(Precision)
    made = st.builds(Gap, st.sampled_from(Side), precision, points, st.none(), st.none())
    return st.none() | made


@given(changes(), gaps())
def test_it_never_says_a_way_that_was_not_found(change, gap):
    said = title("about a third come from lower backgrounds", change=change, gap=gap, whose="X")
    way = change.verdict if change else None

    assert said.startswith("About a third")
    assert (", up " in said or "more than before" in said) == (way is UP)
    assert (", down " in said or "fewer than before" in said) == (way is DOWN)
    assert ("no clear change" in said) == (way is SAME)
    assert ("below X" in said) == (gap is not None and gap.side is BELOW)
    assert ("above X" in said) == (gap is not None and gap.side is ABOVE)
    assert "-" not in said


@given(changes(), gaps())
def test_it_has_at_most_eighteen_words_and_mostly_fifteen(change, gap):
    said = title(LEAD, change=change, gap=gap, whose="the UK")

    exact = all(one is None or one.precision is WHOLE for one in (change, gap))
    assert len(said.split()) <= (16 if exact else 18)
