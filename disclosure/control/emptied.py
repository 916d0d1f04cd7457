"""Groups that somebody is in only now, or was in only then, and what lies in which.

Of an earlier wave only what it showed is known (stacking.py), so a group that it did not show was
hidden then, or empty. What is empty now, the staff list of now tells.
"""

import numpy as np
from scipy import sparse

from disclosure.control.binding import Matrix
from disclosure.control.laying import Laid
from disclosure.control.solvable import known
from disclosure.control.system import Bools


def new(laid: Laid) -> Bools:
    """What somebody is in now and, as an earlier wave itself tells, nobody was in then, with all
    that lies inside it. Shape (columns,).

    A wave leaves no small group to be worked out from what it shows. One that can be, and was not
    shown, was empty therefore; so what is hidden of it now hides nothing of that wave.
    """
    empty = known(laid.equations, ~laid.shown) & laid.targets & (laid.group >= 0)
    return _reached(laid.inside, empty, ~laid.shown)


def kin(laid: Laid, column: int) -> Bools:
    """The empty groups that people of this empty one could be in besides: what it lies in, and what
    lies in that and in itself. Those beside it in its own cut are others, with all inside them."""
    itself, empty = np.arange(len(laid.empty)) == column, laid.empty
    its_sums = np.flatnonzero(laid.equations[:, [column]].toarray() > 0)
    beside = (laid.equations[its_sums] > 0).sum(axis=0) > 0
    wholes = _reached(sparse.csr_array(laid.inside.T), itself, empty)
    apart = _reached(laid.inside, beside & ~itself & empty, empty)
    others: Bools = _reached(laid.inside, wholes, empty) & ~apart & ~itself
    return others


def _reached(step: Matrix, found: Bools, some: Bools) -> Bools:
    """These, and what can be reached from them through some."""
    more: Bools = found | ((step @ found.astype(np.int64) > 0) & some)
    return found if np.array_equal(more, found) else _reached(step, more, some)
