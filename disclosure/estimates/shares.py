"""A share of a group, made of protected counts only, and between which shares the true one lies.

The interval knows two things that blur a share: that not everybody answered, and that every count
carries noise. What it cannot know is whether those who kept silent differ from those who spoke:
coverage is said beside it.

A published count is the exact one plus noise of mean 0 and variance V (`control/noise.py`). Write a
for the sum of the j counts in the part, b for the sum of the m counts in the rest of the whole,
w = a + b and p = a / w. The noise of a and of b have variances jV and mV and are independent. By
the delta method (Cramér, Mathematical Methods of Statistics, 1946, chapter 27), with dp/da =
b / w² = (1 - p) / w and dp/db = -a / w² = -p / w,

    noise(p) = V · (j · (1 - p)² + m · p²) / w².

Chance in who answered has variance c · p · (1 - p), where c = (N - w) / (N - 1) / w for w of N
people (Cochran, Sampling Techniques, 3rd edition 1977, chapter 3), and c = 1 / w where N is not
known.

Wilson's score interval (Wilson, "Probable inference, the law of succession, and statistical
inference", 1927) holds every p that the share found would not surprise: those with

    (found - p)² ≤ z² · (c · p · (1 - p) + noise(p)).

The variance is taken at p itself, not at the share found, so that it does not vanish where nobody
or everybody was found. Both sides are quadratic in p, so both ends have a closed form. Counts are
whole numbers, so each end is taken half a count further out (the continuity correction: Newcombe,
"Two-sided confidence intervals for the single proportion", 1998, method 4): without it the ends of
noise that stops at 3 are left out too often. tests/disclosure/estimates/test_coverage.py counts how
often the true share lies within.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

SURE = 1.959964
"""Standard errors on each side that hold 95 % of a normal distribution."""

HALF = 0.5
"""Of a count, for the continuity correction."""


@dataclass(frozen=True)
class Spread:
    """What blurs a share of `whole` people: who answered, and the noise of the counts.

    `correction` is the finite-population correction, 0 (everybody answered) to 1 (of countless
    people, or nobody knows of how many). `noise` has the variances jV and mV of the docstring.
    """

    whole: int
    correction: float
    noise: tuple[float, float]

    def interval(self, found: float, *, corrected: bool = True) -> tuple[float, float]:
        """Between which shares, 0 to 1, the true one lies, at 95 %.

        Not `corrected`, it is about the process behind the group, not about these people alone.
        Where the noise is as large as the whole nothing is known: 0 to 1.
        """
        half = HALF / self.whole
        low, _ = self._ends(found - half, corrected=corrected)
        _, high = self._ends(found + half, corrected=corrected)
        return max(0.0, min(found, low)), min(1.0, max(found, high))

    def _ends(self, found: float, *, corrected: bool) -> tuple[float, float]:
        """The two roots of the docstring's inequality; all of 0 to 1 where it bounds nothing."""
        chance = SURE**2 * (self.correction if corrected else 1) / self.whole
        part, rest = (SURE**2 * variance / self.whole**2 for variance in self.noise)
        square = 1 + chance - part - rest
        if square <= 0:
            return 0.0, 1.0
        middle = (found + chance / 2 - part) / square
        reach = math.sqrt(max(0.0, middle**2 - (found**2 - part) / square))
        return middle - reach, middle + reach

    def variance(self, at: float, *, corrected: bool = True) -> float:
        """The variance of a share found, if the true one is `at`, 0 to 1."""
        chance = at * (1 - at) * (self.correction if corrected else 1) / self.whole
        part, rest = self.noise
        return chance + (part * (1 - at) ** 2 + rest * at**2) / self.whole**2


@dataclass(frozen=True)
class Share:
    """`part` of `whole` people, in a group of `about`; the true share is between `low` and `high`.

    All counts are protected ones; `about` is a multiple of 5. `low` and `high` are from 0 to 1.
    """

    part: int
    whole: int
    about: int
    low: float
    high: float
    spread: Spread

    @property
    def value(self) -> float:
        """The share, from 0 to 1."""
        return self.part / self.whole


def share(
    row: Sequence[int],
    *,
    part: Collection[int],
    whole: Collection[int],
    about: int,
    variance: float,
    invited: int | None = None,
) -> Share | None:
    """A share of one group; None where nobody could be placed: then nothing can be said.

    `row` has the group's protected counts of one measure, in the plan's order; `part` and `whole`
    are places in it: the categories of the numerator, and the classified. `about` is how many are
    in the group, `variance` that of the noise of each count, `invited` how many people the group
    has, those included who did not answer. Raises ValueError where the part is not in the whole.
    """
    inside, outside = set(part), set(whole) - set(part)
    if not inside <= set(whole):
        raise ValueError("The part of a share lies within its whole.")
    a, b = sum(row[i] for i in inside), sum(row[i] for i in outside)
    if a + b == 0:
        return None
    spread = Spread(
        whole=a + b,
        correction=_correction(a + b, about=about, invited=invited),
        noise=(len(inside) * variance, len(outside) * variance),
    )
    low, high = spread.interval(a / (a + b))
    return Share(part=a, whole=a + b, about=about, low=low, high=high, spread=spread)


def _correction(whole: int, *, about: int, invited: int | None) -> float:
    """Cochran's (N - n) / (N - 1), for the `whole` who could be placed among `about` who answered.

    How many could be placed among all who were invited is not known; it is taken to be the same
    part as among those who answered. More answers than invitations count as everybody.
    """
    if invited is None:
        return 1.0
    population = whole * max(invited, about) / about
    return (population - whole) / (population - 1) if population > 1 else 0.0
