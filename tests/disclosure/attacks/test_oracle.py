"""An independent judge: the audit of tau-argus (Statistics Netherlands and others).

It computes, by solvers that are not ours, between which numbers each hidden count must lie. The
package installs on few machines; elsewhere these tests are skipped.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from disclosure.attacks import bounds, ranges, recovery
from disclosure.attacks.apart import NOTHING, Apart
from disclosure.control.pattern import pattern
from disclosure.control.plan import Attribute
from disclosure.control.system import Bools, System
from tests.disclosure.attacks.plainly import counted, differing, noisy
from tests.disclosure.control.tables import square, table, team_table

engine = pytest.importorskip("pytauargus._tauargus")

FAR = 500.0
REAL = Path(__file__).parents[2] / "data" / "british_mobility_glass_1954.csv"
Intervals = dict[int, tuple[float, float]]


def audit(
    folder: Path,
    exact: NDArray[np.float64],
    limits: NDArray[np.float64],
    equations: list[tuple[float, dict[int, int]]],
) -> Intervals:
    """The feasible interval of each cell that is not fixed by its own limits. Equations are
    right-hand sides and the coefficients of cells."""
    file = folder / "table.jj"
    lines = ["0", str(len(exact))]
    for at, (value, (low, high)) in enumerate(zip(exact, limits, strict=True)):
        status = "s" if low == high else "u"
        lines.append(f"{at} {value} 1 {status} {low} {high} 0 0 0")
    lines.append(str(len(equations)))
    for right, row in equations:
        terms = " ".join(f"{cell} ({factor})" for cell, factor in row.items())
        lines.append(f"{right} {len(row)} : {terms}")
    file.write_text("\n".join(lines) + "\n")
    return {row["cell"]: (row["min"], row["max"]) for row in engine.audit_jj(str(file))}


def rows_of(groups: System, categories: int = 1) -> list[tuple[float, dict[int, int]]]:
    """The equations of each category, and where there are several, that they add up to n."""
    rows: list[tuple[float, dict[int, int]]] = []
    for equation in groups.equations:
        for at in range(categories):
            children = {child * categories + at: 1 for child in equation.children}
            rows.append((0, {equation.parent * categories + at: -1, **children}))
    if categories > 1:
        for group, n in enumerate(groups.n):
            rows.append((int(n), {group * categories + at: 1 for at in range(categories)}))
    return rows


def recovered(folder: Path, groups: System, hidden: Bools) -> set[int]:
    """The small hidden groups that the audit pins down, though counts may be anything."""
    exact = groups.n.astype(float)
    spread = np.where(hidden, FAR, 0)
    limits = np.stack([exact - spread, exact + spread], axis=1)
    found = audit(folder, exact, limits, rows_of(groups))
    pinned = {cell for cell, (low, high) in found.items() if high - low < 0.5}
    return pinned & set(groups.small.tolist())


@given(
    rows=st.lists(st.lists(st.integers(1, 20), min_size=3, max_size=3), min_size=2, max_size=3),
    hiding=st.integers(1, 2**9 - 1),
)
@settings(max_examples=30, deadline=None)
def test_recovery_agrees_on_two_way_tables(tmp_path_factory, rows, hiding):
    groups = square(rows)
    crossed = np.flatnonzero([len(key) == 2 for key in groups.keys])
    hidden = np.zeros(len(groups.n), dtype=bool)
    hidden[[group for at, group in enumerate(crossed) if hiding >> at & 1]] = True
    if hidden.any():
        expected = recovered(tmp_path_factory.mktemp("jj"), groups, hidden)
        shown = int((~hidden)[groups.small].sum())
        assert len(recovery.attack(groups, hidden).hits) == len(expected) + shown


def test_recovery_agrees_on_a_hierarchy(tmp_path: Path):
    groups = team_table(t0=4, t1=20, t2=30, t3=5, t4=6, t5=40)
    hidden = groups.n < 10
    expected = recovered(tmp_path, groups, hidden)
    assert {groups.keys[group] for group in expected} == {("t0",)}
    assert len(recovery.attack(groups, hidden).hits) == 1


def proved(
    folder: Path, groups: System, known: ranges.Ranges, exact: NDArray[np.int64], between: Apart
) -> int:
    """How many counts the audit leaves a single whole number. That somebody is in one group and not
    in another is told to it as one more cell."""
    limits = np.stack([known.low.ravel(), known.high.ravel()], axis=1).astype(float)
    values, rows = exact.ravel().astype(float), rows_of(groups, exact.shape[1])
    for least, row in rows_between(between, exact.shape[1]):
        rows.append((0, {**row, len(values): -1}))
        values = np.append(values, sum(values[cell] * factor for cell, factor in row.items()))
        limits = np.vstack([limits, (least, FAR)])
    found = audit(folder, values, limits, rows)
    intervals = [found[cell] for cell in found if cell < exact.size]
    single = sum(np.floor(high + 1e-6) == np.ceil(low - 1e-6) for low, high in intervals)
    return int(single) + int(known.exact.sum())


def rows_between(between: Apart, categories: int) -> Iterator[tuple[int, dict[int, int]]]:
    """Of each row and category that tells something: the least, and the coefficients of cells."""
    for sums, least in zip(between.sums.toarray(), between.least, strict=True):
        for at in np.flatnonzero(least > NOTHING):
            groups = np.flatnonzero(sums)
            yield int(least[at]), {int(g) * categories + int(at): int(sums[g]) for g in groups}


@given(
    rows=st.lists(st.lists(st.integers(1, 15), min_size=2, max_size=2), min_size=2, max_size=3),
    seed=st.integers(0, 2**32),
    hiding=st.integers(0, 2**12 - 1),
)
@settings(max_examples=30, deadline=None)
def test_bounds_agree_with_noise_and_three_answers(tmp_path_factory, rows, seed, hiding):
    groups = square(rows)
    rng = np.random.default_rng(seed)
    lean = [rng.choice([(1, 0, 0), (0.9, 0.1, 0), (0.3, 0.3, 0.4)]) for _ in groups.people]
    answers = [rng.multinomial(n, p).tolist() for n, p in zip(groups.people, lean, strict=True)]
    told = counted(groups, answers)
    exact, moved = told.counts["M"], noisy(groups, np.array(answers), rng)
    hidden = np.array([bool(hiding >> at & 1) for at in range(len(groups.n))])
    known = ranges.told(groups, hidden, moved)
    between = differing(groups, hidden, moved)
    expected = proved(tmp_path_factory.mktemp("jj"), groups, known, exact, between)
    assert len(bounds.attack(groups, hidden, told, {"M": moved}).hits) == expected


def test_both_open_the_same_small_cells_of_a_real_table(tmp_path: Path):
    """Britain in 1954: three cells below ten, each alone in its column. Our pattern closes them."""
    with REAL.open() as file:
        cells = {(row["father"], row["son"]): int(row["Freq"]) for row in csv.DictReader(file)}
    kinds = tuple(dict.fromkeys(father for father, _son in cells))
    father, son = Attribute("FATHER", kinds), Attribute("SON", kinds)
    groups = table([father, son], [(), ("FATHER",), ("SON",), ("FATHER", "SON")], cells)
    hidden = groups.n < 10
    expected = recovered(tmp_path, groups, hidden)
    assert groups.small.tolist() == sorted(expected)
    assert len(recovery.attack(groups, hidden).hits) == len(expected) == 3
    assert not recovered(tmp_path, groups, pattern(groups))
    assert not recovery.attack(groups, pattern(groups)).hits
