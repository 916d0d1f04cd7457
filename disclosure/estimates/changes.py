"""From one wave to the next: did a share change, or may it be chance and noise?

The interval of the difference is Newcombe's hybrid of the two score intervals (Newcombe, "Interval
estimation for the difference between independent proportions", 1998, method 10). With d = q - p,

    from d - √((q - low of q)² + (high of p - p)²)  to  d + √((high of q - q)² + (p - low of p)²).

Each interval holds the noise of its own wave: keys are fresh each time, so the two noises are
independent. It is a change where the interval leaves out 0. No finite-population correction here,
even where everybody answered: who joins and leaves is chance too, and the question is whether the
employer changed, not whether two lists of people differ (Cochran, Sampling Techniques, 3rd edition
1977, chapter 2, on comparisons between groups). People who answered both times make the two alike,
so the test errs on the side of "no clear change". One figure in twenty that did not change may be
said to have; of many figures looked at together, expect that.
"""

import math
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from disclosure.estimates.saying import WHOLE_FROM, Precision, nearest, said, size
from disclosure.estimates.shares import SURE, Share

FOUR_IN_FIVE = 0.841621
"""Standard errors below which four fifths of a normal distribution lie: the usual power."""


class Verdict(Enum):
    """What may be said of two waves."""

    UP = "up"
    DOWN = "down"
    NOT_CLEAR = "no_clear_change"
    CANNOT_COMPARE = "cannot_compare"


class Reason(Enum):
    """Why two waves cannot be compared."""

    QUESTION = "other_question"
    MAPPING = "other_mapping"
    DEFINITION = "other_definition"
    EMPTY = "nobody_invited"
    HIDDEN = "hidden"
    NOT_PLACED = "too_few_placed"


@dataclass(frozen=True)
class End:
    """One wave's side of a change: its share, and by which terms it was made.

    `question` names the question as it was put, `mapping` the version by which answers became
    groups, `definition` what the share is a share of. Of a group that is hidden, or from which
    nobody was invited, there is no share.
    """

    share: Share | None
    question: str
    mapping: str
    definition: str
    hidden: bool = False
    empty: bool = False


@dataclass(frozen=True)
class Change:
    """`points` is the difference as people see it, in the coarser steps of the two, which are
    `precision`; None where either is said in words, or there is nothing to compare. `reason` says
    why there is not.
    """

    verdict: Verdict
    precision: Precision = Precision.WORDS
    points: int | None = None
    reason: Reason | None = None


def change(before: End, after: End) -> Change:
    """What may be said of a share in two waves, the later one second."""
    reason = _unlike(before, after)
    if reason:
        return Change(Verdict.CANNOT_COMPARE, reason=reason)
    if before.share is None or after.share is None:
        return Change(Verdict.CANNOT_COMPARE, reason=Reason.NOT_PLACED)
    was, now = said(before.share), said(after.share)
    if was is None or now is None:
        return Change(Verdict.CANNOT_COMPARE, reason=Reason.NOT_PLACED)
    verdict = _verdict(before.share, after.share)
    precision = max(was.precision, now.precision, key=lambda one: one.step)
    if precision is Precision.WORDS:
        return Change(verdict)
    points = nearest(Fraction(now.value - was.value), precision.step)
    return Change(verdict if _shows(verdict, points) else Verdict.NOT_CLEAR, precision, points)


def difference(before: Share, after: Share) -> tuple[float, float]:
    """Between which differences of the two shares, -1 to 1, the true one lies, at 95 %."""
    p, q = before.value, after.value
    low_p, high_p = before.spread.interval(p, corrected=False)
    low_q, high_q = after.spread.interval(q, corrected=False)
    return q - p - math.hypot(q - low_q, high_p - p), q - p + math.hypot(high_q - q, p - low_p)


def detectable(share: Share) -> int:
    """The smallest change, in points, that two waves of this size would show four times in five.

    (z for 95 % + z for 80 %) · √(variance before + variance after) (Cohen, Statistical Power
    Analysis, 2nd edition 1988, chapter 6), rounded up to the step in which the share is said. The
    variance after is taken where such a change towards the middle would lead; the one before a
    little nearer to a half than the share found, two more in the part and four more in the whole
    (Agresti and Coull 1998), so that none and all do not look certain.
    """
    at = (share.part + 2) / (share.whole + 4)
    before = share.spread.variance(at, corrected=False)
    away = (SURE + FOUR_IN_FIVE) * math.sqrt(2 * before)
    moved = min(1.0, at + away) if at < 0.5 else max(0.0, at - away)
    after = share.spread.variance(moved, corrected=False)
    points = 100 * (SURE + FOUR_IN_FIVE) * math.sqrt(before + after)
    step = 1 if size(share) >= WHOLE_FROM else 5
    return min(100, math.ceil(points / step) * step)


def _unlike(before: End, after: End) -> Reason | None:
    if before.question != after.question:
        return Reason.QUESTION
    if before.mapping != after.mapping:
        return Reason.MAPPING
    if before.definition != after.definition:
        return Reason.DEFINITION
    if before.empty or after.empty:
        return Reason.EMPTY
    return Reason.HIDDEN if before.hidden or after.hidden else None


def _verdict(before: Share, after: Share) -> Verdict:
    low, high = difference(before, after)
    if low > 0:
        return Verdict.UP
    return Verdict.DOWN if high < 0 else Verdict.NOT_CLEAR


def _shows(verdict: Verdict, points: int) -> bool:
    """Whether the rounded figures show what the verdict says: a change of 0 points is none."""
    return {Verdict.UP: points > 0, Verdict.DOWN: points < 0}.get(verdict, True)
