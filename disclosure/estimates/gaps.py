"""The representation gap: how far a share is from a benchmark, in points.

Everything here follows from what is said of the share (`saying.py`), so that a reader who subtracts
comes to the same, and learns nothing more. A benchmark is taken as exact: the surveys behind
national ones are far larger than any employer. Whether the two may be compared at all is decided
before: disclosure/benchmarks/comparing.py.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from disclosure.estimates.saying import Precision, Said, nearest


class Side(Enum):
    """Where a share is, seen from its benchmark."""

    BELOW = "below"
    ABOVE = "above"
    NOT_CLEAR = "not_clear"


@dataclass(frozen=True)
class Gap:
    """How many points above its benchmark a share is, below being negative.

    `points`, `low` and `high` are at the precision of the share, `low` and `high` rounded outward;
    None where the share is said in words: then only the side is.
    """

    side: Side
    precision: Precision
    points: int | None
    low: int | None
    high: int | None


def gap(said: Said, benchmark: Decimal) -> Gap:
    """The gap to a benchmark in percent. A side is clear where the whole interval is on it."""
    step, mark = said.precision.step, Fraction(benchmark)
    points = nearest(said.value - mark, step)
    side = _side(said, mark, points)
    if said.precision is Precision.WORDS:
        return Gap(side, said.precision, None, None, None)
    low = math.floor((said.low - mark) / step) * step
    high = math.ceil((said.high - mark) / step) * step
    return Gap(side, said.precision, points, low, high)


def _side(said: Said, mark: Fraction, points: int) -> Side:
    """Nothing is called above or below by a distance that rounds to no points at all."""
    if said.high < mark and points < 0:
        return Side.BELOW
    if said.low > mark and points > 0:
        return Side.ABOVE
    return Side.NOT_CLEAR
