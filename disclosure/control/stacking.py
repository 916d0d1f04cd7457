"""Waves laid on each other: what one hid must not come out because another shows what is beside it.

Of an earlier wave only its pattern is known: no sizes, and not which groups it hid for being small,
since that is kept nowhere. So groups are taken to have stayed as they were, each that both waves
hide is protected as if it were small, and one in which nobody is now is read as empty then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy import optimize, sparse
from scipy.sparse import csgraph

from disclosure.control.earlier import Earlier
from disclosure.control.flows import NOTHING
from disclosure.control.primary import everybody
from disclosure.control.system import Bools, Ints, System

Matrix = sparse.csr_array
EXACT = 1e-8
"""A group's part in every way to change unknown groups is this small if it cannot change."""


def comparable(wave: Earlier, recoded: Mapping[str, Mapping[str, str]]) -> Earlier:
    """The wave without cuts whose groups are other people now: an attribute was recoded otherwise.

    `recoded` is what is joined in the wave that is being protected.
    """
    codes = {*wave.recoded, *recoded}
    changed = {code for code in codes if wave.recoded.get(code, {}) != recoded.get(code, {})}
    return replace(wave, shown={c: keys for c, keys in wave.shown.items() if not changed & {*c}})


def layers(earlier: Sequence[Earlier]) -> Iterator[Earlier]:
    """The waves as somebody would lay them on this one: each alone, and the newest together.

    Together they show a group that one of them shows, in the cuts that they all have.
    """
    yield from earlier
    for many in range(2, len(earlier) + 1):
        cuts = set.intersection(*(set(wave.shown) for wave in earlier[:many]))
        shown = {
            cut: frozenset().union(*(wave.shown[cut] for wave in earlier[:many])) for cut in cuts
        }
        yield Earlier(shown=shown, recoded={})


def hidden_before(system: System, earlier: Sequence[Earlier]) -> Bools:
    """The groups that one of these waves could have shown and did not. Shape (groups,)."""
    before = np.zeros(len(system.n), bool)
    for wave in earlier:
        before |= _planned(system, wave) & ~_shown(system, wave)
    return before


def targets(system: System, hidden: Bools, wave: Earlier) -> Ints:
    """The groups that are hidden in both waves, by number."""
    return np.flatnonzero(_unknown(system, hidden, wave))


def opened(system: System, hidden: Bools, wave: Earlier) -> list[frozenset[int]]:
    """For each group hidden in both waves that comes out exactly: what is newly shown beside it.

    That is one way to compute it from groups the earlier wave did not show, the cheapest: hiding
    one of them is in the way. What the earlier wave gave away alone is not opened by this one.
    """
    unknown = _unknown(system, hidden, wave)
    newly = ~hidden & _planned(system, wave) & ~_shown(system, wave) & ~everybody(system)
    equations = _equations(system, wave)
    exact = known(equations, unknown) & ~known(equations, unknown | newly)
    return [
        _used(equations, int(target), unknown, newly, system.n) for target in np.flatnonzero(exact)
    ]


def known(equations: Matrix, unknown: Bools) -> Bools:
    """Which unknown groups these equations determine, all others being known. Shape (groups,).

    A group is determined if nothing changes it in the null space of the unknown groups' columns.
    """
    exact = np.zeros_like(unknown)
    for groups in _components(equations, unknown):
        part = equations[:, groups]
        rows = part[np.diff(part.indptr) > 0].toarray()
        _left, values, right = np.linalg.svd(rows, full_matrices=True)
        rank = int((values > EXACT * max(rows.shape)).sum())
        exact[groups] = np.abs(right[rank:]).max(axis=0, initial=0) < EXACT
    return exact


def _components(equations: Matrix, unknown: Bools) -> Iterator[Ints]:
    """The unknown groups that stand in equations, by what hangs together."""
    groups = np.flatnonzero(unknown)
    columns = equations[:, groups]
    many, component = csgraph.connected_components(columns.T @ columns, directed=False)
    alone = np.diff(sparse.csc_array(columns).indptr) == 0
    parts = (groups[(component == part) & ~alone] for part in range(many))
    return (part for part in parts if len(part))


def _used(equations: Matrix, target: int, unknown: Bools, newly: Bools, n: Ints) -> frozenset[int]:
    """The newly shown groups in the sum of equations that gives the target and has least of them.

    The program: a multiplier for each equation, and no less than each newly shown group's part in
    their sum; the target once, other unknown groups not at all.
    """
    unknowns, news = np.flatnonzero(unknown), np.flatnonzero(newly)
    multipliers, parts = equations.shape[0], sparse.eye_array(len(news))
    shares, beyond = equations[:, news].T, np.full(multipliers + len(news), np.inf)
    call: Any = optimize.linprog
    solved = call(
        np.r_[np.zeros(multipliers), np.sqrt(n[news])],
        A_ub=sparse.block_array([[shares, -parts], [-shares, -parts]], format="csc"),
        b_ub=np.zeros(2 * len(news)),
        A_eq=sparse.hstack(
            [equations[:, unknowns].T, sparse.csc_array((len(unknowns), len(news)))], format="csc"
        ),
        b_eq=(unknowns == target).astype(float),
        bounds=np.c_[np.r_[np.full(multipliers, -np.inf), np.zeros(len(news))], beyond],
        method="highs",
    )
    part = solved.x[multipliers:]
    return frozenset(int(group) for group in news[part > NOTHING])


def _unknown(system: System, hidden: Bools, wave: Earlier) -> Bools:
    unknown: Bools = hidden & _planned(system, wave) & ~_shown(system, wave)
    return unknown


def _planned(system: System, wave: Earlier) -> Bools:
    """The groups of cuts that the wave had too."""
    planned = np.array([cut in wave.shown for cut in system.plan.cuts])
    there: Bools = planned[system.cut_of]
    return there


def _shown(system: System, wave: Earlier) -> Bools:
    shown = np.zeros(len(system.n), bool)
    for cut, keys in wave.shown.items():
        shown[[system.number[cut, key] for key in keys if (cut, key) in system.number]] = True
    return shown


def _equations(system: System, wave: Earlier) -> Matrix:
    """Those equations in which all groups are of cuts that both waves have."""
    foreign = (abs(system.matrix) @ ~_planned(system, wave)) > 0
    return system.matrix[np.flatnonzero(~foreign)]
