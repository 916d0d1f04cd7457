"""Cell-key noise: the same people give the same number wherever they are counted.

The cell key method (Fraser and Wooton 2005, Australian Bureau of Statistics; Handbook on
Statistical Disclosure Control, 2nd edition, chapter 5). The rows of the table of chances are those
of greatest entropy with mean 0 and the plan's variance (Giessing 2016), never leading below zero.
A count of nobody stays, so a shown 0 means 0 to 3.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]
"""The sum, modulo 2 to the 64, of the record keys of a cell's people. Same shape as its counts."""


def perturbed(counts: Ints, keys: Keys, *, noise: int, variance: int) -> Ints:
    """The counts with their noise: each at most `noise` away, none below zero. Any shape."""
    chance = _uniform(keys)
    moved = counts.copy()
    for exact in range(noise + 1):
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
    """Steps and their cumulated chances for one exact count."""
    steps = np.arange(-min(noise, exact), noise + 1)
    if exact == 0:
        return np.array([0]), np.array([1.0])
    solved = optimize.root(_misses, (0.0, -0.1), args=(steps.astype(float), variance), tol=1e-13)
    if not solved.success:
        raise ValueError(f"No noise has mean 0 and variance {variance} at a count of {exact}.")
    return steps, np.cumsum(_chances(solved.x, steps))


def _misses(parameters: Floats, steps: Floats, variance: int) -> Floats:
    chances = _chances(parameters, steps)
    return np.array([chances @ steps, chances @ steps**2 - variance])


def _chances(parameters: Floats, steps: NDArray[np.generic]) -> Floats:
    power = parameters[0] * steps + parameters[1] * steps**2
    weight: Floats = np.exp(power - power.max())
    return np.asarray(weight / weight.sum())


def _uniform(keys: Keys) -> Floats:
    """Keys as chances in [0, 1): mixed first (the finaliser of MurmurHash3, Appleby 2011)."""
    mixed = keys.copy()
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xC4CEB9FE1A85EC53)
    mixed ^= mixed >> np.uint64(33)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53
