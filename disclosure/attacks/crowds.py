"""The crowd of a group: how many people any sum of published groups mixes it with.

If a small group of n people can gain minimum - n of them while all others give no more than they
have, and no published number changes, then every sum of published groups that contains it mixes at
least `minimum` people: the two linear programmes are dual. It is asked of groups here, which is
quick, and of people in persons.py, which is stricter.
"""

from collections.abc import Iterator

import numpy as np
from scipy import linalg, sparse

from disclosure.attacks.components import Component, components, shown_in, too_small_yet_shown
from disclosure.attacks.found import Found
from disclosure.attacks.programs import ZERO, Floats, least
from disclosure.attacks.recovery import RANK, STILL
from disclosure.control.primary import lacking
from disclosure.control.system import Bools, Ints, System


def attack(system: System, hidden: Bools) -> Found:
    """Try it on every hidden group; one of `minimum` people or more is a crowd by itself. `crowd`
    is the smallest that a group was found in."""
    hits = list(too_small_yet_shown(system, hidden))
    sizes = [system.plan.minimum, *(int(system.n[group]) for hit in hits for group in hit)]
    bounds = _bounds(system)
    for component in components(system, hidden):
        for size, weights in _exposed(system, component, bounds):
            hits.append(shown_in(system, hidden, component, weights))
            sizes.append(size)
    return Found("crowds", tried=int(hidden.sum()), hits=tuple(hits), crowd=min(sizes))


def _bounds(system: System) -> dict[int, Ints]:
    """For each small group, how far every group may move: by all its people, and by `minimum` - 2
    more where it shares people with the small one, as one of these stands for a crowd."""
    patterns, cuts = system.members.shape
    rows = np.repeat(np.arange(patterns), cuts)
    ones = np.ones(patterns * cuts)
    member = sparse.csc_array(
        (ones, (rows, system.members.ravel())), shape=(patterns, len(system.n))
    )
    shared = sparse.csr_array(member[:, system.small].T @ member).toarray() > 0
    more = system.plan.minimum - 2
    return {int(t): system.n + more * row for t, row in zip(system.small, shared, strict=True)}


def _exposed(
    system: System, component: Component, bounds: dict[int, Ints]
) -> Iterator[tuple[int, Floats]]:
    """The component's groups in too small a crowd: how many people, and how equations show it."""
    n = system.n[component.groups]
    missing = lacking(system)[component.groups]
    free = _directions(component, n)
    for at in map(int, np.flatnonzero(missing > 0)):
        bound = bounds[int(component.groups[at])][component.groups]
        if len(component.matrix) and not _easily(free, at, missing[at], bound):
            gained, weights = _most(component, at, missing[at], bound, n)
            if gained < missing[at] - ZERO:
                yield int(n[at] + gained + ZERO), weights


def _directions(component: Component, n: Ints) -> Floats:
    """Ways to move, one a column: for each group, the one that gives it a person and least moves
    the others (squares of the share of each). Zero for a group that cannot move."""
    free = linalg.null_space(component.matrix * n, rcond=RANK)
    onto = n[:, None] * (free @ free.T)
    own = np.diagonal(onto)
    return np.asarray(np.divide(onto, own, out=np.zeros_like(onto), where=own > STILL))


def _easily(free: Floats, at: int, missing: int, bound: Ints) -> bool:
    """Whether the group's own direction already brings it the people it misses: no programme."""
    moved = free[:, at] * missing
    moved[at] -= missing
    return bool(free[at, at] > 0 and (np.abs(moved) <= bound).all())


def _most(
    component: Component, at: int, missing: int, bound: Ints, n: Ints
) -> tuple[float, Floats]:
    """How many people the group can gain, and the weights of equations that hold it there. Beside
    an empty group other empty ones may seem to have somebody, too."""
    limits = np.stack([-bound, np.where((n == 0) & (n[at] == 0), 1, bound)], axis=1)
    limits[at] = 0, missing
    gain = -np.eye(1, len(bound), at)[0]
    none = np.zeros(len(component.equations))
    best = least(gain, matrix=component.matrix, right=none, bounds=limits)
    return -best.cost, best.equations
