"""How many people are in each cell, and the sum of their record keys. Exact, and in memory only.

A few large tables are counted over the people, each over as many columns as the processor's cache
has room for; the tables of the plan are margins of them. That is several times as fast as counting
each table over the people (bench/publish.py), and comes to the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from disclosure.control.covering import Columns, covering
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Measure, Plan
from disclosure.control.system import Ints, System

Keys = NDArray[np.uint64]
Sums = NDArray[np.uint64]
"""Of cells: how many people are in each, then the sum of their keys. Shape (2, …)."""
Column = Attribute | Measure
MOST_CELLS = 2**16 - 1
"""Of a large table: the places of its cells fit into 16 bits, as those of categories do."""


@dataclass(frozen=True)
class Counts:
    """By measure, how many people each group has in each category, shape (groups, categories), with
    the sums of their keys, modulo 2 to the 64; and the key of each group as a whole, (groups,)."""

    counts: Mapping[str, Ints]
    keys: Mapping[str, Keys]
    group_keys: Keys

    def of(self, groups: Ints) -> "Counts":
        """The same of some groups, by number."""
        counts = {code: rows[groups] for code, rows in self.counts.items()}
        keys = {code: rows[groups] for code, rows in self.keys.items()}
        return Counts(counts, keys, self.group_keys[groups])


def count(people: People, system: System) -> Counts:
    """Count everybody into every cell of the plan."""
    plan, groups = system.plan, len(system.n)
    sums = {m.code: np.zeros((2, groups, len(m.categories)), np.uint64) for m in plan.measures}
    for at, measure, cells in _tables(people, system):
        sums[measure.code][:, slice(*system.starts[at : at + 2])] = cells
    return Counts(
        counts={code: both[0].astype(np.int64) for code, both in sums.items()},
        keys={code: both[1] for code, both in sums.items()},
        group_keys=_group_keys(people, system, sums),
    )


def _group_keys(people: People, system: System, sums: Mapping[str, Sums]) -> Keys:
    """The sums over any measure; where nothing is measured, over the people."""
    for both in sums.values():
        return np.asarray(both[1].sum(axis=1))
    keys = np.zeros(len(system.n), np.uint64)
    for groups in system.members.T:
        np.add.at(keys, groups[system.pattern_of], people.keys)
    return keys


def _tables(people: People, system: System) -> Iterator[tuple[int, Measure, Sums]]:
    """Every table: the place of its cut, what is measured, and its groups as the system has them,
    in order."""
    plan = system.plan
    columns: list[Column] = [*plan.attributes, *plan.measures]
    tables = _by_columns(plan)
    sizes = [len(column.categories) for column in columns]
    for large, held in covering(tables, sizes, most=MOST_CELLS):
        counted = _counted(people, [columns[place] for place in large])
        for table in held:
            cells = _margin(counted, large, table)
            at, measure = tables.pop(table)
            yield at, measure, cells[:, _numbered(system, at, cells)]
    for at, measure in tables.values():
        yield at, measure, _within_groups(people, system, at, measure)


def _numbered(system: System, at: int, cells: Sums) -> NDArray[np.bool_]:
    """Which of the groups that a cut could have the system has numbered."""
    cut = system.plan.cuts[at]
    if system.plan.is_listed(cut):
        return np.asarray(cells[0].any(axis=1))
    numbered = set(system.keys[slice(*system.starts[at : at + 2])])
    return np.fromiter((key in numbered for key in system.plan.keys(cut)), np.bool_)


def _by_columns(plan: Plan) -> dict[Columns, tuple[int, Measure]]:
    """The place of the cut and what is measured, by the columns that the table crosses."""
    places = {attribute.code: place for place, attribute in enumerate(plan.attributes)}
    return {
        (*map(places.__getitem__, cut), len(places) + last): (at, measure)
        for at, cut in enumerate(plan.cuts)
        for last, measure in enumerate(plan.measures)
    }


def _counted(people: People, columns: Sequence[Column]) -> Sums:
    """A large table: an axis for each column, after the first."""
    sizes = [len(column.categories) for column in columns]
    place = np.zeros(len(people), np.uint16)
    for column, size in zip(columns, sizes, strict=True):
        of = people.measures if isinstance(column, Measure) else people.attributes
        place *= np.uint16(size)
        place += of[column.code]
    return _sums(place.astype(np.intp), people.keys, prod(sizes)).reshape(2, *sizes)


def _sums(place: Ints, keys: Keys, cells: int) -> Sums:
    """Everybody counted at their place. Unsigned sums wrap: they are exact modulo 2 to the 64."""
    sums = np.zeros((2, cells), np.uint64)
    np.add.at(sums[0], place, np.uint64(1))
    np.add.at(sums[1], place, keys)
    return sums


def _margin(large: Sums, columns: Columns, table: Columns) -> Sums:
    """The sums over the other columns: shape (2, groups the cut could have, categories)."""
    for axis, column in enumerate(columns, start=1):  # the first axis first: long runs, quick sums
        if column not in table:
            large = large.sum(axis=axis, keepdims=True)
    order = [1 + columns.index(column) for column in table]
    rest = set(range(1, large.ndim)).difference(order)
    return large.transpose(0, *order, *rest).reshape(2, -1, large.shape[order[-1]])


def _within_groups(people: People, system: System, at: int, measure: Measure) -> Sums:
    """One table over the people, by the numbers of the groups: there are no more than people."""
    groups, many = system.members[:, at], len(measure.categories)
    first, end = system.starts[at : at + 2].tolist()
    place = (groups - first)[system.pattern_of] * many + people.measures[measure.code]
    return _sums(place, people.keys, (end - first) * many).reshape(2, -1, many)
