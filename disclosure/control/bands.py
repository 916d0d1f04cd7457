"""Pay in bands: how they are named, and the median and the mean of people of whom only those are
known. Python only."""

from collections.abc import Sequence
from itertools import pairwise

FROM = "FROM_"
"""How a band is named: by where it begins, in pounds a year. FROM_20000; the last has no end."""


class NotBands(ValueError):
    """These are not bands of pay in ascending order, with what is no band after them."""


def floors_of(categories: Sequence[str]) -> tuple[int, ...]:
    """Where each band begins, in pounds. What is no band stands after the bands: not said.

    Raises NotBands for other orders, and for fewer than two bands: there would be no middle.
    """
    named = [category.removeprefix(FROM) for category in categories if category.startswith(FROM)]
    if not all(name.isdecimal() for name in named):
        raise NotBands("A band of pay is named by the pounds where it begins.")
    floors = tuple(map(int, named))
    ascending = all(lower < higher for lower, higher in pairwise(floors))
    first = all(category.startswith(FROM) for category in categories[: len(floors)])
    if len(floors) < 2 or not (ascending and first):
        raise NotBands("Bands of pay ascend, and what is no band comes after them.")
    return floors


def median(people: Sequence[int], floors: Sequence[int]) -> float | None:
    """The median of grouped data, in pounds: L + (N / 2 - F) / f · w. None in the open last band.

    `people` says how many are in each band. L is where the band begins in which half of the N
    people are reached, F how many are below it, f how many in it and w its width; within it people
    are taken to be spread evenly (Spiegel and Stephens, Statistics, chapter 3, "The median").
    """
    half, below = sum(people) / 2, 0
    for here, (floor, end) in zip(people, pairwise(floors), strict=False):
        if here and below + here >= half:
            return floor + (half - below) / here * (end - floor)
        below += here
    return None


def total(people: Sequence[int], floors: Sequence[int]) -> float:
    """All their pay together, in pounds: everybody at the middle of their band, and those in the
    open last one where it begins (winsorised: nobody's pay, however high, pulls further)."""
    middles = [(floor + end) / 2 for floor, end in pairwise(floors)]
    return sum(many * pay for many, pay in zip(people, [*middles, floors[-1]], strict=True))
