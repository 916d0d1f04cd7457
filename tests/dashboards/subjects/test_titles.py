"""The sentence above a chart: right in number and direction, short, and no more than is known.

At most 15 words, of all findings of everybody in every state they can be in. A word is what stands
between two blanks: "38%" is one, "+2 points" are two.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.briefly import MOST, Told
from dashboards.subjects import meals, parents, representation, school, titles
from disclosure import words
from disclosure.estimates.changes import Change, Reason, Verdict
from disclosure.estimates.gaps import Gap, Side
from disclosure.estimates.saying import Precision

LEAD = "29% come from lower backgrounds"
WHOLE, FIVES, WORDS = Precision.WHOLE, Precision.FIVES, Precision.WORDS
UP, DOWN, SAME = Verdict.UP, Verdict.DOWN, Verdict.NOT_CLEAR
BELOW, ABOVE, BESIDE = Side.BELOW, Side.ABOVE, Side.NOT_CLEAR
NOTHING = None
AS_EXACTLY = ((4, WHOLE), (-100, WHOLE), (5, FIVES), (-100, FIVES), (None, WORDS))
MEALS = "24% were eligible for free school meals"
TENTH = "About a tenth were eligible for free school meals"


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
    found = titles.told(LEAD, change=change, gap=gap, whose="the UK")

    assert (found.title, found.rest) == (said, "")


@pytest.mark.parametrize(
    ("lead", "change", "gap", "said", "rest"),
    [
        (MEALS, moved(UP), apart(BELOW), f"{MEALS}, up 4 points, still 10 below the UK", ""),
        (
            f"About {LEAD}",
            moved(UP, 5, FIVES),
            apart(BELOW, -10, FIVES),
            f"About {LEAD}, up about 5 points; about 10 below the UK",
            "",
        ),
        (
            f"About {MEALS}",
            moved(UP, 5, FIVES),
            apart(BELOW, -10, FIVES),
            f"About {MEALS}, up about 5 points; below the UK",
            "About 10 points below the UK.",
        ),
        (
            f"About {MEALS}",
            moved(SAME, 2, FIVES),
            apart(ABOVE, 5, FIVES),
            f"About {MEALS}, above the UK; no clear change",
            "About 5 points above the UK.",
        ),
        (
            MEALS,
            moved(UP),
            apart(BESIDE, 2),
            f"{MEALS}, up 4 points",
            "No clear difference from the UK.",
        ),
        (MEALS, moved(SAME), apart(BESIDE), f"{MEALS}; no clear change or gap to the UK", ""),
        (
            TENTH,
            moved(SAME, None, WORDS),
            apart(BESIDE, None, WORDS),
            f"{TENTH}, no clear change",
            "No clear difference from the UK.",
        ),
        (
            "None or almost none were eligible for free school meals",
            moved(SAME, None, WORDS),
            apart(BELOW, None, WORDS),
            "None or almost none were eligible for free school meals, below the UK",
            "No clear change.",
        ),
        (" ".join(["long"] * 14), moved(UP), NOTHING, "Long" + " long" * 13, "Up 4 points."),
    ],
)
def test_what_has_no_room_is_said_after_it_and_what_is_clear_stays(lead, change, gap, said, rest):
    found = titles.told(lead, change=change, gap=gap, whose="the UK")

    assert (found.title, found.rest) == (said, rest)


def changes() -> st.SearchStrategy[Change | None]:
    verdicts = st.sampled_from(Verdict)
    points, precision = st.integers(-100, 100), st.sampled_from(Precision)
    return st.none() | st.builds(Change, verdicts, precision, st.none() | points)


def gaps() -> st.SearchStrategy[Gap | None]:
    points, precision = st.integers(-100, 100), st.sampled_from(Precision)
    made = st.builds(Gap, st.sampled_from(Side), precision, points, st.none(), st.none())
    return st.none() | made


def leads() -> Iterator[str]:
    """Every sentence of everybody, with every form in which a share is said."""
    questions = (representation, school, meals, parents)
    shares = ("29%", "about 30%", *map(str, words.PARTS.values()))
    for question, share in product(questions, shares):
        yield from (str(says) % {"share": share} for says in question.QUESTION.says.values())
    yield from (f"{share} said something about their background" for share in shares)
    yield from (f"Lower socio-economic background: {share}" for share in shares)


def holds(found: Told, change: Change | None, gap: Gap | None) -> None:
    """Every way that was found is said, no other is, and nothing is said twice."""
    both = f"{found.title} {found.rest}".replace("change or gap to X", "change").lower()
    way = change.verdict if change else None

    assert ("up " in both or "more than before" in both) == (way is UP)
    assert ("down " in both or "fewer than before" in both) == (way is DOWN)
    assert ("no clear change" in both) == (way is SAME)
    assert ("below x" in both) == (gap is not None and gap.side is BELOW)
    assert ("above x" in both) == (gap is not None and gap.side is ABOVE)
    beside = "no clear difference from x" in both or "or gap to X" in found.title
    assert beside == (gap is not None and gap.side is BESIDE)
    assert both.count("no clear change") <= 1
    assert "-" not in both.replace("fee-paying", "").replace("socio-economic", "")


@given(changes(), gaps(), st.sampled_from(tuple(leads())))
def test_it_never_says_a_way_that_was_not_found_and_loses_none(change, gap, lead):
    found = titles.told(lead, change=change, gap=gap, whose="X")

    assert found.title.startswith(lead[:1].upper() + lead[1:])
    holds(found, change, gap)


@given(changes(), gaps(), st.sampled_from(tuple(leads())))
def test_the_points_of_what_is_clear_are_said_in_the_title_or_after_it(change, gap, lead):
    found = titles.told(lead, change=change, gap=gap, whose="X")
    both = f"{found.title} {found.rest}"

    for one in (change, gap):
        clear = one is not None and getattr(one, "verdict", getattr(one, "side", None)) in (
            *(UP, DOWN),
            *(BELOW, ABOVE),
        )
        if one is not None and clear and one.points is not None:
            assert str(abs(one.points)) in both


def test_in_every_state_it_has_at_most_fifteen_words():
    """All of them: no wave, one or two, each way, each side, as exactly as figures are ever said.
    Of sentences with as many words one stands for all; "the UK" is as many as "the benchmark"."""
    of_each_length = {len(lead.split()): lead for lead in leads()}
    ways = [NOTHING, *(moved(way, n, p) for way, (n, p) in product(Verdict, AS_EXACTLY))]
    sides = [NOTHING, *(apart(side, n, p) for side, (n, p) in product(Side, AS_EXACTLY))]

    for lead, way, side in product(of_each_length.values(), ways, sides):
        found = titles.told(lead, change=way, gap=side, whose="the benchmark")
        assert len(found.title.split()) <= MOST == 15, found.title
