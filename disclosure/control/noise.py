"""Cell-key noise: the same people give the same number wherever they are counted.

The cell key method (Fraser and Wooton 2005, Australian Bureau of Statistics; Handbook on
Statistical Disclosure Control, 2nd edition, chapter 5). The rows of the table of chances are those
of greatest entropy with mean 0 and the plan's variance (Giessing 2016), never leading below zero.
A count of nobody stays, so a shown 0 means 0 to 3.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]
"""The sum, modulo 2 to the 64, of the record keys of a cell's people. Same shape as its counts."""
CLOSE, MOST_STEPS = 1e-11, 200
APART = np.uint64(0x9E3779B97F4A7C15)
"""How far the draws of one key lie apart (Steele, Lea and Flood 2014, SplitMix)."""


def perturbed(
    counts: Ints, keys: Keys, *, noise: int, variance: int, draws: Keys | None = None
) -> Ints:
    """The counts with their noise: each at most `noise` away, none below zero. Any shape.

    `draws` says which draw of its key each is, from 0, if not the first. Raises ValueError where no
    such noise has this variance.
    """
    chance = _uniform(keys if draws is None else keys + draws * APART)
    moved = counts.copy()
    for exact in range(1, noise + 1):
        steps, up_to = _row(exact, noise, variance)
        here = np.minimum(counts, noise) == exact
        moved[here] += steps[np.searchsorted(up_to[:-1], chance[here], side="right")]
    return moved


def table(noise: int, variance: int) -> list[tuple[Ints, Floats]]:
    """For each exact count from 0 to `noise` (and more): the steps and the chance of each."""
    rows = (_row(exact, noise, variance) for exact in range(noise + 1))
    return [(steps, np.diff(up_to, prepend=0)) for steps, up_to in rows]


@cache
def _row(exact: int, noise: int, variance: int) -> tuple[Ints, Floats]:
    """Steps and their cumulated chances for one exact count.

    With mean 0, at a count of 1, the variance is below 1 times `noise` or there is nothing to
    choose from (Bhatia and Davis 2000); at every larger count there is more room.
    """
    if not 0 < variance < noise:
        raise ValueError(
            f"Noise of at most {noise} that takes no count below zero cannot have variance "
            f"{variance}: that must be smaller than {noise}."
        )
    steps = np.arange(-min(noise, exact), noise + 1)
    if exact == 0:
        return np.array([0]), np.array([1.0])
    return steps, np.cumsum(_chances(steps.astype(np.float64), variance))


def _chances(steps: Floats, variance: int) -> Floats:
    """The chances of greatest entropy with mean 0 and this variance.

    They are exp(a·step + b·step²), scaled, where the logarithm of what they are scaled by is least:
    a smooth convex function of a and b, so that Newton's method finds it from anywhere, with steps
    that are halved while they lead up (Boyd and Vandenberghe 2004, sections 9.5 and 7.2).
    """
    features = np.stack([steps / variance**0.5, steps**2 / variance - 1])
    parameters = np.zeros(2)
    for _step in range(MOST_STEPS):
        height, chances = _scaled(parameters @ features)
        misses = features @ chances
        if np.abs(misses).max() < CLOSE:
            return chances
        spread = (features * chances) @ features.T - np.outer(misses, misses)
        step = np.linalg.solve(spread, -misses)
        while _scaled((parameters + step) @ features)[0] > height + CLOSE:
            step /= 2
        parameters = parameters + step
    raise ValueError(f"No chances with variance {variance} were found.")


def _scaled(powers: Floats) -> tuple[float, Floats]:
    """The logarithm of the sum of the exponentials, and each one's part of that sum."""
    most = powers.max()
    weights = np.exp(powers - most)
    return float(most + np.log(weights.sum())), weights / weights.sum()


def _uniform(keys: Keys) -> Floats:
    """Keys as chances in [0, 1): mixed first (the finaliser of MurmurHash3, Appleby 2011)."""
    mixed = keys.copy()
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xC4CEB9FE1A85EC53)
    mixed ^= mixed >> np.uint64(33)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53
