"""Waves laid on each other: what one hid must not come out because another shows what is beside it.

Of an earlier wave only its pattern is used: no sizes, and not which groups it hid for being small,
since that is kept nowhere. (attacks/leavers.py tries its numbers.) So groups are taken to have
stayed as they were, and each that a wave planned and did not show is protected as if it were small:
hidden now, shown now or with nobody in it now. What is shown of itself now is no attack on it; what
is shown of others is.

Nobody is in a group now: had it people then? For itself the worst is that it had, and that no other
such group had: so each of them is tried alone, the others being known as empty. Were all of them
unknown together, there would be less to solve for, and less would be found.

Where tiny categories were joined in one wave and not in another, a group and its parts mean other
people: they are bound as a sum. The parts of a sum that was shown are nobody's secret then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from disclosure.control import emptied
from disclosure.control.binding import Matrix
from disclosure.control.earlier import Earlier
from disclosure.control.flows import NOTHING
from disclosure.control.laying import Laid, lay
from disclosure.control.plan import Joined
from disclosure.control.primary import everybody
from disclosure.control.solvable import known, made_of, without
from disclosure.control.solving import hanging_together, solve
from disclosure.control.system import Bools, Ints, System


def comparable(wave: Earlier, recoded: Joined) -> Earlier:
    """The wave as it is laid on one in which these categories are joined."""
    return replace(wave, beside=recoded)


def layers(system: System, earlier: Sequence[Earlier]) -> list[Laid]:
    """The waves as somebody would lay them on this one: each alone, and the newest together.

    `earlier` is newest first. Of two that showed the same, one is enough.
    """
    patterns = [wave.pattern for wave in earlier]
    waves = [wave for at, wave in enumerate(patterns) if wave not in patterns[:at]]
    together = (waves[:many] for many in range(2, len(waves) + 1))
    return [lay(system, some) for some in (*([wave] for wave in waves), *together)]


def hidden_before(system: System, laid: Sequence[Laid]) -> Bools:
    """The groups that one of these could have shown and did not. Shape (groups,)."""
    before = np.zeros(len(system.n), bool)
    for one in laid:
        before |= one.targets[one.column]
    return before


def opened(laid: Laid, hidden: Bools) -> list[frozenset[int]]:
    """For each group that was hidden then and comes out exactly: what is newly shown beside it.

    That is one way to compute it from groups the earlier wave did not show, the cheapest: hiding
    one of them is in the way. What the earlier wave gave away alone is not opened by this one.
    """
    always = everybody(laid.system)
    newly, new = laid.columns(~hidden & ~always) & ~laid.shown, emptied.new(laid)
    now = ~(laid.shown | laid.empty | laid.columns(~hidden) | new)
    then = now | (newly & ~new)
    targets = laid.targets & ~laid.columns(always) & ~new
    exact = known(laid.equations, now) & ~known(laid.equations, then) & targets
    hits = [_used(laid, int(target), now, newly) for target in np.flatnonzero(exact)]
    left = _left_whole(laid, now, then, targets & laid.empty & ~exact)
    return [*hits, *(_used(laid, target, now | others, newly) for target, others in left)]


def _left_whole(laid: Laid, now: Bools, then: Bools, targets: Bools) -> Iterator[tuple[int, Bools]]:
    """Of targets that all have left: each that comes out, with its kin, which is unknown beside it.

    Had it people, so had some of its kin. Were those taken to be empty, as other empty groups are,
    they would give it away whatever is shown, and nothing shown now would seem to open it.
    """
    kin = {int(one): emptied.kin(laid, int(one)) for one in np.flatnonzero(targets)}
    kin = {one: others for one, others in kin.items() if others.any()}
    if not kin:
        return
    columns = np.flatnonzero(np.any([*kin.values()], axis=0) | np.isin(np.arange(len(now)), [*kin]))
    place = {int(column): at for at, column in enumerate(columns)}
    with_new = without(laid.equations, now, columns)
    before = without(laid.equations, then, columns)
    for one, others in kin.items():
        beside = [place[int(other)] for other in np.flatnonzero(others)]
        if not made_of(with_new, place[one], beside) and made_of(before, place[one], beside):
            yield one, others


def _used(laid: Laid, target: int, unknown: Bools, newly: Bools) -> frozenset[int]:
    """The newly shown groups in the sum of equations that gives the target and has least of them.

    The program: a multiplier for each equation, and no less than each newly shown group's part in
    their sum; the target once, other unknown groups not at all.
    """
    itself = np.arange(len(newly)) == target
    unknowns, news = np.flatnonzero(unknown | itself), np.flatnonzero(newly & ~itself)
    there = _near(laid.equations, target, unknown | newly | itself)
    equations, n = laid.equations[there], laid.system.n[laid.group[news]]
    multipliers, parts = equations.shape[0], sparse.eye_array(len(news))
    shares, beyond = equations[:, news].T, np.full(multipliers + len(news), np.inf)
    solved = solve(
        np.r_[np.zeros(multipliers), np.sqrt(n)],
        A_ub=sparse.block_array([[shares, -parts], [-shares, -parts]], format="csc"),
        b_ub=np.zeros(2 * len(news)),
        A_eq=sparse.hstack(
            [equations[:, unknowns].T, sparse.csc_array((len(unknowns), len(news)))], format="csc"
        ),
        b_eq=(unknowns == target).astype(float),
        bounds=np.c_[np.r_[np.full(multipliers, -np.inf), np.zeros(len(news))], beyond],
    )
    part = solved.x[multipliers:]
    return frozenset(int(laid.group[news[at]]) for at in np.flatnonzero(part > NOTHING))


def _near(equations: Matrix, target: int, loose: Bools) -> Ints:
    """The equations that hang together with the target's by these columns."""
    columns = equations[:, np.flatnonzero(loose)]
    component = hanging_together(columns.T)
    own = equations[:, [target]].tocoo().row
    return np.flatnonzero(np.isin(component, component[own]))
