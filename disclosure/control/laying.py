"""This wave and earlier ones as one system of equations, for groups that only some of them have.

Its columns are the groups of all their cuts under the finest categories that any of them has, with
people in them or not. A wave's group of joined categories is a sum of several: one more column, and
one more equation. So a group in which nobody is now has a column, though `System` has none for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from disclosure.control.binding import Matrix, equations
from disclosure.control.earlier import Earlier
from disclosure.control.finest import NOW
from disclosure.control.ground import Ground
from disclosure.control.system import Bools, Ints, System


@dataclass(frozen=True)
class Laid:
    """`column` is that of each group of this wave, shape (groups,). Shape (columns,): `group` is
    this wave's, -1 for none; `shown` what one of the earlier waves showed; `targets` what one of
    them planned and none showed; `empty` where nobody is now, as the staff list tells everybody.
    """

    system: System
    equations: Matrix
    column: Ints
    group: Ints
    shown: Bools
    targets: Bools
    empty: Bools

    @cached_property
    def inside(self) -> Matrix:
        """Which column is directly a part of which, a row for each part: (columns, columns)."""
        parts = (self.equations > 0).astype(np.int64)
        wholes = (self.equations < 0).astype(np.int64)
        return sparse.csr_array(parts.T @ wholes)

    def columns(self, some: Bools) -> Bools:
        """These groups of this wave, shape (groups,), by column. Shape (columns,)."""
        found = np.zeros(len(self.group), bool)
        found[self.column[some]] = True
        return found


def lay(system: System, waves: Sequence[Earlier]) -> Laid:
    """This wave's groups and those of these waves, what any of them showed being known."""
    ground = Ground(system, tuple(waves))
    cuts = [system.plan.cuts[cut] for cut in system.cut_of]
    here = [ground.column(NOW, cut, key) for cut, key in zip(cuts, system.keys, strict=True)]
    column, shown = np.array(here, np.int64), list(_shown(ground))
    planned = [place for wave in range(len(waves)) for place in _planned(ground, wave)]
    parts = [part for place in shown for part in ground.parts(place)]
    many = ground.plain + len(ground.sums)
    known, group, empty = _flags(many, shown), np.full(many, -1), np.zeros(many, bool)
    group[column] = np.arange(len(column))
    empty[: ground.plain] = np.concatenate([ground.empty(cut) for cut in ground.cuts])
    for together, place in ground.sums.items():
        empty[place] = empty[list(together)].all()
    return Laid(
        system=system,
        equations=equations(ground),
        column=column,
        group=group,
        shown=known,
        targets=_flags(many, planned) & ~known & ~_flags(many, parts),
        empty=empty & ~known & (group < 0),
    )


def _flags(many: int, some: Sequence[int]) -> Bools:
    flags = np.zeros(many, bool)
    flags[np.asarray(some, np.int64)] = True
    return flags


def _shown(ground: Ground) -> Iterator[int]:
    for wave, one in enumerate(ground.waves):
        for cut, keys in one.shown.items():
            yield from (ground.column(wave, cut, key) for key in keys)


def _planned(ground: Ground, wave: int) -> Iterator[int]:
    """The columns of all that a wave could have shown, and of what its sums are made of."""
    for cut in ground.waves[wave].shown:
        ours = ground.ours(cut)
        yield from range(ground.starts[ours], ground.starts[ours] + ground.many(ours))
        if any(ground.finest[code].joins(wave) for code in cut):
            yield from (ground.column(wave, cut, key) for key in ground.keys(wave, cut))
