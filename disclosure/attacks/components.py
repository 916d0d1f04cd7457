"""Hidden groups fall into components: no equation binds the groups of one to those of another.

Attacks on single groups are run on each component alone, which is what makes them quick.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from disclosure.attacks.programs import ZERO, Floats
from disclosure.control.solving import hanging_together
from disclosure.control.system import Bools, Ints, System


@dataclass(frozen=True)
class Component:
    """Hidden groups and the equations that name them, by number, rising. `matrix` is that part of
    the system's, dense, shape (equations, groups)."""

    groups: Ints
    equations: Ints
    matrix: Floats


def components(system: System, hidden: Bools) -> list[Component]:
    """All components with a group that is too small to be shown."""
    groups = np.flatnonzero(hidden)
    matrix = sparse.csr_array(system.matrix[:, groups])
    label = hanging_together(matrix)
    small = system.n[groups] < system.plan.minimum
    return [_component(matrix, groups, label == which) for which in np.unique(label[small])]


def _component(matrix: sparse.csr_array, groups: Ints, there: Bools) -> Component:
    part = sparse.csc_array(matrix)[:, np.flatnonzero(there)].tocsr()
    equations = np.flatnonzero(np.diff(part.indptr))
    return Component(groups[there], equations, part[equations].toarray())


def shown_in(
    system: System, hidden: Bools, component: Component, weights: Floats
) -> frozenset[int]:
    """The shown groups that a weighted sum of the component's equations reads. `weights` has one
    number for each equation."""
    read = system.matrix[component.equations].T @ weights
    return frozenset(map(int, np.flatnonzero(~hidden & (np.abs(read) > ZERO))))


def too_small_yet_shown(system: System, hidden: Bools) -> tuple[frozenset[int], ...]:
    """A hit for every small group that anybody can read off the page, which needs no attack."""
    return tuple(frozenset({int(group)}) for group in system.small if not hidden[group])
