"""The noise of a wave beside earlier ones: drawn again where both together would prove something.

Two draws are now and then at their opposite limits. Then a count can be but one number, and whoever
left the group, or came, is known to have given an answer or not. So a row of which that holds is
drawn again, by the same keys and the number of the draw: the same people and the same earlier waves
give the same numbers, and the same people have one number wherever they are counted.

What is drawn again follows from published numbers and from sizes alone, and what is published then
could have been drawn at once, whatever was answered: so no answer follows from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from disclosure.control.cells import Measured, abouts, measured, with_noise
from disclosure.control.earlier_counts import Before
from disclosure.control.leaving import told
from disclosure.control.noise import Keys
from disclosure.control.people import People
from disclosure.control.system import Ints, System

MOST_DRAWS = 100
"""What would still prove something then is for the gate, which hides it."""
Rows = Mapping[str, Ints]
"""Groups by number, by measure."""


def drawn(people: People, groups: System, before: Before) -> Measured:
    """Everybody counted, and each count with its noise, beside these waves."""
    now, draws = measured(people, groups), Draws()
    rows: Rows = {code: np.arange(len(groups.n)) for code in before.measures}
    for _draw in range(MOST_DRAWS):
        rows = {code: _telling(now, before, code, some) for code, some in rows.items()}
        again = _keys(now, rows)
        if not len(again):
            break
        draws = draws.once_more(again)
        now = with_noise(groups, now.counts, draws.of)
        rows = {code: _with(now, code, again) for code in before.measures}
    return now


@dataclass(frozen=True)
class Draws:
    """Which draw it is of each key that has not its first: `keys`, rising, and `times`."""

    keys: Keys = field(default_factory=lambda: np.zeros(0, np.uint64))
    times: Keys = field(default_factory=lambda: np.zeros(0, np.uint64))

    def once_more(self, again: Keys) -> "Draws":
        """After these keys were drawn again; each is there once."""
        every = np.concatenate([self.keys, again])
        more = np.concatenate([self.times, np.ones(len(again), np.uint64)])
        keys, place = np.unique(every, return_inverse=True)
        times = np.zeros(len(keys), np.uint64)
        np.add.at(times, place, more)
        return Draws(keys, times)

    def of(self, keys: Keys) -> Keys:
        """Which draw it is of each of these, from 0. Any shape."""
        if not len(self.keys):
            return np.zeros_like(keys)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, self.times[place], np.uint64(0))


def _telling(now: Measured, before: Before, code: str, some: Ints) -> Ints:
    """Those of some groups whose rows prove something beside earlier waves."""
    plan = before.system.plan
    about = abouts(now.sizes[some], plan.minimum)
    row = told(now.moved[code][some], about, noise=plan.noise, minimum=plan.minimum)
    return some[before.proved(code, row, some)]


def _keys(now: Measured, rows: Rows) -> Keys:
    """The keys of all counts of these rows, each once. Nobody has no key."""
    held = now.counts
    found = [held.keys[code][some][held.counts[code][some] > 0] for code, some in rows.items()]
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *found]))


def _with(now: Measured, code: str, keys: Keys) -> Ints:
    """The groups that have one of these keys in their row or in their size."""
    there = np.isin(now.counts.keys[code], keys).any(axis=1)
    return np.flatnonzero(there | np.isin(now.counts.group_keys, keys))
