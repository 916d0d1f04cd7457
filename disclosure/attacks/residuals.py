"""Attack: take the shown children from a shown parent, and read what is left."""

import numpy as np

from disclosure.attacks.found import Found
from disclosure.control.residual import breaches
from disclosure.control.system import Bools, System


def attack(system: System, hidden: Bools) -> Found:
    """Every equation with a shown parent and hidden children is tried (anonymity rule: ADR 8)."""
    parents = np.array([equation.parent for equation in system.equations], dtype=np.int64)
    tried = ~hidden[parents] & (system.matrix.maximum(0) @ hidden > 0)
    hits = []
    for broken in breaches(system, hidden):
        equation = system.equations[broken]
        groups = (equation.parent, *equation.children)
        hits.append(frozenset(group for group in groups if not hidden[group]))
    return Found(name="residuals", tried=int(tried.sum()), hits=tuple(hits))
