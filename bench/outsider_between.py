"""An outsider with two waves, who knows who answered in each: what is proved of who left or came.

One program over everybody, for each question: each person has one answer, those who answered twice
the same both times, and every published count of either wave is at most the noise from what it is
of. An answer that somebody cannot have given in any such table is ruled out. Written without the
gate's own code, which looks at one group after the other and does not know who left.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, sparse

from bench.outsider import Floats, View
from disclosure.control.system import Bools, Ints

_solve: Any = optimize.linprog  # its types know of no sparse matrices
ROUNDS, NEARLY = 12, 1e-6


@dataclass(frozen=True)
class Between:
    """Everybody of two waves. `inside` says who is in which published group of the one, then of the
    other, shape (groups, people); `least` and `most` bound the counts, shape (groups, categories);
    `changed` are those who left or came, by their place."""

    inside: sparse.csr_array
    least: Floats
    most: Floats
    changed: Ints


def ruled_out(before: View, after: View, measure: str) -> tuple[int, int]:
    """Of how many answers of people who left or came it was asked, and how many are ruled out."""
    between = _between(before, after, measure)
    possible = _possible(between)
    return possible.size, int((~possible).sum())


def _between(before: View, after: View, measure: str) -> Between:
    who = np.union1d(before.who, after.who)
    parts, least, most = [], [], []
    for seen in (before, after):
        shown = np.flatnonzero(~seen.hidden)
        parts.append(_inside(seen, shown, np.searchsorted(who, seen.who), len(who)))
        counts = seen.shown[measure][shown]
        least.append(np.maximum(counts - seen.noise, np.minimum(counts, 1)))
        most.append(counts + seen.noise)
    changed = np.flatnonzero(np.isin(who, before.who) != np.isin(who, after.who))
    inside = sparse.csr_array(sparse.vstack(parts))
    return Between(inside, np.concatenate(least), np.concatenate(most), changed)


def _inside(seen: View, shown: Ints, place: Ints, people: int) -> sparse.csr_array:
    number = np.full(len(seen.hidden), -1)
    number[shown] = np.arange(len(shown))
    rows = number[seen.system.members[seen.system.pattern_of]]
    person, cut = np.nonzero(rows >= 0)
    cells = (np.ones(len(person)), (rows[person, cut], place[person]))
    return sparse.csr_array(cells, shape=(len(shown), people))


def _possible(between: Between) -> Bools:
    """Which answers those who left or came can have given. Shape (changed, categories).

    Tables that fit can be mixed and still fit. So were each of so many answers possible by itself,
    then in the mixture of all those tables each has its share at once: one program asks for it.
    """
    kinds, people = _kinds(between)
    categories = between.least.shape[1]
    counts = sparse.csr_array(sparse.kron(kinds, sparse.eye_array(categories)))
    asked = len(between.changed) * categories
    share = 1 / asked
    first = len(people) * categories - asked
    gains = sparse.hstack([sparse.csr_array((asked, first)), -sparse.eye_array(asked)])
    none = sparse.csr_array((2 * counts.shape[0], asked))
    solved = _solve(
        np.r_[np.zeros(len(people) * categories), -np.ones(asked)],
        A_ub=sparse.vstack(
            [
                sparse.hstack([sparse.vstack([counts, -counts]), none]),
                sparse.hstack([gains, sparse.eye_array(asked)]),
            ],
            format="csr",
        ),
        b_ub=np.r_[between.most.ravel(), -between.least.ravel(), np.zeros(asked)],
        A_eq=sparse.hstack(
            [
                sparse.kron(sparse.eye_array(len(people)), np.ones((1, categories))),
                sparse.csr_array((len(people), asked)),
            ],
            format="csr",
        ),
        b_eq=people,
        bounds=np.r_[
            np.tile([0, np.inf], (len(people) * categories, 1)), np.tile([0, share], (asked, 1))
        ],
        method="highs-ipm",
    )
    if solved.x is None:
        raise ValueError("Nothing fits all that was published: somebody answered otherwise.")
    shares = solved.x[-asked:].reshape(-1, categories)
    return np.asarray(shares > share - NEARLY)


def _kinds(between: Between) -> tuple[sparse.csr_array, Floats]:
    """Those who answered twice, by the published groups they are in, then the others one by one."""
    columns = sparse.csc_array(between.inside)
    columns.sort_indices()
    parts = zip(columns.indptr[:-1], columns.indptr[1:], strict=True)
    names = [columns.indices[a:b].tobytes() for a, b in parts]
    stayed = np.setdiff1d(np.arange(len(names)), between.changed)
    number = {name: place for place, name in enumerate(dict.fromkeys(names[i] for i in stayed))}
    people = np.bincount([number[names[i]] for i in stayed], minlength=len(number))
    first = {names[i]: i for i in reversed(stayed.tolist())}
    order = np.array([*(first[name] for name in number), *between.changed.tolist()])
    together = sparse.csr_array(columns[:, order])
    return together, np.concatenate([people, np.ones(len(between.changed))]).astype(float)
