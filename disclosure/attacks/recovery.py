"""Exact recovery: small groups that follow from the published ones by adding and subtracting.

An attacker who knew the published counts exactly would know those of such a group. A hidden group
follows if every way to move the hidden groups that keeps the equations leaves it where it is: if
it is zero all over the null space of its component (Handbook on Statistical Disclosure Control,
2nd edition, section 4.2). Knowing every n helps nobody here: sizes obey the same equations.
"""

import numpy as np
from scipy import linalg

from disclosure.attacks.components import Component, components, shown_in, too_small_yet_shown
from disclosure.attacks.found import Found
from disclosure.attacks.programs import Floats, least
from disclosure.control.system import Bools, System

RANK = 1e-10
"""Singular values below this share of the largest are zero. The equations are of 1 and -1: what is
not zero among theirs was never seen below a thousandth of the largest."""
STILL = 1e-8
"""A group that no direction of the (orthonormal) null space moves by more than this is known."""


def attack(system: System, hidden: Bools) -> Found:
    """Try it on every hidden group. Found are small ones, and one that is shown, by itself."""
    hits = list(too_small_yet_shown(system, hidden))
    for component in components(system, hidden):
        small = system.n[component.groups] < system.plan.minimum
        for at in np.flatnonzero(small & known(component.matrix)):
            hits.append(shown_in(system, hidden, component, _weights(component, int(at))))
    return Found("recovery", tried=int(hidden.sum()), hits=tuple(hits))


def known(matrix: Floats) -> Bools:
    """Which groups (columns) follow from the equations (rows) once all other groups are known."""
    if not len(matrix):
        return np.zeros(matrix.shape[1], dtype=bool)
    free = linalg.null_space(matrix, rcond=RANK)
    return np.asarray(np.abs(free).max(axis=1, initial=0) < STILL)


def _weights(component: Component, at: int) -> Floats:
    """How often to add each equation so that all its component cancels but this group: the way
    with the least sum of weights, which reads few groups."""
    equations, groups = component.matrix.shape
    both = np.hstack([component.matrix.T, -component.matrix.T])
    positive = np.tile([0, np.inf], (2 * equations, 1))
    one = np.eye(1, groups, at)[0]
    best = least(np.ones(2 * equations), matrix=both, right=one, bounds=positive).at
    return np.asarray(best[:equations] - best[equations:])
