"""What everybody can work out about single counts, one step at a time and without a programme."""

from dataclasses import dataclass

import numpy as np

from disclosure.control.cells import abouts
from disclosure.control.system import Bools, Ints, System

STEPS = 100
"""Bounds are carried on at most so often. It only ever saves work to carry them further."""


@dataclass(frozen=True)
class Ranges:
    """The least and the most that each count can be, shape (groups, categories)."""

    low: Ints
    high: Ints

    @property
    def exact(self) -> Bools:
        """Which counts can be but one number."""
        return np.asarray(self.low == self.high)


def told(system: System, hidden: Bools, moved: Ints, said: Ints | None = None) -> Ranges:
    """What the published numbers say, each by itself: noise moves none further than the plan says,
    and a count of nobody not at all. Of hidden groups only n is known.

    `said` is about how many are in each group. That number has the noise of all of them: a count
    that would be said otherwise is not of all of them.
    """
    noise, n = system.plan.noise, system.n[:, None]
    low = np.maximum(moved - noise, np.minimum(moved, 1))
    high = np.minimum(moved + noise, n)
    if said is not None:
        could_be_all = abouts(moved, system.plan.minimum) == said[:, None]
        high = np.where(could_be_all, high, np.minimum(high, n - 1))
    low[hidden], high[hidden] = 0, system.n[hidden, None]
    return Ranges(low, high)


def summed(system: System, ranges: Ranges) -> Ranges:
    """What follows within each group from its categories adding up to its n."""
    n = system.n[:, None]
    low, high = ranges.low, ranges.high
    return Ranges(
        low=np.maximum(low, n - (high.sum(axis=1, keepdims=True) - high)),
        high=np.minimum(high, n - (low.sum(axis=1, keepdims=True) - low)),
    )


def carried_on(system: System, ranges: Ranges) -> Ranges:
    """What follows from that and from each equation alone, over and over."""
    parents = np.array([e.parent for e in system.equations], dtype=np.int64)
    sizes = [len(e.children) for e in system.equations]
    children = np.array([c for e in system.equations for c in e.children], dtype=np.int64)
    of = np.repeat(np.arange(len(parents)), sizes)
    for _ in range(STEPS):
        before = ranges
        ranges = _through(summed(system, ranges), parents, children, of)
        if (ranges.low == before.low).all() and (ranges.high == before.high).all():
            break
    return ranges


def _through(ranges: Ranges, parents: Ints, children: Ints, of: Ints) -> Ranges:
    """One step from children to parents and back; `of` is the equation of each child."""
    low, high = ranges.low.copy(), ranges.high.copy()
    least = np.zeros((len(parents), low.shape[1]), np.int64)
    most = least.copy()
    np.add.at(least, of, low[children])
    np.add.at(most, of, high[children])
    np.maximum.at(low, parents, least)
    np.minimum.at(high, parents, most)
    up, down = low[parents[of]] - most[of], high[parents[of]] - least[of]
    np.maximum.at(low, children, up + ranges.high[children])
    np.minimum.at(high, children, down + ranges.low[children])
    return Ranges(low, high)
