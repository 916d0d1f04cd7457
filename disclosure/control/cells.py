"""From exact counts to what is shown of them, under a pattern of hidden groups."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from disclosure.control.counting import Counts, count
from disclosure.control.noise import Keys, perturbed
from disclosure.control.people import People
from disclosure.control.plan import Cut, Key
from disclosure.control.safe_tables import STEP, Cell, rounded
from disclosure.control.system import Bools, Ints, System

BANDS = (("10-19", 10, 20), ("20-49", 20, 50), ("50-199", 50, 200), ("200+", 200, None))
"""Sizes of groups for which the mean error is told, as ADR 8 does."""
DrawsOf = Callable[[Keys], Keys]
"""Which draw of its noise each key is to have, from 0. Any shape."""
FEWEST_TO_TELL = 10
"""A mean over fewer groups than this would tell of one of them."""


@dataclass(frozen=True)
class Measured:
    """Exact counts with what the noise makes of them. `sizes` are the groups' own, perturbed:
    shape (groups,); `moved` by measure, shape (groups, categories)."""

    counts: Counts
    sizes: Ints
    moved: Mapping[str, Ints]


def measured(people: People, groups: System) -> Measured:
    """Count everybody once, and perturb each count by the keys of those in it."""
    return with_noise(groups, count(people, groups))


def with_noise(groups: System, counts: Counts, draws: DrawsOf | None = None) -> Measured:
    """These counts with their noise: the first draw of each key, or the draw that it is told."""
    plan = groups.plan

    def moved(exact: Ints, keys: Keys) -> Ints:
        which = None if draws is None else draws(keys)
        return perturbed(exact, keys, noise=plan.noise, variance=plan.variance, draws=which)

    return Measured(
        counts=counts,
        sizes=moved(groups.n, counts.group_keys),
        moved={code: moved(rows, counts.keys[code]) for code, rows in counts.counts.items()},
    )


def cells_of(groups: System, told: Measured, hidden: Bools) -> dict[Cut, dict[Key, Cell | None]]:
    """Every group of every cut: its cell, or None where it is hidden or empty."""
    plan = groups.plan
    cells: dict[Cut, dict[Key, Cell | None]] = {
        cut: dict.fromkeys(plan.keys(cut)) for cut in plan.cuts
    }
    rows = {measure: list(map(tuple, moved.tolist())) for measure, moved in told.moved.items()}
    cuts, sizes = groups.cut_of.tolist(), told.sizes.tolist()  # plain numbers: several times faster
    for group in np.flatnonzero(~hidden).tolist():
        cell = Cell(about(sizes[group], plan.minimum), {m: rows[m][group] for m in rows})
        cells[plan.cuts[cuts[group]]][groups.keys[group]] = cell
    return cells


def about(size: int, minimum: int) -> int:
    """A perturbed size to the nearest 5, and never below what may be shown at all."""
    return int(abouts(np.array(size), minimum))


def abouts(sizes: Ints, minimum: int) -> Ints:
    """The same of many, in any shape."""
    least = -(-minimum // STEP) * STEP
    return np.maximum((sizes + STEP // 2) // STEP * STEP, least)


def costs(groups: System, told: Measured, hidden: Bools) -> tuple[int, dict[str, float]]:
    """What protection cost: how many groups large enough are hidden, to the nearest 5, and how far
    shown shares are from exact ones, in points to one decimal, by size of group."""
    safe = int((hidden & (groups.n >= groups.plan.minimum)).sum())
    off = {m: _off(told.counts.counts[m], told.moved[m]) for m in told.moved}
    error = {}
    for name, low, high in BANDS:
        here = ~hidden & (groups.n >= low) & (groups.n < (high or np.inf))
        if off and here.sum() >= FEWEST_TO_TELL:
            error[name] = round(
                float(np.mean([np.nanmean(rows[here]) for rows in off.values()])), 1
            )
    return rounded(safe), error


def _off(exact: Ints, moved: Ints) -> NDArray[np.float64]:
    """The distance of each shown share from the exact one, in points. Shape as the counts."""
    return np.asarray(100 * np.abs(_shares(moved) - _shares(exact)))


def _shares(counts: Ints) -> NDArray[np.float64]:
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))
