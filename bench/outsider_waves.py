"""Waves of the same workforce. Stayers answer as before: only those who left or came differ, which
is the worst case."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bench import outsider
from bench.workforce import CUTS, MEASURES, answered, people_of, staff
from disclosure.control.earlier import Earlier
from disclosure.control.people import People
from disclosure.control.plan import Plan
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Asked:
    """One wave: who answered, by their place on the staff list of all time, and what came of it,
    beside the waves before it, the newest first. The gate is passed when it is first asked for."""

    rows: dict[str, Ints]
    who: Ints
    people: People
    plan: Plan
    earlier: tuple["Asked", ...] = ()

    @cached_property
    def protected(self) -> Protected:
        patterns = [wave.pattern for wave in self.earlier]
        return protect(self.people, self.plan, earlier=patterns)

    @property
    def seen(self) -> outsider.View:
        return outsider.view(self.people, self.plan, self.protected, self.who)

    @property
    def pattern(self) -> Earlier:
        """What later waves are told of it."""
        return earlier_of(self.protected, self.plan, len(self.people))


def earlier_of(protected: Protected, plan: Plan, answered: int) -> Earlier:
    measures = {measure.code: measure.categories for measure in plan.measures}
    return Earlier.of(protected.cells, protected.recoded, measures, answered)


SAID = ("GENDER", "ETHNICITY", "AGE")
"""What no staff list has: who is in such a group is known only from what people said."""


def first_wave(size: int = 1_000, seed: int = 1) -> Asked:
    """Six in ten of a workforce answer."""
    everybody, listed = staff(size, seed)
    attributes = tuple(replace(one, listed=one.code not in SAID) for one in listed)
    plan = Plan(attributes=attributes, measures=MEASURES, cuts=CUTS)
    rows = answered(everybody, seed=seed + 1)
    return Asked(rows, np.arange(len(rows["LEVEL"])), people_of(rows, seed=seed + 2), plan)


def asked_again(
    before: Asked, *, seed: int, leave: float, come: int, earlier: Sequence[Asked]
) -> Asked:
    """The same people, but for a share who left and a number who came; fresh record keys.

    Those who come are each like somebody who was there, with another's answers.
    """
    rng = np.random.default_rng(seed)
    stay = rng.random(len(before.who)) >= leave
    like, as_if = rng.choice(len(before.who), (2, come))
    measured = {measure.code for measure in MEASURES}
    rows = {
        code: np.r_[column[stay], column[as_if if code in measured else like]]
        for code, column in before.rows.items()
    }
    newcomers = before.who.max() + 1 + np.arange(come)
    who = np.r_[before.who[stay], newcomers]
    return Asked(rows, who, people_of(rows, seed=seed + 1), before.plan, tuple(earlier))


def three_waves() -> tuple[Asked, Asked, Asked]:
    """1,000 staff in three waves: four in a hundred leave and nobody comes, so that those who left
    are alone in leaving; then some leave and about as many come."""
    first = first_wave()
    second = asked_again(first, seed=21, leave=0.04, come=0, earlier=[first])
    third = asked_again(second, seed=31, leave=0.05, come=30, earlier=[second, first])
    return first, second, third
