"""An outsider with the staff list: what could be made of what a wave published.

They know the plan, who answered, every attribute of everybody, and how tables are protected; and
they have every published table of every wave. What they lack is the answers and the record keys.
None of this is the gate's own code: where the gate has the same attack, it is here a second time,
written another way. What the names O1 to O15 stand for: bench/README.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from bench import outsider_joint
from disclosure.control.people import People
from disclosure.control.plan import Plan
from disclosure.control.recoding import recoded
from disclosure.control.safe_tables import Protected
from disclosure.control.system import Bools, Ints, System, system

Floats = NDArray[np.float64]
_solve: Any = optimize.linprog  # its types know of no sparse matrices


@dataclass(frozen=True)
class View:
    """All that can be seen of one wave. `shown` is by measure, -1 where hidden; shape (groups,
    categories). `who` names the people who answered, by their place on the staff list. `noise` is
    by how much a shown count may be off."""

    system: System
    hidden: Bools
    shown: Mapping[str, Ints]
    who: Ints
    noise: int


def view(people: People, plan: Plan, protected: Protected, who: Ints | None = None) -> View:
    """What an outsider sees of these tables beside their staff list. Answers are not looked at."""
    people, plan, _joined = recoded(people, plan)
    groups = system(people, plan)
    hidden = np.ones(len(groups.n), bool)
    shown = {m.code: np.full((len(groups.n), len(m.categories)), -1) for m in plan.measures}
    for (cut, key), number in groups.number.items():
        cell = protected.tables[cut].cells[key]
        if cell is not None:
            hidden[number] = False
            for measure, row in cell.counts.items():
                shown[measure][number] = row
    who = np.arange(len(people)) if who is None else who
    return View(groups, hidden, shown, who, plan.noise)


def left_over(seen: View) -> Iterator[int]:
    """O1: how many people are left when shown groups are taken from a shown parent, each time."""
    for equation in seen.system.equations:
        hidden = [child for child in equation.children if seen.hidden[child]]
        if hidden and not seen.hidden[equation.parent]:
            yield int(seen.system.n[hidden].sum())


def read_off(seen: View, also: Bools | None = None) -> list[int]:
    """O2: the small groups whose every count is a sum and difference of published ones.

    `also` are groups known from elsewhere. By least squares: a group is read off if its unit vector
    lies in the row space of the equations of what is hidden.
    """
    hidden = seen.hidden if also is None else seen.hidden & ~also
    places = np.flatnonzero(hidden)
    rows = seen.system.matrix[:, places].toarray()
    _left, size, right = np.linalg.svd(rows, full_matrices=False)
    basis = right[size > 1e-9 * max(rows.shape)].T
    length = (basis**2).sum(axis=1)  # of each unit vector's projection: 1 if it lies inside
    small = seen.system.n[places] < seen.system.plan.minimum
    return [int(place) for place in places[small & (length > 1 - 1e-7)]]


def crowd(seen: View, person: int, *, known: Sequence[int] = ()) -> float:
    """O3 and O14: the least weight of other people in any combination of published groups that has
    this person once, and themselves: 1 is read off. `known` are people whose answers are known.

    One program over everybody: most that `person` can move while the others move by 1 at most.
    """
    pattern_of = seen.system.pattern_of
    bound = np.ones(len(pattern_of))
    bound[list(known)] = 0
    spread = np.bincount(pattern_of, weights=bound, minlength=len(seen.system.people))
    own = pattern_of[person]
    spread[own] -= bound[person]
    groups = _incidence(seen)
    columns = sparse.hstack([groups, groups[:, [own]]], format="csr")
    target = np.r_[np.zeros(groups.shape[1]), -1.0]
    most = np.r_[spread, 2.0 * seen.system.plan.minimum]
    bounds = np.stack([np.r_[-spread, 0], most], axis=1)
    solved = _solve(target, A_eq=columns, b_eq=np.zeros(groups.shape[0]), bounds=bounds)
    return 1 - float(solved.fun)


def _incidence(seen: View) -> sparse.csr_array:
    """Which pattern of people is in which shown group: (shown groups, patterns)."""
    shown = np.flatnonzero(~seen.hidden)
    place = np.full(len(seen.hidden), -1)
    place[shown] = np.arange(len(shown))
    rows = place[seen.system.members]
    patterns, cuts = np.nonzero(rows >= 0)
    shape = (len(shown), len(rows))
    return sparse.csr_array((np.ones(len(cuts)), (rows[patterns, cuts], patterns)), shape=shape)


def leeway(seen: View, measure: str, *, differing: bool = True) -> float:
    """O4: the room there is for everybody's answer at once, from 0 to 1.

    A joint program over all people, all categories and all tables: is there a way to share out the
    answers that fits everything published, in which everyone's chance of every category is at least
    this much? Above 0, no answer of anybody is proved or ruled out. Patterns of published groups
    stand for their people: those who share one cannot be told apart. That two counts that differ
    are not of the same people is asked of what was found, and the program done again where it is
    not so; without `differing` it is not asked, which leaves the outsider knowing a little less.
    Tables of two measures bind nobody's two answers, so each measure is done by itself.
    """
    groups, people = _incidence(seen), seen.system.people.astype(float)
    groups, people = _told_apart(groups, people)
    shown = seen.shown[measure][~seen.hidden]
    joint = outsider_joint.Joint(groups, people, shown, seen.noise)
    return joint.leeway(differing=differing)


def _told_apart(groups: sparse.csr_array, people: Floats) -> tuple[sparse.csr_array, Floats]:
    """The different patterns of published groups, and how many people have each."""
    columns = sparse.csc_array(groups)
    columns.sort_indices()
    number: dict[bytes, int] = {}
    parts = zip(columns.indptr[:-1], columns.indptr[1:], strict=True)
    of = [number.setdefault(columns.indices[a:b].tobytes(), len(number)) for a, b in parts]
    first = np.unique(of, return_index=True)[1]
    return sparse.csr_array(columns[:, first]), np.bincount(of, weights=people).astype(float)
