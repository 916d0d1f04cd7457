"""How precisely a share may be said: the fewer people, the coarser.

Whole percents from 100 people, the nearest 5 % from 20, in words from 10. Digits beyond that would
say more than the noise lets anyone know. The ends of an interval are rounded outward, to the same
step, so that it never claims more than was found. Codes only: disclosure/words.py has sentences.
Source of the steps: docs/adr/0008-disclosure-control.md.
"""

import math
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from disclosure.estimates.shares import Share

WHOLE_FROM, FIVES_FROM, WORDS_FROM = 100, 20, 10
FUZZ = 1e-9
"""So that an end that is a whole step is not moved to the next by a floating point's last digit."""


class Precision(Enum):
    """In what steps a share is said."""

    WHOLE = "whole"
    FIVES = "fives"
    WORDS = "words"

    @property
    def step(self) -> int:
        """Points between two figures; words have no even step, and count as tens."""
        return {Precision.WHOLE: 1, Precision.FIVES: 5, Precision.WORDS: 10}[self]


SCALE: dict[str, Fraction] = {
    "almost_none": Fraction(0),
    "tenth": Fraction(1, 10),
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
    "half": Fraction(1, 2),
    "two_thirds": Fraction(2, 3),
    "three_quarters": Fraction(3, 4),
    "nine_tenths": Fraction(9, 10),
    "almost_all": Fraction(1),
}
"""What each word stands for. "almost_none" is none or almost none, "almost_all" likewise."""
PERCENT: dict[str, int] = {word: round(100 * share) for word, share in SCALE.items()}
WORD: dict[int, str] = {percent: word for word, percent in PERCENT.items()}


@dataclass(frozen=True)
class Said:
    """A share as it is said: percents at the allowed precision, and nothing finer.

    In words, `value`, `low` and `high` are the percents that words stand for: a place on a chart.
    """

    precision: Precision
    value: int
    low: int
    high: int

    @property
    def words(self) -> tuple[str, str, str]:
        """The codes of value, low and high. Only for what is said in words: else KeyError."""
        return WORD[self.value], WORD[self.low], WORD[self.high]


def said(share: Share) -> Said | None:
    """The share at the precision of its size; None where too few could be placed to say anything.

    The size is that of the group, or of those who could be placed in it where they are fewer: of a
    hundred people of whom thirty could be placed, no whole percents are said.
    """
    if not sayable(share):
        return None
    base = size(share)
    exact = Fraction(share.part, share.whole)
    if base < FIVES_FROM:
        return _in_words(share, exact)
    precision = Precision.WHOLE if base >= WHOLE_FROM else Precision.FIVES
    step = precision.step
    return Said(
        precision=precision,
        value=nearest(exact * 100, step),
        low=math.floor(share.low * 100 / step + FUZZ) * step,
        high=math.ceil(share.high * 100 / step - FUZZ) * step,
    )


def sayable(share: Share) -> bool:
    """Whether anything may be said of it."""
    return size(share) >= WORDS_FROM


def size(share: Share) -> int:
    """How many people a share may be said to be of, a multiple of 5."""
    return min(share.about, nearest(share.whole, 5))


def nearest(value: Fraction | int, step: int) -> int:
    """The multiple of the step that is nearest; halves go away from zero, as people round."""
    over, under = abs(value.numerator), value.denominator * step
    steps = (2 * over + under) // (2 * under)  # of whole numbers: a page rounds a thousand shares
    return steps * step if value >= 0 else -steps * step


def _in_words(share: Share, exact: Fraction) -> Said:
    value = min(SCALE, key=lambda word: abs(SCALE[word] - exact))
    low = [word for word, at in SCALE.items() if at <= share.low + FUZZ][-1]
    high = next(word for word, at in SCALE.items() if at >= share.high - FUZZ)
    return Said(Precision.WORDS, PERCENT[value], PERCENT[low], PERCENT[high])
