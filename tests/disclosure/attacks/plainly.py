"""The attacks done the plain way, on tables so small that everything can be tried."""

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from disclosure.attacks.apart import UNTOLD, Apart, apart
from disclosure.attacks.same_people import holders
from disclosure.control.counting import Counts
from disclosure.control.system import Bools, Ints, System


def counted(groups: System, answers: list[list[int]]) -> Counts:
    """The counts of one measure, when so many of each pattern gave each answer."""
    counts = np.zeros((len(groups.n), len(answers[0])), np.int64)
    for column in groups.members.T:
        np.add.at(counts, column, np.array(answers))
    none = np.zeros(len(groups.n), np.uint64)
    return Counts({"M": counts}, {"M": np.zeros(counts.shape, np.uint64)}, none)


def movements(groups: System, hidden: Bools) -> Iterator[Ints]:
    """Every way to move hidden groups by one, or not, that changes nothing shown. In tables of
    rows, columns and hierarchies all other ways are sums of these."""
    equations, unknown = groups.matrix.toarray(), np.flatnonzero(hidden)
    for steps in product((-1, 0, 1), repeat=len(unknown)):
        moved = np.zeros(len(groups.n), np.int64)
        moved[unknown] = steps
        if not (equations @ moved).any():
            yield moved


def crowds(groups: System, hidden: Bools) -> NDArray[np.float64]:
    """For each pattern the crowd of a person of it, each other person moved alone: one plain
    programme over everybody."""
    pattern = np.repeat(np.arange(len(groups.people)), groups.people)
    inside = np.zeros((len(groups.n), len(pattern)))
    for column in groups.members[pattern].T:
        inside[column, np.arange(len(pattern))] = 1
    return np.array(
        [_crowd(inside[~hidden], int(np.argmax(pattern == one))) for one in range(pattern[-1] + 1)]
    )


def _crowd(inside: NDArray[np.float64], person: int) -> float:
    bounds = [(-1.0, 1.0)] * inside.shape[1]
    bounds[person] = (0.0, 1000.0)
    gain = -np.eye(1, inside.shape[1], person)[0]
    best = optimize.linprog(gain, A_eq=inside, b_eq=np.zeros(len(inside)), bounds=bounds)
    return 1 - float(best.fun)


def lightest(groups: System, hidden: Bools) -> NDArray[np.float64]:
    """For each pattern the least total weight, over a person's own, of any sum in which each shown
    group is added once, subtracted once or left out."""
    least = np.full(len(groups.people), np.inf)
    for signs in product((-1, 0, 1), repeat=int((~hidden).sum())):
        of = np.zeros(len(groups.n))
        of[~hidden] = signs
        weight = np.abs(of[groups.members].sum(axis=1))
        total = (weight * groups.people).sum()
        least = np.minimum(
            least, np.divide(total, weight, np.full_like(least, np.inf), where=weight > 0)
        )
    return least


def proved(groups: System, hidden: Bools, exact: Ints, moved: Ints) -> int:
    """How many counts of yes and no are the same in every table that would be published so."""
    tables = possible(groups, hidden, moved)
    assert (tables == exact[:, 0]).all(axis=1).any()
    return 2 * int((tables.min(axis=0) == tables.max(axis=0)).sum())


def possible(groups: System, hidden: Bools, moved: Ints) -> Ints:
    """How many say yes in each group, in every table that would be published just so: all tables
    are tried, and the same people have the same noise. The finest groups must be among those
    planned."""
    every = np.array(list(product(*(range(n + 1) for n in groups.people))))
    yes = np.zeros((len(every), len(groups.n)), np.int64)
    for column in groups.members.T:
        for pattern, group in enumerate(column):
            yes[:, group] += every[:, pattern]
    fits = np.ones(len(every), dtype=bool)
    for answer, counts in enumerate((yes, groups.n - yes)):
        noise = moved[:, answer] - counts
        could = (np.abs(noise) <= groups.plan.noise) & ((counts > 0) | (noise == 0))
        fits &= could[:, ~hidden].all(axis=1)
        said = every if answer == 0 else groups.people - every
        for one, other in combinations(np.flatnonzero(~hidden), 2):
            if moved[one, answer] != moved[other, answer]:
                fits &= ~same_cell(groups, said, one, other)
    return yes[fits]


def differing(groups: System, hidden: Bools, moved: Ints) -> Apart:
    """What the shown counts that differ tell."""
    return apart(groups, holders(groups), np.where(hidden[:, None], UNTOLD, moved))


def same_cell(groups: System, said: Ints, one: int, other: int) -> Bools:
    """Whether nobody who said so is in one of the two groups and not in the other. `said` is how
    many of each pattern did, shape (tables, patterns)."""
    inside = [(groups.members == group).any(axis=1) for group in (one, other)]
    return np.asarray((said[:, inside[0] != inside[1]] == 0).all(axis=1))


def noisy(groups: System, said: Ints, rng: np.random.Generator) -> Ints:
    """Noise that goes to its limits more often than ours, the same for the same people. `said` is
    how many of each pattern gave each answer, shape (patterns, answers)."""
    moved = np.zeros((len(groups.n), said.shape[1]), np.int64)
    drawn: dict[bytes, int] = {}
    for group, answer in product(range(len(groups.n)), range(said.shape[1])):
        there = np.where((groups.members == group).any(axis=1), said[:, answer], 0)
        noise = drawn.setdefault(there.tobytes(), int(rng.choice([-3, -2, 0, 2, 3])))
        moved[group, answer] = max(there.sum() + noise, 0) if there.any() else 0
    return moved
